import type { ItemId } from '../kernel/ids.ts'
import type { AgendaNode } from './agenda.ts'

/** arabic: 1, 1.1, 1.1.1 · roman: I, I.1, I.1.1 (the top level only, as Vietnamese programmes are written). */
export type NumberingStyle = 'arabic' | 'roman'

export function numberAgenda(nodes: readonly AgendaNode[], style: NumberingStyle): ReadonlyMap<ItemId, string> {
  const numbers = new Map<ItemId, string>()
  const walk = (level: readonly AgendaNode[], prefix: string) => {
    level.forEach((node, index) => {
      const own = prefix === '' && style === 'roman' ? toRoman(index + 1) : String(index + 1)
      const number = prefix === '' ? own : `${prefix}.${own}`
      numbers.set(node.item.id, number)
      walk(node.children, number)
    })
  }
  walk(nodes, '')
  return numbers
}

/** @param value a whole number from 1 to 3999. */
export function toRoman(value: number): string {
  const signs: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let text = ''
  for (const [worth, sign] of signs) {
    while (rest >= worth) {
      text += sign
      rest -= worth
    }
  }
  return text
}
