// npm run codegen: migrates a throw-away database and writes the row types of its tables. With --verify it only compares.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { APP_ROLE, ensureAppRole, migrate, startEmbedded } from '#platform/db'

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-codegen-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: path.join(os.tmpdir(), 'weidai-shelf'), durable: false })
try {
  await ensureAppRole({ ownerUrl: server.ownerUrl, appPassword: APP_ROLE })
  await migrate(server.ownerUrl)
  const result = spawnSync(path.join(root, 'node_modules/.bin/kysely-codegen'), [
    '--dialect', 'postgres', '--url', server.ownerUrl, '--out-file', path.join(root, 'src/platform/db/schema.ts'),
    '--date-parser', 'string', '--numeric-parser', 'string', '--default-schema', 'public',
    '--type-mapping', JSON.stringify({ int8: 'number', timestamptz: 'string', json: 'unknown', jsonb: 'unknown', numeric: 'string' }),
    ...process.argv.slice(2).filter((argument) => argument === '--verify'),
  ], { stdio: 'inherit' })
  process.exitCode = result.status ?? 1
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
