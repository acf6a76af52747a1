import { vi } from 'vitest'

/** What a command of the operator prints. */
export async function said(run: () => Promise<number>): Promise<string> {
  const lines: string[] = []
  const keep = (...words: unknown[]) => void lines.push(words.join(' '))
  const [out, err] = [
    vi.spyOn(console, 'log').mockImplementation(keep),
    vi.spyOn(console, 'error').mockImplementation(keep),
  ]
  await run()
  out.mockRestore()
  err.mockRestore()
  return lines.join('\n')
}
