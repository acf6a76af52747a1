/**
 * Text as people type it in a hurry: no marks, no case, so that "dieu le" finds "Điều lệ" in NFC and NFD.
 * đ is replaced by hand because it does not decompose in Unicode.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
}

/** As `foldText`, letter by letter, so that a place in the folded text is the same place in the text. The text must be NFC. */
export function foldKeepingPlaces(text: string): string {
  // Joined at the end: a text that grew letter by letter is put together only when it is first searched.
  const folded: string[] = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    const code = text.charCodeAt(at)
    const plain = code < 128 ? letter.toLowerCase() : foldText(letter)
    folded.push(plain.length === 1 ? plain : letter)
  }
  return folded.join('')
}
