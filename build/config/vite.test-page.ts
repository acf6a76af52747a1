import path from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../tests/support/page'),
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: path.resolve(import.meta.dirname, '../../out/test-page'),
    emptyOutDir: true,
    target: 'chrome150',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
