import type { Instant } from '../kernel/time.ts'

export type CalendarEntry = {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly description: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly isCancelled: boolean
  /** When the file is made. */
  readonly now: Instant
}

/** A meeting as other calendars take it in (iCalendar, RFC 5545). Taken in again, it replaces what was there. */
export function calendarFile(entry: CalendarEntry): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//eCabinet//VI',
    `METHOD:${entry.isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${entry.id}@ecabinet`,
    `DTSTAMP:${stamp(entry.now)}`,
    // Seconds since 2020 grow with every new file: a later one wins.
    `SEQUENCE:${Math.max(0, Math.floor((entry.now - Date.UTC(2020, 0)) / 1000))}`,
    `DTSTART:${stamp(entry.startsAt)}`,
    `DTEND:${stamp(Math.max(entry.endsAt, entry.startsAt + 60_000))}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place === '' ? [] : [`LOCATION:${escaped(entry.place)}`]),
    ...(entry.description === '' ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
    `STATUS:${entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(folded).join('\r\n') + '\r\n'
}

/** 20270205T010000Z */
const stamp = (at: Instant): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')

const escaped = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')

/** No line is longer than 75 octets (RFC 5545, 3.1), and no letter is cut in two. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let size = 0
  for (const letter of line) {
    const length = octetsOf(letter.codePointAt(0) ?? 0)
    // What follows a fold begins with a space that counts, too.
    if (size + length > (pieces.length === 0 ? 75 : 74)) {
      pieces.push(piece)
      piece = ''
      size = 0
    }
    piece += letter
    size += length
  }
  return [...pieces, piece].join('\r\n ')
}

/** In UTF-8. */
const octetsOf = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
