import type { PageWords, WordWriter } from '../ports/paper-output.ts'

/** A page that has a picture and no words, painted large enough to be read. */
export type PagePicture<Image> = {
  readonly image: Image
  /** From the picture's dots, y downwards, to the paper's own points. */
  readonly toPoint: (x: number, y: number) => readonly [x: number, y: number]
}
/** A word in the picture: the ends of the line it stands on, and its height. Dots. */
export type SeenWord = {
  readonly text: string
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
  readonly height: number
  readonly endsLine: boolean
}

export type RecognitionParts<Image> = {
  /** Null when the file cannot be opened. */
  readonly openPictures: (bytes: Uint8Array<ArrayBuffer>) => Promise<{
    /** From 0: pages on which hardly a letter can be read. */
    readonly wordless: readonly number[]
    readonly paint: (page: number) => Promise<PagePicture<Image> | null>
    readonly close: () => Promise<void>
  } | null>
  readonly startReader: () => Promise<{
    readonly read: (image: Image) => Promise<readonly SeenWord[]>
    readonly close: () => Promise<void>
  }>
  readonly layWords: WordWriter
}

export type RecogniseWords = (
  bytes: Uint8Array<ArrayBuffer>,
  along: {
    readonly onPage: (done: number, of: number) => void
    /** Asked between pages. */
    readonly isOver: () => boolean
  },
) => Promise<Uint8Array<ArrayBuffer> | null>

/** More than this takes hours or more memory than a small machine has: such a scan stays a picture, and is said to be one. */
export const mostRecognisedPages = 300
export const mostRecognisedBytes = 120 * 1024 * 1024

/**
 * Reads the words of scanned pages, and lays them invisibly on the pictures, so that the paper can be searched, marked and copied from
 * like any other, on every machine. Null when there is nothing to read, or it was broken off.
 */
export function createWordRecognition<Image>(parts: RecognitionParts<Image>): RecogniseWords {
  return async (bytes, { onPage, isOver }) => {
    if (bytes.length > mostRecognisedBytes) return null
    const pictures = await parts.openPictures(bytes.slice())
    if (!pictures) return null
    const { wordless } = pictures
    const pages: PageWords[] = []
    try {
      if (wordless.length === 0 || wordless.length > mostRecognisedPages || isOver()) return null
      onPage(0, wordless.length)
      const reader = await parts.startReader()
      try {
        for (const [index, page] of wordless.entries()) {
          const picture = await pictures.paint(page)
          const seen = picture ? await reader.read(picture.image) : []
          if (picture && seen.length > 0) pages.push({ page, words: seen.map((word) => placed(word, picture)) })
          onPage(index + 1, wordless.length)
          if (isOver()) return null
        }
      } finally {
        await reader.close()
      }
    } finally {
      await pictures.close()
    }
    if (pages.length === 0) return null
    const written = await parts.layWords(bytes.slice(), pages)
    return written.ok ? written.value : null
  }
}

function placed(
  { text, from, to, height, endsLine }: SeenWord,
  { toPoint }: Pick<PagePicture<unknown>, 'toPoint'>,
): PageWords['words'][number] {
  const start = toPoint(...from)
  const top = toPoint(from[0], from[1] - height)
  return { text, from: start, to: toPoint(...to), size: Math.hypot(top[0] - start[0], top[1] - start[1]), endsLine }
}
