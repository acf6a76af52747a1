import { useId } from 'react'
import classes from './reader.module.css'

/** Over a paper that must not go on: who is reading it, and since when. In the way of nothing. */
export function Watermark({ text }: { readonly text: string }) {
  const pattern = useId()
  // Wide enough that one line does not run into the next.
  const width = Math.max(260, text.length * 8.5)
  return (
    <svg className={classes.watermark} aria-hidden data-testid="watermark">
      <defs>
        <pattern id={pattern} width={width} height={190} patternUnits="userSpaceOnUse" patternTransform="rotate(-28)">
          <text x={10} y={60}>
            {text}
          </text>
          <text x={10 - width / 2} y={155}>
            {text}
          </text>
          <text x={10 + width / 2} y={155}>
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${pattern})`} />
    </svg>
  )
}
