import type { OfficeExtension } from '#domain/papers/office-file.ts'
import type { Result } from '#domain/kernel/result.ts'

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
