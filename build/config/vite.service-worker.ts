import path from 'node:path'
import { defineConfig } from 'vite'

export default defineConfig({
  publicDir: false,
  build: {
    outDir: path.resolve(import.meta.dirname, '../../out/renderer'),
    emptyOutDir: false,
    target: 'chrome150',
    rollupOptions: {
      input: path.resolve(import.meta.dirname, '../../app/browser/service-worker.ts'),
      output: { entryFileNames: 'sw.js', format: 'iife' },
    },
  },
})
