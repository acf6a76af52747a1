import { expect, test } from 'vitest'
import { createWordRecognition, mostRecognisedPages, type SeenWord } from '#application/papers/recognise-words.ts'
import type { PageWords } from '#application/ports/paper-output.ts'
import { ok } from '#domain/kernel/result.ts'

const word = (text: string, x: number, more: Partial<SeenWord> = {}): SeenWord => ({
  text,
  from: [x, 100],
  to: [x + 50, 100],
  height: 20,
  endsLine: false,
  ...more,
})

/** A scan whose pages read as given; half as many points as dots, y upwards from 400. */
function scan(pages: ReadonlyMap<number, readonly SeenWord[]>) {
  const log: string[] = []
  let laid: readonly PageWords[] = []
  const recognise = createWordRecognition<readonly SeenWord[]>({
    openPictures: async () => ({
      wordless: [...pages.keys()],
      paint: async (page) => ({
        image: pages.get(page) ?? [],
        toPoint: (x, y) => [x / 2, 400 - y / 2],
      }),
      close: async () => void log.push('pictures closed'),
    }),
    startReader: async () => {
      log.push('reader started')
      return {
        read: async (image) => {
          if (image.some(({ text }) => text === 'break')) throw new Error('the reader died')
          return image
        },
        close: async () => void log.push('reader closed'),
      }
    },
    layWords: async (_, words) => {
      laid = words
      return ok(new Uint8Array([1]))
    },
  })
  return { recognise, log, laid: () => laid }
}
const whole = { onPage: () => {}, isOver: () => false }
const bytes = new Uint8Array(10)

test('words stand where they are read, in the paper’s own points', async () => {
  const its = scan(new Map([[3, [word('Điều', 0), word('lệ', 60, { endsLine: true })]]]))
  const done: string[] = []
  const made = await its.recognise(bytes, { ...whole, onPage: (count, of) => void done.push(`${count}/${of}`) })
  expect(made).toEqual(new Uint8Array([1]))
  expect(its.laid()).toEqual([
    {
      page: 3,
      words: [
        { text: 'Điều', from: [0, 350], to: [25, 350], size: 10, endsLine: false },
        { text: 'lệ', from: [30, 350], to: [55, 350], size: 10, endsLine: true },
      ],
    },
  ])
  expect(done).toEqual(['0/1', '1/1'])
  expect(its.log).toEqual(['reader started', 'reader closed', 'pictures closed'])
})
test('a paper of words starts no reader; pictures without words leave the file as it is', async () => {
  const words = scan(new Map())
  expect(await words.recognise(bytes, whole)).toBeNull()
  expect(words.log).toEqual(['pictures closed'])
  expect(await scan(new Map([[0, []]])).recognise(bytes, whole)).toBeNull()
})
test('broken off between pages it changes nothing, and everything is closed', async () => {
  const its = scan(new Map([0, 1, 2].map((page) => [page, [word('x', 0)]])))
  let pages = 0
  expect(await its.recognise(bytes, { onPage: () => void pages++, isOver: () => pages > 1 })).toBeNull()
  expect(its.laid()).toEqual([])
  expect(its.log).toEqual(['reader started', 'reader closed', 'pictures closed'])
})
test('a reader that dies closes everything and says so', async () => {
  const its = scan(new Map([[0, [word('break', 0)]]]))
  await expect(its.recognise(bytes, whole)).rejects.toThrow('the reader died')
  expect(its.log).toEqual(['reader started', 'reader closed', 'pictures closed'])
})
test('more pages than a machine reads in reasonable time stay pictures', async () => {
  const its = scan(new Map(Array.from({ length: mostRecognisedPages + 1 }, (_, page) => [page, [word('x', 0)]])))
  expect(await its.recognise(bytes, whole)).toBeNull()
  expect(its.log).toEqual(['pictures closed'])
})
