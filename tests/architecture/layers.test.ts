import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const planted = path.join(root, 'app/domain/planted-by-a-test')

type Cruise = {
  readonly summary: {
    readonly totalCruised: number
    readonly violations: readonly { readonly rule: { readonly name: string } }[]
  }
}

/** A gate that reads nothing is green: so the number of modules read is part of the test. */
function cruise(): Cruise {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [tool, '--config', 'build/config/dependency-cruiser.cjs', '--output-type', 'json', 'app', 'sync-server']
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1e9,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as Cruise
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Cruise
  }
}

afterEach(() => rmSync(planted, { recursive: true, force: true }))

test('the layer check reads all sources and finds nothing to refuse', () => {
  const { summary } = cruise()
  expect(summary.totalCruised).toBeGreaterThan(200)
  expect(summary.violations).toEqual([])
})

test.each([
  ['domain-is-pure', "import { z } from 'zod'\nexport const planted = z\n"],
  ['domain-is-pure', "import type { Live } from '#application/ports/live.ts'\nexport type Planted = Live<number>\n"],
  ['yjs-stays-in-its-places', "import * as Y from 'yjs'\nexport const planted = Y\n"],
  ['node-apis-stay-on-the-node-side', "import { readFile } from 'node:fs/promises'\nexport const planted = readFile\n"],
])('an import that breaks %s is refused', (rule, source) => {
  mkdirSync(planted, { recursive: true })
  writeFileSync(path.join(planted, 'planted.ts'), source)
  expect(cruise().summary.violations.map((violation) => violation.rule.name)).toContain(rule)
})
