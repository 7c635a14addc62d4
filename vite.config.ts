import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** The browsers of old bank desktops; see docs/architecture.md. */
const FLOOR = 'chrome92'

/** Lays `.br` and `.gz` beside every asset, so that the server never compresses while someone waits. */
function compressed(): Plugin {
  return {
    name: 'compressed', apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(path.join(dir, 'assets')).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const file = path.join(dir, 'assets', name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(bytes))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** Writes which of our modules stand in which script, so that a bench can say what a page weighs. */
function whereModulesStand(): Plugin {
  return {
    name: 'where-modules-stand', apply: 'build',
    generateBundle(_, bundle) {
      const scripts = Object.values(bundle).filter((one) => one.type === 'chunk')
      const source = JSON.stringify(Object.fromEntries(scripts.map(({ fileName, imports, moduleIds }) => [fileName, { imports, modules: moduleIds.filter((id) => id.includes('/src/')).map((id) => id.slice(id.lastIndexOf('/src/') + 1)) }])))
      this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source })
    },
  }
}

/** Our modules do nothing by being loaded, so what a page does not use of a door stays out of its script; styles and the start itself do. */
function hasSideEffects(id: string): boolean {
  return !/\/src\/.*\.tsx?$/.test(id) || /\/src\/(app\/web\/|ui\/index\.ts$)/.test(id)
}

export default defineConfig({
  root: 'src/app/web',
  plugins: [react(), compressed(), whereModulesStand()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: FLOOR, cssTarget: FLOOR, outDir: '../../../dist/web', emptyOutDir: true, manifest: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 700,
    rolldownOptions: {
      treeshake: { moduleSideEffects: hasSideEffects },
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
