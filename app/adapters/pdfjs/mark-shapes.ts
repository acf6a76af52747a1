import { getStroke } from 'perfect-freehand'
import type { ShownMark } from '#application/ports/marks-view.ts'
import type { Box, InkPoint, Mark } from '#domain/marks/mark.ts'
import { handlesOf } from '#domain/marks/reshape.ts'
import { letterColor, textFrame, textLeading, textPadding, wrapText } from '#domain/marks/text-box.ts'

const space = 'http://www.w3.org/2000/svg'
/** Points. */
export const noteSize = 20
const arrowHead = 9
const handleRadius = 4
const letters = 'Inter Variable, sans-serif'

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(space, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}

export function svgFor(width: number, height: number, transform: readonly number[]): SVGGElement {
  const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  const group = element('g', { transform: `matrix(${transform.join(' ')})` }) as SVGGElement
  svg.append(group)
  return group
}

/** The outline of a drawn stroke, in the paper's points. */
export function strokeOutline(points: readonly InkPoint[], width: number): readonly (readonly [number, number])[] {
  // A mouse says the same pressure throughout: then the speed makes the line live.
  const simulatePressure = points.every(([, , pressure]) => pressure === 0.5)
  return getStroke(points as unknown as number[][], {
    size: width,
    thinning: 0.6,
    smoothing: 0.5,
    streamline: 0,
    simulatePressure,
    last: true,
  }) as [number, number][]
}

function strokePath(points: readonly InkPoint[], width: number): string {
  const [first, ...rest] = strokeOutline(points, width)
  if (!first) return ''
  const pair = ([x, y]: readonly [number, number]) => `${x.toFixed(2)} ${y.toFixed(2)}`
  return `M${pair(first)}L${rest.map(pair).join('L')}Z`
}

/** Under the words: what should look like ink of a marker. */
export const isUnder = ({ mark }: ShownMark): boolean => mark.kind === 'highlight'

/** The shapes of one mark, in the paper's points. */
export function shapesOf({ mark, needsReview, isChosen }: ShownMark, lines: readonly Box[], box: Box): SVGElement[] {
  const { color, width, target } = mark
  const shapes: SVGElement[] = []
  switch (mark.kind) {
    case 'highlight':
      for (const [left, bottom, right, top] of lines)
        shapes.push(
          element('rect', {
            x: left - 1,
            y: bottom - 1,
            width: right - left + 2,
            height: top - bottom + 2,
            rx: 1.5,
            fill: color,
            'fill-opacity': 0.55,
          }),
        )
      break
    case 'underline':
    case 'strike':
      for (const [left, bottom, right, top] of lines) {
        const y = mark.kind === 'underline' ? bottom + 0.5 : (bottom + top) / 2
        shapes.push(element('path', { d: `M${left} ${y}H${right}`, stroke: color, 'stroke-width': 1.6, fill: 'none' }))
      }
      break
    case 'ink':
      for (const stroke of target.strokes) shapes.push(element('path', { d: strokePath(stroke, width), fill: color }))
      break
    case 'area': {
      const [left, bottom, right, top] = box
      const size = { x: left, y: bottom, width: right - left, height: top - bottom }
      shapes.push(
        element('rect', { ...size, rx: 2, fill: color, 'fill-opacity': 0.06, stroke: color, 'stroke-width': 1.8 }),
      )
      break
    }
    case 'arrow': {
      const [from, to] = arrowEnds(target.strokes, box)
      const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
      const head = [angle + Math.PI * 0.85, angle - Math.PI * 0.85].map(
        (side) => `M${to[0]} ${to[1]}L${to[0] + arrowHead * Math.cos(side)} ${to[1] + arrowHead * Math.sin(side)}`,
      )
      shapes.push(
        element('path', {
          d: `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${head.join('')}`,
          stroke: color,
          'stroke-width': 2,
          'stroke-linecap': 'round',
          fill: 'none',
        }),
      )
      break
    }
    case 'text':
      shapes.push(...textShapes(mark))
      break
    case 'note': {
      const [left, , , top] = box
      shapes.push(
        element('path', {
          d: `M${left} ${top}h${noteSize}v${-noteSize * 0.72}h${-noteSize * 0.55}l${-noteSize * 0.25} ${-noteSize * 0.28}v${noteSize * 0.28}h${-noteSize * 0.2}Z`,
          fill: color,
          stroke: '#3b3b3b',
          'stroke-width': 0.8,
          'stroke-linejoin': 'round',
        }),
        element('path', {
          d: `M${left + 4} ${top - 5}h${noteSize - 8}M${left + 4} ${top - 9.5}h${noteSize - 10}`,
          stroke: color === '#1f2933' ? '#fff' : '#3b3b3b',
          'stroke-width': 1.2,
        }),
      )
      break
    }
    case 'bookmark': {
      const [left, bottom, right, top] = box
      const middle = (left + right) / 2
      shapes.push(
        element('path', {
          d: `M${left} ${top}H${right}V${bottom}L${middle} ${bottom + 7}L${left} ${bottom}Z`,
          fill: '#c92a2a',
        }),
      )
    }
  }
  const frame = frameOf(mark, box)
  if (isChosen)
    for (const [, [cx, cy]] of handlesOf({ ...mark, target: { ...target, box: frame } }))
      shapes.push(element('circle', { cx, cy, r: handleRadius, fill: '#fff', stroke: '#1c4f91', 'stroke-width': 1.4 }))
  if (needsReview || isChosen) {
    const [left, bottom, right, top] = lines.length > 0 ? union(lines) : frame
    shapes.push(
      element('rect', {
        x: left - 3,
        y: bottom - 3,
        width: right - left + 6,
        height: top - bottom + 6,
        rx: 2,
        fill: 'none',
        stroke: needsReview ? '#c2410c' : '#1c4f91',
        'stroke-width': 1.2,
        'stroke-dasharray': needsReview ? '4 3' : '2 2',
      }),
    )
  }
  return shapes
}

/** The words of a text box in their frame, which grows downwards with them. */
function textShapes(mark: Mark): SVGElement[] {
  const { color, width: size, target } = mark
  const lines = linesOfText(mark)
  const [left, bottom, right, top] = textFrame(target.box, lines.length, size)
  const frame = { x: left, y: bottom, width: right - left, height: top - bottom, rx: 2 }
  return [
    element('rect', { ...frame, fill: '#fff', 'fill-opacity': 0.82, stroke: color, 'stroke-width': 1 }),
    ...lines.map((line, index) => {
      const y = top - textPadding - size * (0.95 + index * textLeading)
      // The group's y runs upwards: letters are turned back.
      const words = element('text', {
        transform: `matrix(1 0 0 -1 ${left + textPadding} ${y})`,
        'font-size': size,
        'font-family': letters,
        fill: letterColor(color),
        'xml:space': 'preserve',
      })
      words.textContent = line
      return words
    }),
  ]
}

/** What a mark covers: a text box is as long as its words. */
export const frameOf = (mark: Mark, box: Box = mark.target.box): Box =>
  mark.kind === 'text' ? textFrame(box, linesOfText(mark).length, mark.width) : box

const linesOfText = ({ body, width: size, target }: Mark): readonly string[] =>
  wrapText(body, target.box[2] - target.box[0] - 2 * textPadding, widthsOf(size))

function widthsOf(size: number): (line: string) => number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return (line) => line.length * size * 0.55
  context.font = `${size}px ${letters}`
  return (line) => context.measureText(line).width
}

export function arrowEnds(strokes: ShownMark['mark']['target']['strokes'], box: Box) {
  const [from, to] = strokes[0] ?? []
  return [from ?? ([box[0], box[1]] as const), to ?? ([box[2], box[3]] as const)] as const
}

export function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map(([left]) => left)),
    Math.min(...boxes.map(([, bottom]) => bottom)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , top]) => top)),
  ]
}
