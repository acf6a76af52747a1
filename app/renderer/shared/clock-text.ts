/** 4:05 · 1:02:09. Milliseconds; the sign is left to the words around it. */
export function clockText(lengthMs: number): string {
  const seconds = Math.floor(Math.abs(lengthMs) / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
