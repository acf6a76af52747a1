import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
type Lock = {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version: string
        readonly optionalDependencies?: Readonly<Record<string, string>>
        readonly license?: string
        readonly dev?: boolean
      }
    >
  >
}
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock
const copiesOf = (name: string) => Object.keys(lock.packages).filter((place) => place.endsWith(`node_modules/${name}`))

// Two copies of Yjs do not recognise each other's types; two of Dexie refuse to run in one page.
test.each(['yjs', 'dexie', 'react', 'y-protocols'])('exactly one copy of %s is installed', (name) => {
  expect(copiesOf(name)).toEqual([`node_modules/${name}`])
})

test('every optional platform package that a parent names has its entry, so that npm ci accepts the lockfile', () => {
  const missing = Object.entries(lock.packages).flatMap(([, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => copiesOf(name).length === 0),
  )
  expect(missing).toEqual([])
})

test('what is shipped carries no licence that would bind the product', () => {
  const bound = Object.entries(lock.packages).filter(
    ([place, { license, dev }]) =>
      place !== '' && !dev && /\b(A?GPL|SSPL)/.test(license ?? '') && !/\bOR\b|LGPL/.test(license ?? ''),
  )
  expect(bound).toEqual([])
})
