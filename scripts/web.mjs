import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newNode, root } from './install.mjs'

const built = path.join(root, 'dist', 'web')
const stamp = path.join(built, '.sources')

/** Builds the web app unless what is built comes from exactly these sources. */
export function buildWeb() {
  const sources = hashSources()
  if (existsSync(path.join(built, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  process.stderr.write('Building the web app (only the first time, and after a change) …\n')
  const result = spawnSync(newNode(), [path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.status !== 0) {
    process.stderr.write('The web app could not be built; see the lines above. 网页构建失败，原因见上。\n')
    process.exit(1)
  }
  writeFileSync(stamp, sources)
}

/** One hash over everything the build reads: all sources but server rooms and tests, the configuration and the lock file. */
function hashSources() {
  const hash = createHash('sha256')
  for (const file of ['vite.config.ts', 'package-lock.json', ...filesBelow('src')]) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = path.posix.join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'server' || inside === 'src/platform' || inside === 'src/app/cli' ? [] : filesBelow(inside)
      return /\.test\.tsx?$/.test(entry.name) ? [] : [inside]
    })
}
