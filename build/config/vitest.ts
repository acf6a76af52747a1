import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '../..')

export default defineConfig({
  root,
  // Importing electron in Node starts a download: tests must never do that.
  resolve: { alias: [{ find: /^electron$/, replacement: path.join(root, 'tests/support/electron-must-not-load.ts') }] },
  test: {
    include: ['tests/{unit,contract,integration,architecture,simulation,migration}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: path.join(root, 'out/reports/vitest.json') }]],
  },
})
