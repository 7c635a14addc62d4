// Plain JavaScript that runs on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

export const root = fileURLToPath(new URL('..', import.meta.url))
const lock = path.join(root, 'package-lock.json')
const installedLock = path.join(root, 'node_modules', '.package-lock.json')

/** Installs the packages of the lock file unless they are already there. Output goes to standard error: standard output belongs to the answer. */
export function install() {
  if (isInstalled()) return
  process.stderr.write('Installing packages (only the first time, and after an update) …\n')
  const npm = process.env.npm_execpath
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const result = npm ? spawnSync(process.execPath, [npm, ...args], options) : spawnSync('npm', args, options)
  if (result.status !== 0) {
    process.stderr.write('npm install did not succeed; see the lines above. 安装依赖失败，原因见上。\n')
    process.exit(2)
  }
}

/** True when every package of the lock file is installed in the version it names; a touch later makes the next look cheap. */
export function isInstalled() {
  if (!existsSync(installedLock)) return false
  if (statSync(installedLock).mtimeMs >= statSync(lock).mtimeMs) return true
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
  const found = JSON.parse(readFileSync(installedLock, 'utf8')).packages
  const complete = Object.entries(wanted).every(([name, entry]) => name === '' || entry.optional || found[name]?.version === entry.version)
  if (complete) {
    const now = new Date()
    utimesSync(installedLock, now, now)
  }
  return complete
}

/** True when this Node runs TypeScript by itself. */
export function runsTypeScript() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** The Node to run TypeScript with: this one when new enough, else the one that came with the packages. */
export function newNode() {
  if (runsTypeScript()) return process.execPath
  const bundled = path.join(root, 'node_modules', '.bin', 'node')
  if (existsSync(bundled)) return bundled
  process.stderr.write(`Weidai needs Node 22.18 or newer; this is ${process.versions.node}, and there is no bundled Node for ${process.platform}-${process.arch}.\n`)
  process.exit(2)
}
