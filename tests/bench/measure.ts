export type Measurement = {
  readonly name: string
  readonly value: number | null
  readonly unit: string
  readonly floor: number | null
  readonly peer: Readonly<Record<string, number>> | null
  readonly ratio: number | null
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

/** The ratio is to the floor of the same run: milliseconds alone say nothing on another machine. */
export function measured(
  name: string,
  {
    value,
    floor = null,
    peer = null,
    unit = 'ms',
  }: {
    readonly value: number
    readonly floor?: number | null
    readonly peer?: Readonly<Record<string, number>> | null
    readonly unit?: string
  },
): Measurement {
  const result = {
    name,
    value: rounded(value),
    unit,
    floor: rounded(floor),
    peer: peer && Object.fromEntries(Object.entries(peer).map(([key, number]) => [key, rounded(number) ?? 0])),
    ratio: floor === null ? null : rounded(value / floor),
  }
  console.log(JSON.stringify(result))
  return result
}
