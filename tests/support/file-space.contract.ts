import type { FileSpace } from '#application/ports/file-space.ts'

/** What every place for the device's own files must promise. Framework-free, so that it also runs inside a browser. Answers what failed. */
export async function checkFileSpace(files: FileSpace): Promise<readonly string[]> {
  const faults: string[] = []
  const bytes = (text: string) => new TextEncoder().encode(text)
  const text = (value: Uint8Array | null) => (value === null ? null : new TextDecoder().decode(value))
  const expect = (name: string, got: unknown, wanted: unknown) => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      faults.push(`${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`)
  }
  expect('a missing file is null', [await files.read('none'), await files.size('none')], [null, null])
  await files.write('one', bytes('first'))
  await files.write('one', bytes('second'))
  expect('write replaces the whole', text(await files.read('one')), 'second')
  await Promise.all(Array.from({ length: 20 }, (_, n) => files.append('log', bytes(`${n};`))))
  expect(
    'appends keep their order',
    text(await files.read('log')),
    Array.from({ length: 20 }, (_, n) => `${n};`).join(''),
  )
  expect(
    'ranges',
    [
      text(await files.readRange('one', { start: 1, end: 3 })),
      text(await files.readRange('one', { start: 4, end: 900 })),
    ],
    ['ec', 'nd'],
  )
  await files.truncate('one', 3)
  expect('truncate', [text(await files.read('one')), await files.size('one')], ['sec', 3])
  await files.rename('one', 'log')
  expect('rename replaces', [text(await files.read('log')), await files.read('one')], ['sec', null])
  await files.remove('log')
  await files.remove('log')
  expect('list', await files.list(), [])
  expect('room is said in bytes', (await files.room()) > 0, true)
  const missing = await files.readRange('none', { start: 0, end: 1 }).then(
    () => 'read',
    () => 'rejected',
  )
  expect('a range of a missing file', missing, 'rejected')
  return faults
}
