/** A room from above, as wide as a screen; whole numbers, because plans are signed. */
export const planWidth = 1600
export const planHeight = 900

export type PlanTable = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type PlanSeat = { readonly id: string; readonly x: number; readonly y: number }

/** Tables by their upper left corner, seats by their middle; seats in the order of protocol: the first is the place of honour. */
export type RoomPlan = { readonly tables: readonly PlanTable[]; readonly seats: readonly PlanSeat[] }

export const planLayouts = [
  'u', // chữ U
  'long', // bàn dài
  'round', // bàn tròn
  'rows', // hội trường, theo hàng
] as const
export type PlanLayout = (typeof planLayouts)[number]
export const mostSeats = 400

const seatName = (index: number) => `s${index + 1}`

/** A plan to begin with. */
export function makePlan(layout: PlanLayout, count: number): RoomPlan {
  const seats = Math.max(1, Math.min(mostSeats, Math.floor(count)))
  const { tables, places } = makers[layout](seats)
  return {
    tables,
    seats: places.slice(0, seats).map(([x, y], index) => ({ id: seatName(index), x: Math.round(x), y: Math.round(y) })),
  }
}

type Place = readonly [x: number, y: number]
type Made = { readonly tables: readonly PlanTable[]; readonly places: readonly Place[] }

/** From the middle outwards, right before left. */
const outwards = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, n) => n).toSorted(
    (a, b) => Math.abs(a - (count - 1) / 2) - Math.abs(b - (count - 1) / 2) || b - a,
  )

/** Two sides in turn, the right one first. */
const inTurn = (right: readonly Place[], left: readonly Place[]): readonly Place[] =>
  right.flatMap((place, index) => (left[index] ? [place, left[index]] : [place])).concat(left.slice(right.length))

const spread = (count: number, from: number, to: number): readonly number[] =>
  Array.from({ length: count }, (_, n) => from + ((n + 0.5) * (to - from)) / count)

const makers: Readonly<Record<PlanLayout, (count: number) => Made>> = {
  // Who presides sits at the head, to the left, and looks along the arms: the lower one is at their right hand.
  u(count) {
    const head = Math.max(1, Math.min(5, Math.round(count / 6)))
    const across = spread(Math.max(1, Math.ceil((count - head) / 2)), 230, 1550)
    const down = spread(head, 200, 700)
    return {
      tables: [
        { x: 120, y: 200, width: 90, height: 500 },
        { x: 230, y: 200, width: 1320, height: 90 },
        { x: 230, y: 610, width: 1320, height: 90 },
      ],
      places: [
        ...outwards(head).map((n): Place => [70, down[n] ?? 450]),
        ...inTurn(
          across.map((x): Place => [x, 750]),
          across.map((x): Place => [x, 150]),
        ),
      ],
    }
  },
  long(count) {
    const across = spread(Math.max(1, Math.ceil((count - 1) / 2)), 200, 1520)
    return {
      tables: [{ x: 180, y: 370, width: 1350, height: 160 }],
      places: [
        [120, 450],
        ...inTurn(
          across.map((x): Place => [x, 590]),
          across.map((x): Place => [x, 310]),
        ),
      ],
    }
  },
  round(count) {
    const at = (turn: number): Place => [
      800 + 600 * Math.sin(2 * Math.PI * turn),
      450 - 370 * Math.cos(2 * Math.PI * turn),
    ]
    const right = Array.from({ length: Math.ceil((count - 1) / 2) }, (_, n) => at((n + 1) / count))
    const left = Array.from({ length: Math.floor((count - 1) / 2) }, (_, n) => at(1 - (n + 1) / count))
    return { tables: [{ x: 400, y: 220, width: 800, height: 460 }], places: [at(0), ...inTurn(right, left)] }
  },
  rows(count) {
    const head = count > 12 ? 3 : 1
    const across = Math.min(26, Math.max(4, Math.ceil(Math.sqrt((count - head) * 2.4))))
    const rows = Math.max(1, Math.ceil((count - head) / across))
    const columns = spread(across, 60, 1540)
    const front = spread(head, 560, 1040)
    return {
      tables: [{ x: 560, y: 110, width: 480, height: 70 }],
      places: [
        ...outwards(head).map((n): Place => [front[n] ?? 800, 60]),
        ...spread(rows, 240, 880).flatMap((y) => outwards(across).map((n): Place => [columns[n] ?? 800, y])),
      ],
    }
  },
}

/** How far the nearest two seats are apart; they are drawn no larger than that leaves room. */
export function closest({ seats }: Pick<RoomPlan, 'seats'>): number {
  let least = planWidth
  for (const [index, one] of seats.entries())
    for (const other of seats.slice(index + 1)) least = Math.min(least, Math.hypot(one.x - other.x, one.y - other.y))
  return least
}

const isInside = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most

/** Whether a plan can be drawn: everything inside, every seat once. */
export const isSoundPlan = ({ tables, seats }: RoomPlan): boolean =>
  seats.length <= mostSeats &&
  new Set(seats.map(({ id }) => id)).size === seats.length &&
  seats.every(({ id, x, y }) => id !== '' && isInside(x, planWidth) && isInside(y, planHeight)) &&
  tables.every(
    ({ x, y, width, height }) =>
      [width, height].every((side) => side > 0) &&
      [x, x + width].every((side) => isInside(side, planWidth)) &&
      [y, y + height].every((side) => isInside(side, planHeight)),
  )

const within = (value: number, most: number): number => Math.round(Math.min(most, Math.max(0, value)))

export const moveSeat = (plan: RoomPlan, id: string, to: { readonly x: number; readonly y: number }): RoomPlan => ({
  ...plan,
  seats: plan.seats.map((seat) =>
    seat.id === id ? { ...seat, x: within(to.x, planWidth), y: within(to.y, planHeight) } : seat,
  ),
})
export const moveTable = (plan: RoomPlan, index: number, to: { readonly x: number; readonly y: number }): RoomPlan => ({
  ...plan,
  tables: plan.tables.map((table, at) =>
    at === index
      ? { ...table, x: within(to.x, planWidth - table.width), y: within(to.y, planHeight - table.height) }
      : table,
  ),
})
