// npm run check: everything about the sources that needs no running: format, lint, types, layers, dead code.
import { pathToFileURL } from 'node:url'
import { run } from './run.mjs'

const steps = [
  [
    'format',
    'prettier',
    ['--config', 'build/config/prettier.json', '--ignore-path', 'build/config/prettierignore', '--check', '.'],
  ],
  ['lint', 'oxlint', ['-c', 'build/config/oxlint.json', '--type-aware', 'app', 'sync-server', 'build', 'tests']],
  ['types (pure)', 'tsc', ['-p', 'build/config/tsconfig.pure.json']],
  ['types (window)', 'tsc', ['-p', 'build/config/tsconfig.renderer.json']],
  ['types (node)', 'tsc', ['-p', 'build/config/tsconfig.node.json']],
  ['layers', 'depcruise', ['--config', 'build/config/dependency-cruiser.cjs', 'app', 'sync-server', 'tests', 'build']],
  ['dead code', 'knip', ['-c', 'build/config/knip.json', '--no-config-hints']],
]

/** Runs every step even when one fails; answers how many passed and failed. */
export async function check() {
  let passed = 0
  const failed = []
  for (const [name, tool, args] of steps) {
    let output = ''
    const code = await run(tool, args, { captured: (text) => (output += text) })
    console.log(code === 0 ? '✓' : '✗', name)
    if (code === 0) passed++
    else {
      failed.push(name)
      console.log(output)
    }
  }
  return { passed, failed: failed.length }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit((await check()).failed === 0 ? 0 : 1)
