import path from 'node:path'
import { defineConfig } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')

export default defineConfig({
  testDir: path.join(root, 'tests/e2e'),
  testMatch: /\.e2e\.ts$/,
  outputDir: path.join(root, 'out/reports/e2e'),
  timeout: 240_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: path.join(root, 'out/reports/playwright.json') }]],
})
