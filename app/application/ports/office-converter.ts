import type { Result } from '#domain/kernel/result.ts'

export const officeExtensions = ['docx', 'doc', 'odt', 'rtf', 'xlsx', 'xls', 'ods', 'pptx', 'ppt', 'odp'] as const
export type OfficeExtension = (typeof officeExtensions)[number]

/** The extension of a file that an office program made; null for any other. */
export const officeExtensionOf = (name: string): OfficeExtension | null =>
  officeExtensions.find((extension) => name.toLowerCase().endsWith(`.${extension}`)) ?? null

/** Makes a PDF of an Office file, on this machine. */
export type OfficeConverter = (file: {
  readonly extension: OfficeExtension
  readonly bytes: Uint8Array<ArrayBuffer>
}) => Promise<
  Result<
    Uint8Array<ArrayBuffer>,
    /** A browser has no program to do it. */
    'not-here' | 'not-installed' | 'not-converted' | 'timed-out'
  >
>
