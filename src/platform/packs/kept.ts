import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(ROOT, 'var', 'packs')
/** The code that turns text into a pack; when it changes, nothing kept before is used. */
const READERS = ['src/common/policy/domain', 'src/common/policy/domain/keys', 'src/common/assessment/domain/case', 'src/platform/packs']

/**
 * What `make` makes of these texts, kept as JSON under a hash of texts and readers. The command line starts a process for each
 * call, and reading and checking YAML with cold code costs more there than the judgement itself.
 */
export function kept<T>(texts: readonly string[], make: () => T): T {
  const file = join(FOLDER, `${hashOf(texts)}.json`)
  const before = readKept(file)
  if (before !== undefined) return before as T
  const made = make()
  keep(file, JSON.stringify(made))
  return made
}

function readKept(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch {
    return undefined // not kept yet, or unreadable: it is made again
  }
}

/** A checkout nobody may write to works as well, only slower. */
function keep(file: string, text: string): void {
  try {
    mkdirSync(FOLDER, { recursive: true })
    const half = `${file}.${process.pid}`
    writeFileSync(half, text)
    renameSync(half, file)
  } catch {
    return
  }
}

let readers: string | undefined

function hashOf(texts: readonly string[]): string {
  readers ??= READERS.flatMap((folder) => readdirSync(join(ROOT, folder)).filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts')).sort().map((each) => readFileSync(join(ROOT, folder, each), 'utf8'))).join('\0')
  return createHash('sha256').update(readers).update(texts.join('\0')).digest('hex')
}
