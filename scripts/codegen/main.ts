// npm run codegen: migrates a throw-away database and writes the row types of its tables.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { APP_ROLE, ensureAppRole, migrate, placeFor, startEmbedded } from '#platform/db'
import { TYPES, generateTypes } from '../database/generate-types.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-codegen-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf, durable: false })
try {
  await ensureAppRole({ ownerUrl: server.ownerUrl, appPassword: APP_ROLE })
  await migrate(server.ownerUrl)
  writeFileSync(TYPES, generateTypes(server.ownerUrl))
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
