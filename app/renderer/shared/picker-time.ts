import { hourMs } from '#domain/kernel/time.ts'

const offsetMs = 7 * hourMs

/** "YYYY-MM-DD HH:mm:ss" in Vietnam's time, as the date picker takes it. */
export const toPicker = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 19).replace('T', ' ')

export const fromPicker = (text: string): number => new Date(`${text.replace(' ', 'T')}Z`).getTime() - offsetMs
