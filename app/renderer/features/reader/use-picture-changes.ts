import { useEffect, useState } from 'react'
import type { PaperView } from '#application/ports/paper-view.ts'
import { comparePictures, type GrayPicture, type PictureChange } from '#domain/papers/compare-pictures.ts'

export type PictureChangeOnPage = {
  /** From 0. */
  readonly before: number
  readonly page: number
  readonly areas: readonly PictureChange[]
  readonly canvas: HTMLCanvasElement
}

/** Dots across: enough to see a stamp, a signature or a number in a table change. */
const width = 320

/** Looks at the pages whose words are the same in both versions, one after the other. */
export function usePictureChanges({
  before,
  after,
  pairs,
}: {
  readonly before: PaperView | null
  readonly after: PaperView | null
  readonly pairs: readonly (readonly [before: number, after: number])[] | null
}): {
  readonly found: readonly PictureChangeOnPage[]
  /** Null when all have been looked at. */
  readonly progress: { readonly done: number; readonly of: number } | null
} {
  const [found, setFound] = useState<readonly PictureChangeOnPage[]>([])
  const [done, setDone] = useState(0)
  useEffect(() => {
    setFound([])
    setDone(0)
    if (!before || !after || !pairs) return
    let isGone = false
    const look = async () => {
      for (const [index, [old, page]] of pairs.entries()) {
        const [was, is] = await Promise.all([before.thumbnail(old + 1, width), after.thumbnail(page + 1, width)])
        if (isGone) return
        const areas = was && is ? comparePictures(grayOf(was), grayOf(is)) : []
        if (is && areas.length > 0) setFound((all) => [...all, { before: old, page, areas, canvas: is }])
        setDone(index + 1)
      }
    }
    void look()
    return () => {
      isGone = true
    }
  }, [before, after, pairs])
  const of = pairs?.length ?? 0
  return { found, progress: done < of ? { done, of } : null }
}

function grayOf(canvas: HTMLCanvasElement): GrayPicture {
  const { width: across, height } = canvas
  const { data } = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, across, height) ?? {
    data: new Uint8ClampedArray(),
  }
  const dots = new Uint8Array(across * height)
  // ITU-R BT.601 luma, in whole numbers.
  for (let at = 0; at < dots.length; at++)
    dots[at] = ((data[at * 4] ?? 255) * 77 + (data[at * 4 + 1] ?? 255) * 150 + (data[at * 4 + 2] ?? 255) * 29) >> 8
  return { width: across, height, dots }
}
