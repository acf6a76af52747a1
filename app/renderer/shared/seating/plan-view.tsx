import { useMemo, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import { closest, planHeight, planWidth, type RoomPlan } from '#domain/seating/room-plan.ts'
import type { SeatState } from '#domain/seating/seating.ts'
import classes from './plan-view.module.css'

export type Occupant = { readonly name: string; readonly state: SeatState | null }
type Point = { readonly x: number; readonly y: number }

/** Dots of the plan around a seat within which something is dropped on it. */
const reach = 45
const largest = 34

/**
 * A room from above. Seats can be pressed, and with `onDrop` carried to another place: the caller decides whether that moves the chair
 * or who sits on it.
 */
export function PlanView({
  plan,
  occupantOf,
  label,
  labelOf,
  onSeat,
  onDropSeat,
  onDropTable,
  isLarge = false,
}: {
  readonly plan: RoomPlan
  readonly occupantOf: (seat: string) => Occupant | null
  readonly label: string
  readonly labelOf: (seat: string, number: number) => string
  readonly onSeat?: (seat: string) => void
  readonly onDropSeat?: (seat: string, at: Point, onto: string | null) => void
  readonly onDropTable?: (index: number, at: Point) => void
  readonly isLarge?: boolean
}) {
  const picture = useRef<SVGSVGElement>(null)
  const apart = useMemo(() => closest(plan), [plan])
  const radius = Math.max(9, Math.min(largest, apart / 2.4))
  // Where seats stand close only what people are called by has room.
  const isDense = apart < 130
  /** Away from the table that the seat is at. */
  const isNameAbove = (x: number, y: number) =>
    plan.tables.some(
      (table) => table.y > y && table.y - y < 110 && x >= table.x - 20 && x <= table.x + table.width + 20,
    )
  const pointOf = (event: ReactPointerEvent): Point => {
    const box = picture.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return {
      x: ((event.clientX - box.left) / box.width) * planWidth,
      y: ((event.clientY - box.top) / box.height) * planHeight,
    }
  }
  const seatAt = ({ x, y }: Point, other: string): string | null =>
    plan.seats.find((seat) => seat.id !== other && Math.hypot(seat.x - x, seat.y - y) < reach)?.id ?? null
  const drag = (event: ReactPointerEvent<SVGGElement>, drop: (at: Point) => void) => {
    // With its words, which stand beside it.
    const pressed = event.currentTarget
    const group = pressed.dataset.testid === 'seat' ? (pressed.parentElement ?? pressed) : pressed
    const start = pointOf(event)
    pressed.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent) => {
      const now = pointOf(moved as unknown as ReactPointerEvent)
      group.setAttribute('transform', `translate(${now.x - start.x} ${now.y - start.y})`)
    }
    const end = (ended: PointerEvent) => {
      group.removeAttribute('transform')
      pressed.removeEventListener('pointermove', move)
      pressed.removeEventListener('pointerup', end)
      pressed.removeEventListener('pointercancel', end)
      const at = pointOf(ended as unknown as ReactPointerEvent)
      if (ended.type === 'pointerup' && Math.hypot(at.x - start.x, at.y - start.y) > 8) drop(at)
    }
    pressed.addEventListener('pointermove', move)
    pressed.addEventListener('pointerup', end)
    pressed.addEventListener('pointercancel', end)
  }
  return (
    <svg
      ref={picture}
      className={classes.plan}
      data-large={isLarge || undefined}
      viewBox={`0 0 ${planWidth} ${planHeight}`}
      role="group"
      aria-label={label}
    >
      {plan.tables.map(({ x, y, width, height }, index) => (
        <g
          // Tables have no other name than their place in the plan.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          onPointerDown={
            onDropTable &&
            ((event) => {
              const from = pointOf(event)
              drag(event, (at) => onDropTable(index, { x: x + at.x - from.x, y: y + at.y - from.y }))
            })
          }
        >
          <rect className={classes.table} x={x} y={y} width={width} height={height} rx={14} />
        </g>
      ))}
      {plan.seats.map(({ id, x, y }, index) => {
        const occupant = occupantOf(id)
        const isButton = onSeat !== undefined
        return (
          <g
            key={id}
            className={classes.seat}
            data-state={occupant?.state ?? undefined}
            data-taken={occupant !== null || undefined}
          >
            <g
              className={classes.press}
              data-testid="seat"
              role={isButton ? 'button' : 'img'}
              tabIndex={isButton ? 0 : undefined}
              aria-label={labelOf(id, index + 1)}
              onClick={isButton ? () => onSeat(id) : undefined}
              onKeyDown={
                isButton
                  ? (event) => {
                      if (event.key !== 'Enter' && event.key !== ' ') return
                      event.preventDefault()
                      onSeat(id)
                    }
                  : undefined
              }
              onPointerDown={onDropSeat && ((event) => drag(event, (at) => onDropSeat(id, at, seatAt(at, id))))}
            >
              <circle cx={x} cy={y} r={radius} />
            </g>
            {/* Beside the button, which says all of it by its name. */}
            <g aria-hidden className={classes.words}>
              <text className={classes.number} x={x} y={y + radius * 0.28} fontSize={radius * 0.78}>
                {occupant === null ? index + 1 : initials(occupant.name)}
              </text>
              {occupant !== null && radius > 16 && (
                <text className={classes.name} x={x} y={isNameAbove(x, y) ? y - radius - 12 : y + radius + 26}>
                  {isDense ? calledBy(occupant.name) : shortName(occupant.name)}
                </text>
              )}
            </g>
          </g>
        )
      })}
    </svg>
  )
}

const words = (name: string) => name.trim().split(/\s+/)
/** Vietnamese people are called by the last word of their name. */
const calledBy = (name: string): string => words(name).at(-1) ?? ''
const shortName = (name: string): string => words(name).slice(-2).join(' ')
const initials = (name: string): string =>
  words(name)
    .slice(-2)
    .map((word) => word[0] ?? '')
    .join('')
    .toLocaleUpperCase('vi')
