import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')

export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: path.join(root, 'app/main/composition/main.ts'),
    outDir: path.join(root, 'out/main'),
    target: 'node24',
    minify: false,
    rollupOptions: { external: ['electron', /^node:/], output: { format: 'es', entryFileNames: 'index.js' } },
  },
})
