import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Where the row types stand. */
export const TYPES = path.join(root, 'src/platform/db/schema.ts')

/** The row types of a migrated database, as TypeScript. */
export function generateTypes(url: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-types-'))
  const file = path.join(folder, 'schema.ts')
  const mapping = { int8: 'number', timestamptz: 'string', numeric: 'string', json: 'unknown', jsonb: 'unknown' }
  try {
    const result = spawnSync(process.execPath, [path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
      '--dialect', 'postgres', '--url', url, '--out-file', file, '--log-level', 'error', '--date-parser', 'string', '--default-schema', 'public',
      '--type-mapping', JSON.stringify(mapping),
    ], { encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`kysely-codegen: ${result.stderr}${result.stdout}`)
    return readFileSync(file, 'utf8').replaceAll('unknown | null', 'unknown')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
