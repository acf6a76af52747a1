import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNote, parseNote, plainNote, type NoteLine } from '#domain/marks/note-text.ts'

const span = (text: string, style: '' | 'b' | 'i' | 'bi' = '') => ({
  text,
  bold: style.includes('b'),
  italic: style.includes('i'),
})
const line = (...spans: readonly ReturnType<typeof span>[]): NoteLine => ({ isItem: false, spans })

describe('the text of a note', () => {
  test.each<readonly [string, readonly NoteLine[]]>([
    ['Làm rõ **nguồn kinh phí**', [line(span('Làm rõ '), span('nguồn kinh phí', 'b'))]],
    ['*nghiêng* và ***cả hai***', [line(span('nghiêng', 'i'), span(' và '), span('cả hai', 'bi'))]],
    [
      '- Một\n- Hai',
      [
        { ...line(span('Một')), isItem: true },
        { ...line(span('Hai')), isItem: true },
      ],
    ],
    ['', [line()]],
    ['Ba sao: ** hở', [line(span('Ba sao: ** hở'))]],
    ['2 * 3 = 6', [line(span('2 * 3 = 6'))]],
    ['\\*không nghiêng\\*', [line(span('*không nghiêng*'))]],
    ['\\- không phải mục', [line(span('- không phải mục'))]],
  ])('%j', (body, lines) => {
    expect(parseNote(body)).toEqual(lines)
  })
  test('the words alone', () => {
    expect(plainNote('**Đề nghị**:\n- Một\n- *Hai*')).toBe('Đề nghị:\n• Một\n• Hai')
  })
  test('what is written is read again, whatever signs it has', () => {
    const words = fc.stringMatching(/^[a-zđ*\\ -]{1,8}$/).filter((text) => text.trim() === text && text !== '')
    const spans = fc.array(fc.record({ text: words, bold: fc.boolean(), italic: fc.boolean() }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(fc.record({ isItem: fc.boolean(), spans }), { minLength: 1, maxLength: 4 }), (lines) => {
        const plain = (all: readonly NoteLine[]) =>
          all.map((each) => [each.isItem, each.spans.map(({ text }) => text).join('')])
        expect(plain(parseNote(formatNote(lines)))).toEqual(plain(lines))
      }),
    )
  })
  test('every look comes back where spans are parted by words without one', () => {
    const look = fc.constantFrom('b', 'i', 'bi') as fc.Arbitrary<'b' | 'i' | 'bi'>
    fc.assert(
      fc.property(fc.array(look, { minLength: 1, maxLength: 4 }), (looks) => {
        const written = looks.flatMap((style, index) => [span(`chữ${index}`, style), span(' rồi ')])
        expect(parseNote(formatNote([line(...written)]))).toEqual([line(...written)])
      }),
    )
  })
})
