import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')

// A sandboxed preload must be CommonJS and may require nothing but electron.
export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: path.join(root, 'app/preload/preload.ts'),
    outDir: path.join(root, 'out/preload'),
    target: 'chrome150',
    minify: false,
    rollupOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
})
