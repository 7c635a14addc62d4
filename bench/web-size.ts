/** Prints what a browser loads, script and style gzipped, until each page stands: read from the manifest of a finished build. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const built = fileURLToPath(new URL('../dist/web/', import.meta.url))
const KB = 1024
/** Pages with the most their script may weigh. */
const PAGES = [
  { page: 'sign-in', rooms: ['desk/sign-in'], limitKb: 250 },
  { page: 'today', rooms: ['desk/frame', 'desk/today'], limitKb: 700 },
  { page: 'case', rooms: ['desk/frame', 'desk/case'], limitKb: 700 },
] as const

/** Everything an entry pulls in before it runs, itself included. */
function closure(manifest: Readonly<Record<string, Chunk>>, keys: readonly string[]): Chunk[] {
  const seen = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return
    seen.add(key)
    for (const one of chunk.imports ?? []) visit(one)
  }
  for (const key of keys) visit(key)
  return [...seen].map((key) => manifest[key]!)
}

function gzipped(files: Iterable<string>): number {
  let bytes = 0
  for (const file of new Set(files)) bytes += gzipSync(readFileSync(path.join(built, file)), { level: 9 }).length
  return bytes
}

function main(): number {
  const at = path.join(built, '.vite', 'manifest.json')
  if (!existsSync(at)) {
    process.stderr.write('There is no build; run `npx vite build` first.\n')
    return 2
  }
  const manifest = JSON.parse(readFileSync(at, 'utf8')) as Record<string, Chunk>
  const pages = PAGES.flatMap(({ page, rooms, limitKb }) => {
    const keys = rooms.map((room) => Object.keys(manifest).find((key) => manifest[key]?.src?.includes(`${room}/web/index.ts`)))
    if (keys.some((key) => key === undefined)) return []
    const chunks = closure(manifest, ['index.html', ...keys.filter((key) => key !== undefined)])
    const scriptKb = gzipped(chunks.map((chunk) => chunk.file)) / KB
    const styleKb = gzipped(chunks.flatMap((chunk) => chunk.css ?? [])) / KB
    return [{ page, scriptKb: Math.round(scriptKb * 10) / 10, styleKb: Math.round(styleKb * 10) / 10, limitKb, holds: scriptKb < limitKb }]
  })
  process.stdout.write(`${JSON.stringify({ bench: 'web-size', compression: 'gzip -9', pages }, null, 2)}\n`)
  return pages.every((page) => page.holds) ? 0 : 1
}

process.exitCode = main()
