/** Prints what a browser loads, gzipped, until each page stands: read from what a finished build says of its scripts. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

interface Script {
  readonly imports: readonly string[]
  readonly modules: readonly string[]
}
type Build = Readonly<Record<string, Script>>

const BUILT = fileURLToPath(new URL('../dist/web/', import.meta.url))
const START = 'src/app/web/main.tsx'
/** Pages, the rooms whose modules they are made of, and the most their script may weigh. */
const PAGES = [
  { page: 'sign-in', rooms: ['src/desk/sign-in/web/'], limitKb: 250 },
  { page: 'today', rooms: ['src/desk/frame/web/', 'src/desk/today/web/'], limitKb: 700 },
  { page: 'case', rooms: ['src/desk/frame/web/', 'src/desk/case/web/', 'src/loan/investigation/web/'], limitKb: 700 },
] as const

/** The start, every script that holds a module of these rooms, and all they pull in before they run. */
function scriptsOf(build: Build, rooms: readonly string[]): string[] {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    build[file]?.imports.forEach(visit)
  }
  Object.entries(build).filter(([, { modules }]) => modules.some((module) => module === START || rooms.some((room) => module.startsWith(room)))).forEach(([file]) => visit(file))
  return [...seen]
}

function gzippedKb(files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(BUILT, file)), { level: 9 }).length, 0)
  return Math.round((bytes / 1024) * 10) / 10
}

function main(): number {
  const at = path.join(BUILT, '.vite', 'modules.json')
  if (!existsSync(at)) {
    process.stderr.write('There is no build; run `npx vite build` first.\n')
    return 2
  }
  const build = JSON.parse(readFileSync(at, 'utf8')) as Build
  const pages = PAGES.filter(({ rooms }) => rooms.every((room) => Object.values(build).some(({ modules }) => modules.some((module) => module.startsWith(room))))).map(({ page, rooms, limitKb }) => {
    const scriptKb = gzippedKb(scriptsOf(build, rooms))
    return { page, scriptKb, limitKb, holds: scriptKb < limitKb }
  })
  process.stdout.write(`${JSON.stringify({ bench: 'web-size', compression: 'gzip -9', pages }, null, 2)}\n`)
  return pages.every(({ holds }) => holds) ? 0 : 1
}

process.exitCode = main()
