const longestName = 120

/** A title as a name that every file system takes, and that is not taken yet. */
export function uniqueName(title: string, taken: Set<string>): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestName)
    .replace(/[. ]+$/, '')
  const base = plain === '' ? '_' : plain
  let name = base
  for (let again = 2; taken.has(name.toLowerCase()); again++) name = `${base} (${again})`
  taken.add(name.toLowerCase())
  return name
}
