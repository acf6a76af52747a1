/** What office programs write, and LibreOffice makes a PDF of. */
export const officeExtensions = ['docx', 'doc', 'odt', 'rtf', 'xlsx', 'xls', 'ods', 'pptx', 'ppt', 'odp'] as const
export type OfficeExtension = (typeof officeExtensions)[number]

/** The extension of a file that an office program made; null for any other. */
export const officeExtensionOf = (name: string): OfficeExtension | null =>
  officeExtensions.find((extension) => name.toLowerCase().endsWith(`.${extension}`)) ?? null

/**
 * Whether the first bytes are those of such a file: an archive, a compound file, or rich text. Office programs take anything else
 * for plain text and make a paper of it.
 */
export function looksLikeOffice(extension: OfficeExtension, head: Uint8Array): boolean {
  const begins = (bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte)
  if (extension === 'rtf') return begins([0x7b, 0x5c, 0x72, 0x74, 0x66])
  // A file with a password is a compound file, whatever it is called.
  const isCompound = begins([0xd0, 0xcf, 0x11, 0xe0])
  return isCompound || (!['doc', 'xls', 'ppt'].includes(extension) && begins([0x50, 0x4b, 0x03, 0x04]))
}
