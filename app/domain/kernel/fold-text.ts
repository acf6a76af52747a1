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
