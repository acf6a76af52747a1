import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../app/renderer'),
  publicDir: path.resolve(import.meta.dirname, '../../assets/public'),
  plugins: [react()],
  base: '/',
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['pdfjs-dist'] },
  build: {
    outDir: path.resolve(import.meta.dirname, '../../out/renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    // Small files must stay files: as data: addresses the content security policy would refuse them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
})
