import encodeQr from 'qr'
import { useMemo } from 'react'

/** @param size CSS pixels of a side. */
export function QrCode({
  text,
  size,
  label,
}: {
  readonly text: string
  readonly size: number
  readonly label: string
}) {
  const rows = useMemo(() => encodeQr(text, 'raw', { border: 2 }), [text])
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
    >
      {/* Scanners want dark on light, whatever the theme. */}
      <path d={`M0 0h${rows.length}v${rows.length}h-${rows.length}z`} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
