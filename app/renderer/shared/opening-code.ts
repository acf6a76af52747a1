/** Sixteen characters of the opening's hash: the same on every machine, unless a server shows different votes to different people. */
export const openingCode = (opening: string): string =>
  (opening.slice(0, 16).match(/.{4}/g) ?? []).join('-').toUpperCase()
