/** The first digits of a hash in groups of four, as people read them aloud and compare them. */
export const hashCode = (hash: string, digits: 8 | 16): string =>
  (hash.slice(0, digits).match(/.{4}/g) ?? []).join('-').toUpperCase()
