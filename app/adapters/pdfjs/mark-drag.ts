import type { ShownMark } from '#application/ports/marks-view.ts'
import type { Target } from '#domain/marks/mark.ts'
import { handlesOf, isFree, moved, resized, type Handle } from '#domain/marks/reshape.ts'
import { frameOf } from './mark-shapes.ts'

type Point = readonly [x: number, y: number]

/** Points of the paper around a handle. */
const handleReach = 9
/** What moves less is a press, not a pull. */
const stillness = 2

/** Moving the chosen mark with the hand, and pulling it larger by its handles. Drawn as it goes; told once, at the end. */
export function attachMarkDrag(
  element: HTMLElement,
  page: {
    readonly isOn: () => boolean
    readonly at: (event: PointerEvent) => { readonly page: number; readonly point: Point } | null
    readonly pointOn: (page: number, event: PointerEvent) => Point | null
    readonly chosenOn: (page: number) => ShownMark | null
    readonly isTouched: (entry: ShownMark, point: Point) => boolean
    readonly draw: (page: number) => void
    readonly onReshape: (id: string, target: Target) => void
  },
) {
  let drag: {
    readonly entry: ShownMark
    readonly from: Point
    readonly handle: Handle | null
    readonly target: Target | null
  } | null = null
  let endsInClick = false

  const onDown = (event: PointerEvent) => {
    endsInClick = false
    const place = page.isOn() && event.button === 0 ? page.at(event) : null
    const chosen = place && page.chosenOn(place.page)
    // Words are dragged over to select them; only marks that do not stand on words are moved.
    if (!place || !chosen || !isFree(chosen.mark.kind)) return
    const { mark } = chosen
    const handle = handlesOf({ ...mark, target: { ...mark.target, box: frameOf(mark) } }).find(
      ([, at]) => distance(at, place.point) <= handleReach,
    )
    if (!handle && !page.isTouched(chosen, place.point)) return
    drag = { entry: chosen, from: place.point, handle: handle?.[0] ?? null, target: null }
    element.setPointerCapture(event.pointerId)
    event.preventDefault()
  }
  const onMove = (event: PointerEvent) => {
    const point = drag && page.pointOn(drag.entry.page, event)
    if (!drag || !point) return
    if (!drag.target && distance(point, drag.from) <= stillness) return
    const { target } = drag.entry.mark
    drag = {
      ...drag,
      target: drag.handle
        ? resized(target, drag.handle, point)
        : moved(target, [point[0] - drag.from[0], point[1] - drag.from[1]]),
    }
    page.draw(drag.entry.page)
  }
  const onUp = () => {
    const done = drag
    drag = null
    if (!done?.target) return
    endsInClick = true
    page.onReshape(done.entry.mark.id, done.target)
    // A mark of somebody else is not changed: it goes back to where it was.
    requestAnimationFrame(() => page.draw(done.entry.page))
  }
  const onCancel = () => {
    const given = drag
    drag = null
    if (given) page.draw(given.entry.page)
  }
  const listeners = [
    ['pointerdown', onDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
  ] as const
  for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener)

  return {
    /** The mark where the hand has it. */
    asPulled: (entry: ShownMark): ShownMark =>
      drag?.target && drag.entry.mark.id === entry.mark.id
        ? { ...entry, mark: { ...entry.mark, target: drag.target } }
        : entry,
    /** Whether the click that comes now is only the end of a pull. */
    wasPulled(): boolean {
      const was = endsInClick
      endsInClick = false
      return was
    },
    end(): void {
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener)
    },
  }
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])
