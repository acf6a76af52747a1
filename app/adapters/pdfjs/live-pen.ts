import type { InkPoint } from '#domain/marks/mark.ts'

/** A hand near the pen: touches so soon after it, or so wide, are the palm. Milliseconds and pixels of the screen. */
const palmAfterPenMs = 500
const palmWidth = 35

export type PenPage = {
  readonly host: HTMLElement
  /** Pixels beside the host's corner to points of the paper. */
  readonly toPaper: (x: number, y: number) => readonly [number, number]
  /** Pixels per point. */
  readonly scale: () => number
}

export type PenSettings = {
  readonly tool: 'pen' | 'eraser' | 'area' | 'arrow' | 'text' | 'note'
  readonly color: string
  /** Points. */
  readonly width: number
}

export type PenEvents = {
  onStroke(points: readonly InkPoint[]): void
  onErase(at: readonly [number, number]): void
  onEraseEnd(): void
  onSpan(from: readonly [number, number], to: readonly [number, number]): void
  onPlace(at: readonly [number, number]): void
}

/** What one window knows of the pens that came near it. */
export type PenMemory = { lastAt: number; hasSeen: boolean }

/**
 * The pen on one page. A stroke is drawn while it is made, segment by segment, on a canvas of its own that Chromium may put on the
 * screen without waiting for the page; it becomes a mark when the pen is lifted.
 */
export function attachPen(
  page: PenPage,
  { settings, memory }: { readonly settings: () => PenSettings | null; readonly memory: PenMemory },
  events: PenEvents,
): () => void {
  const { host } = page
  let points: InkPoint[] = []
  let active: number | null = null
  let canvas: HTMLCanvasElement | null = null
  let context: CanvasRenderingContext2D | null = null
  let corner = { left: 0, top: 0 }
  let from: readonly [number, number] = [0, 0]
  let lastPixel: readonly [number, number] | null = null
  let isErasing = false

  const isPalm = (event: PointerEvent) =>
    event.pointerType === 'touch' &&
    (memory.hasSeen || event.timeStamp - memory.lastAt < palmAfterPenMs || event.width > palmWidth)

  function beginCanvas(): void {
    const { width, height } = host.getBoundingClientRect()
    const ratio = globalThis.devicePixelRatio
    canvas = document.createElement('canvas')
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    canvas.className = 'markInk'
    context = canvas.getContext('2d', { desynchronized: true })
    context?.scale(ratio, ratio)
    host.append(canvas)
  }
  function endCanvas(): void {
    canvas?.remove()
    canvas = null
    context = null
  }

  const at = (event: PointerEvent) => [event.clientX - corner.left, event.clientY - corner.top] as const

  function add(event: PointerEvent): void {
    const set = settings()
    if (!set) return
    const [x, y] = at(event)
    const pressure = event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 0.5
    const before = points.at(-1)
    points.push([...page.toPaper(x, y), pressure])
    if (!context || !before || set.tool !== 'pen') return
    const [lastX, lastY] = lastPixel ?? [x, y]
    context.beginPath()
    context.moveTo(lastX, lastY)
    context.lineTo(x, y)
    context.strokeStyle = set.color
    context.lineCap = 'round'
    context.lineWidth = Math.max(0.6, set.width * page.scale() * (0.4 + 0.8 * pressure))
    context.stroke()
    lastPixel = [x, y]
  }
  function drawSpan(to: readonly [number, number]): void {
    const set = settings()
    if (!context || !canvas || !set) return
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.strokeStyle = set.color
    context.lineWidth = 2
    if (set.tool === 'area' || set.tool === 'text') {
      context.strokeRect(from[0], from[1], to[0] - from[0], to[1] - from[1])
      return
    }
    context.beginPath()
    context.moveTo(...from)
    context.lineTo(...to)
    context.stroke()
  }

  const onDown = (event: PointerEvent) => {
    const set = settings()
    if (!set || active !== null) return
    if (event.pointerType === 'pen') {
      memory.lastAt = event.timeStamp
      memory.hasSeen = true
    }
    if (isPalm(event) || (event.pointerType === 'mouse' && event.button !== 0)) return
    event.preventDefault()
    const rect = host.getBoundingClientRect()
    corner = { left: rect.left, top: rect.top }
    active = event.pointerId
    host.setPointerCapture(event.pointerId)
    // The other end of a pen rubs out.
    isErasing = set.tool === 'eraser' || event.button === 5 || (event.buttons & 32) !== 0
    from = at(event)
    points = []
    lastPixel = from
    if (isErasing) return events.onErase(page.toPaper(...from))
    if (set.tool === 'note') return
    beginCanvas()
    add(event)
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerType === 'pen') memory.lastAt = event.timeStamp
    if (event.pointerId !== active) return
    const set = settings()
    const all = event.getCoalescedEvents()
    if (isErasing) {
      for (const one of all.length > 0 ? all : [event]) events.onErase(page.toPaper(...at(one)))
    } else if (set?.tool === 'pen') for (const one of all.length > 0 ? all : [event]) add(one)
    else if (set?.tool === 'area' || set?.tool === 'arrow' || set?.tool === 'text') drawSpan(at(event))
  }
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== active) return
    active = null
    const set = settings()
    const to = at(event)
    endCanvas()
    if (isErasing) return events.onEraseEnd()
    if (!set) return
    if (set.tool === 'note') return events.onPlace(page.toPaper(...to))
    if (set.tool === 'pen') {
      if (points.length > 0) events.onStroke(points)
      return
    }
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) > 6) events.onSpan(page.toPaper(...from), page.toPaper(...to))
    else if (set.tool === 'text') events.onPlace(page.toPaper(...to))
  }
  /** The system took the touch for a gesture of its own: what was begun is not a stroke. */
  const onCancel = (event: PointerEvent) => {
    if (event.pointerId !== active) return
    active = null
    points = []
    endCanvas()
    if (isErasing) events.onEraseEnd()
  }

  const moveEvent = 'onpointerrawupdate' in host ? 'pointerrawupdate' : 'pointermove'
  const listeners = [
    ['pointerdown', onDown],
    [moveEvent, onMove],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
  ] as const
  for (const [name, listener] of listeners) host.addEventListener(name, listener as EventListener)
  return () => {
    endCanvas()
    for (const [name, listener] of listeners) host.removeEventListener(name, listener as EventListener)
  }
}
