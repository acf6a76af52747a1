/**
 * The device's own files: native files in the desktop app, the origin's private file system in a browser. It is another
 * place than the database, so that the loss of one does not take the other along. Names are flat: letters, digits, dots,
 * dashes. Every promise resolves only after the bytes would survive the end of the process.
 */
export type FileSpace = {
  /** Null when there is no such file. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Replaces the whole file or leaves the old one as it was. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Adds at the end, creating the file. Appends of one name keep their order. */
  append(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Up to `end` (exclusive), fewer at the end of the file. Rejects when there is no such file. */
  readRange(name: string, range: { readonly start: number; readonly end: number }): Promise<Uint8Array<ArrayBuffer>>
  size(name: string): Promise<number | null>
  truncate(name: string, size: number): Promise<void>
  /** Replaces `to` if it exists. */
  rename(from: string, to: string): Promise<void>
  remove(name: string): Promise<void>
  list(): Promise<readonly string[]>
  /** Bytes that may still be written here, as far as the system says; the system may be wrong in both directions. */
  room(): Promise<number>
}

/** Thrown by every method that writes when the device has no room. Nothing half-written stays. */
export class DeviceFull extends Error {
  constructor(options?: ErrorOptions) {
    super('The device has no room left', options)
    this.name = 'DeviceFull'
  }
}
