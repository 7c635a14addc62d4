// npm run codegen: migrates a throw-away database and writes the row types of its tables. With --verify it only compares.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { APP_ROLE, ensureAppRole, migrate, placeFor, startEmbedded } from '#platform/db'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = path.join(root, 'src/platform/db/schema.ts')
const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-codegen-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf, durable: false })
try {
  await ensureAppRole({ ownerUrl: server.ownerUrl, appPassword: APP_ROLE })
  await migrate(server.ownerUrl)
  const types = generate(server.ownerUrl)
  if (!process.argv.includes('--verify')) writeFileSync(target, types)
  else if (readFileSync(target, 'utf8') !== types) {
    process.stderr.write('src/platform/db/schema.ts does not fit the migrations: run npm run codegen\n')
    process.exitCode = 1
  }
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}

function generate(url: string): string {
  const file = path.join(home, 'schema.ts')
  const mapping = { int8: 'number', timestamptz: 'string', numeric: 'string', json: 'unknown', jsonb: 'unknown' }
  const result = spawnSync(path.join(root, 'node_modules/.bin/kysely-codegen'), [
    '--dialect', 'postgres', '--url', url, '--out-file', file, '--log-level', 'error', '--date-parser', 'string', '--default-schema', 'public',
    '--type-mapping', JSON.stringify(mapping),
  ], { stdio: 'inherit' })
  if (result.status !== 0) throw new Error('kysely-codegen failed')
  return readFileSync(file, 'utf8').replaceAll('unknown | null', 'unknown')
}
