/** A room from above, in a square of 1000 by 1000; whole numbers, because plans are signed. */
export const planSize = 1000

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
  u(count) {
    const head = Math.max(1, Math.min(7, Math.round(count / 5)))
    const side = Math.ceil((count - head) / 2)
    const tables = [
      { x: 200, y: 130, width: 600, height: 90 },
      { x: 200, y: 250, width: 90, height: 650 },
      { x: 710, y: 250, width: 90, height: 650 },
    ]
    const across = spread(head, 200, 800)
    const down = spread(Math.max(1, side), 250, 900)
    return {
      tables,
      places: [
        ...outwards(head).map((n): Place => [across[n] ?? 500, 80]),
        ...inTurn(
          down.map((y): Place => [850, y]),
          down.map((y): Place => [150, y]),
        ),
      ],
    }
  },
  long(count) {
    const side = Math.ceil((count - 1) / 2)
    const down = spread(Math.max(1, side), 180, 940)
    return {
      tables: [{ x: 400, y: 160, width: 200, height: 800 }],
      places: [
        [500, 100],
        ...inTurn(
          down.map((y): Place => [660, y]),
          down.map((y): Place => [340, y]),
        ),
      ],
    }
  },
  round(count) {
    const at = (turn: number): Place => [
      500 + 400 * Math.sin(2 * Math.PI * turn),
      500 - 400 * Math.cos(2 * Math.PI * turn),
    ]
    const right = Array.from({ length: Math.ceil((count - 1) / 2) }, (_, n) => at((n + 1) / count))
    const left = Array.from({ length: Math.floor((count - 1) / 2) }, (_, n) => at(1 - (n + 1) / count))
    return { tables: [{ x: 250, y: 250, width: 500, height: 500 }], places: [at(0), ...inTurn(right, left)] }
  },
  rows(count) {
    const head = count > 12 ? 3 : 1
    const across = Math.min(14, Math.max(4, Math.ceil(Math.sqrt((count - head) * 1.4))))
    const rows = Math.max(1, Math.ceil((count - head) / across))
    const columns = spread(across, 80, 920)
    const front = spread(head, 350, 650)
    return {
      tables: [{ x: 330, y: 110, width: 340, height: 70 }],
      places: [
        ...outwards(head).map((n): Place => [front[n] ?? 500, 60]),
        ...spread(rows, 260, 960).flatMap((y) => outwards(across).map((n): Place => [columns[n] ?? 500, y])),
      ],
    }
  },
}

const isInside = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= planSize

/** Whether a plan can be drawn: everything inside, every seat once. */
export const isSoundPlan = ({ tables, seats }: RoomPlan): boolean =>
  seats.length <= mostSeats &&
  new Set(seats.map(({ id }) => id)).size === seats.length &&
  seats.every(({ id, x, y }) => id !== '' && isInside(x) && isInside(y)) &&
  tables.every(
    ({ x, y, width, height }) =>
      [x, y, width, height].every(isInside) && width > 0 && height > 0 && isInside(x + width) && isInside(y + height),
  )

const within = (value: number, most = planSize): number => Math.round(Math.min(most, Math.max(0, value)))

export const moveSeat = (plan: RoomPlan, id: string, to: { readonly x: number; readonly y: number }): RoomPlan => ({
  ...plan,
  seats: plan.seats.map((seat) => (seat.id === id ? { ...seat, x: within(to.x), y: within(to.y) } : seat)),
})
export const moveTable = (plan: RoomPlan, index: number, to: { readonly x: number; readonly y: number }): RoomPlan => ({
  ...plan,
  tables: plan.tables.map((table, at) =>
    at === index
      ? { ...table, x: within(to.x, planSize - table.width), y: within(to.y, planSize - table.height) }
      : table,
  ),
})
