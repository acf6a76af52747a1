import path from 'node:path'
import { defineConfig } from 'vite'

/** One script without modules or network: build.mjs puts it into the page, which then works from a disk. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: path.resolve(import.meta.dirname, '../../out/record-verifier'),
    emptyOutDir: true,
    target: 'chrome120',
    rollupOptions: {
      input: path.resolve(import.meta.dirname, '../../app/browser/record-verifier.ts'),
      output: { entryFileNames: 'record-verifier.js', format: 'iife' },
    },
  },
})
