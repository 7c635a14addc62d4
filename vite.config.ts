import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The browsers of old bank desktops; see docs/architecture.md. */
const FLOOR = 'chrome92'

export default defineConfig({
  root: 'src/app/web',
  plugins: [react()],
  build: {
    target: FLOOR, cssTarget: FLOOR, outDir: '../../../dist/web', emptyOutDir: true, manifest: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'words', test: /node_modules[\\/](i18next|react-i18next|html-parse-stringify|void-elements|use-sync-external-store)[\\/]/, priority: 3 },
            { name: 'router', test: /node_modules[\\/]@tanstack[\\/]/, priority: 3 },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 3 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/docs': 'http://127.0.0.1:8080' } },
})
