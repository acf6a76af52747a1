import path from 'node:path'
import { defineConfig } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')

export default defineConfig({
  testDir: path.join(root, 'tests/e2e'),
  testMatch: /\.e2e\.ts$/,
  outputDir: path.join(root, 'out/reports/e2e'),
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // One at a time: a journey has two browsers and a server, and two journeys on two cores run into their time limits.
  workers: 1,
  globalSetup: path.join(root, 'tests/support/demonstration.ts'),
  retries: 0,
  forbidOnly: true,
  projects: [
    { name: 'browser', testIgnore: /(desktop|corpus)\.e2e\.ts$/ },
    // The same journeys over the built preload and the real handlers of main, where only Electron itself is missing.
    { name: 'desktop', testMatch: /(desktop|journey|refused-edit|bad-files)\.e2e\.ts$/ },
    // Five minutes of difficult files: `npm test -- corpus`.
    { name: 'corpus', testMatch: /corpus\.e2e\.ts$/ },
  ],
  reporter: [['list'], ['json', { outputFile: path.join(root, 'out/reports/playwright.json') }]],
})
