import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}
const documents = [
  'README.md',
  ...['app', 'sync-server', 'assets', 'build', 'tests'].map((folder) => `${folder}/README.md`),
  'app/protocol/PROTOCOL.md',
]

test.each(documents)('%s names only paths and commands that exist', (document) => {
  const text = readFileSync(path.join(root, document), 'utf8')
  const paths = [...text.matchAll(/`((?:app|sync-server|assets|build|tests)\/[\w./-]+)`/g)].map(
    (match) => match[1] ?? '',
  )
  expect(paths.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '')
  expect(commands.filter((name) => !(name in scripts))).toEqual([])
})

test('the top level holds what it should and nothing else', () => {
  const kept = ['app', 'sync-server', 'assets', 'build', 'tests', 'package.json', 'electron-builder.yml', 'README.md']
  const insisted = [
    'package-lock.json',
    'tsconfig.json',
    '.gitignore',
    '.node-version',
    '.npmrc',
    '.ci',
    '.git',
    'LICENSE',
    'node_modules',
    'out',
    'dist',
    '.ecabinet',
  ]
  expect(readdirSync(root).filter((name) => !kept.includes(name) && !insisted.includes(name))).toEqual([])
})
