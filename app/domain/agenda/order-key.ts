const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A text that sorts between two others, so that moving one item writes one field and two people who move
 * different items at once both get what they wanted. Keys never end in the lowest digit: there is always room.
 * @param before key of the left neighbour, or null at the start; `after` of the right one, or null at the end.
 */
export function keyBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) {
    // Two items were given the same place while apart: the new one goes right after both.
    return keyBetween(before, null)
  }
  let key = ''
  for (let at = 0; ; at++) {
    const low = before?.[at] === undefined ? 0 : digits.indexOf(before[at] ?? '')
    const high = after?.[at] === undefined || after === null ? digits.length : digits.indexOf(after[at] ?? '')
    if (low === high) {
      key += digits[low]
      continue
    }
    const middle = (low + high) >> 1
    if (middle > low) return key + digits[middle]
    key += digits[low]
    // The left neighbour's digit is kept; from here on only the left bound counts.
    after = null
  }
}

/** `count` keys in order, all after `before`. */
export function keysAfter(before: string | null, count: number): string[] {
  const keys: string[] = []
  let last = before
  for (let n = 0; n < count; n++) {
    last = keyBetween(last, null)
    keys.push(last)
  }
  return keys
}
