import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importSealer } from '#adapters/crypto/web-sealer.ts'
import type { FileState, PaperLibrary } from '#application/papers/paper-library.ts'
import { createCell } from '#application/ports/live.ts'
import { keepPaperTexts } from '#application/search/paper-texts.ts'
import type { FileId } from '#domain/kernel/ids.ts'
import { foldKeepingPlaces, foldText } from '#domain/kernel/fold-text.ts'
import { findInText, hasNoWords, searchable } from '#domain/search/search-papers.ts'
import { createInMemoryFileSpace } from '#support/in-memory-file-space.ts'
import { randomBytes } from '#support/test-server.ts'

describe('finding words', () => {
  const text = searchable([
    'Mở đầu.',
    `Theo ${'Điều lệ Đoàn'.normalize('NFD')}, các cấp bộ đoàn họp định kỳ. Điều lệ có 11 chương.`,
  ])
  test.each([
    ['dieu le', 2],
    ['Điều lệ', 2],
    ['ĐIỀU LỆ ', 2],
    ['Điều lệ'.normalize('NFD'), 2],
    ['bo doan', 1],
    ['khong co', 0],
    ['   ', 0],
  ])('“%s” is found %i times', (query, total) => {
    expect(findInText(text, query, 10).total).toBe(total)
  })
  test('the place is shown as it is written, with its page', () => {
    expect(findInText(text, 'dieu le', 1)).toEqual({
      total: 2,
      hits: [
        {
          page: 2,
          before: 'Theo ',
          found: 'Điều lệ',
          after: ' Đoàn, các cấp bộ đoàn họp định kỳ. Điều lệ có 11 chương.',
        },
      ],
    })
  })
  test('folding letter by letter keeps every place, and folds as the whole does for Vietnamese', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        const nfc = any.normalize('NFC')
        expect(foldKeepingPlaces(nfc)).toHaveLength(nfc.length)
      }),
    )
    const vietnamese = 'Đồng chí Nguyễn Thị Hường: “Điều lệ, Nghị quyết số 08-NQ/TWĐTN”'
    expect(foldKeepingPlaces(vietnamese)).toBe(foldText(vietnamese))
  })
  test('a scan is known by its lack of words', () => {
    expect([hasNoWords(searchable(['', ' 3 '])), hasNoWords(text), hasNoWords(searchable([]))]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('the words of papers', () => {
  const [one, two] = ['a'.repeat(64) as FileId, 'b'.repeat(64) as FileId]
  const ready = (...files: readonly FileId[]) =>
    new Map<FileId, FileState>(files.map((file) => [file, { kind: 'ready' }]))
  async function open(
    files = createInMemoryFileSpace(),
    states = createCell<ReadonlyMap<FileId, FileState>>(ready(one)),
  ) {
    const read: FileId[] = []
    const texts = await keepPaperTexts({
      files,
      sealer: await importSealer(new Uint8Array(32).fill(3)),
      library: {
        states,
        open: async (file: FileId) => ({ ok: true, value: { size: 1, read: async () => new Uint8Array(), file } }),
      } as unknown as PaperLibrary,
      read: async (container) => {
        const { file } = container as unknown as { file: FileId }
        read.push(file)
        return [`lời riêng của ${file.slice(0, 1)}`]
      },
    })
    const all = async (count: number) => {
      await expect.poll(() => texts.progress.get().ready).toBe(count)
      return texts.texts()
    }
    return { files, states, read, texts, all }
  }
  test('are read once, kept sealed, read again when damaged, and go with the paper', async () => {
    const first = await open()
    expect((await first.all(1)).get(one)?.pages).toEqual(['lời riêng của a'])
    for (const bytes of first.files.disk.values()) expect(new TextDecoder().decode(bytes)).not.toContain('riêng')
    await first.texts.stop()

    const again = await open(first.files, first.states)
    expect([(await again.all(1)).size, again.read]).toEqual([1, []])
    again.states.set(ready(one, two))
    expect([(await again.all(2)).size, again.read]).toEqual([2, [two]])
    await again.texts.stop()

    const name = [...first.files.disk.keys()].find((file) => file.includes(two)) ?? ''
    first.files.disk.set(name, randomBytes(50))
    const mended = await open(first.files, first.states)
    await mended.all(2)
    await expect.poll(() => mended.read).toEqual([two])
    expect((await mended.all(2)).get(two)?.pages).toEqual(['lời riêng của b'])
    mended.states.set(ready(one))
    await expect.poll(() => [...first.files.disk.keys()].filter((file) => file.includes(two))).toEqual([])
    expect((await mended.all(1)).has(two)).toBe(false)
  })
})
