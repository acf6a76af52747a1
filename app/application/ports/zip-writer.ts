/** Puts files into one ZIP (APPNOTE 6.3, names in UTF-8), in this order, as they are: what is taken in is compressed already. */
export type ZipWriter = (
  files: readonly { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[],
) => Uint8Array<ArrayBuffer>
