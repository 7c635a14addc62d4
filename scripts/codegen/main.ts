// npm run codegen: migrates a throw-away database and writes the row types of its tables and the statements that distribute them.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { APP_ROLE, ensureAppRole, migrate, placeFor, startEmbedded } from '#platform/db'
import { PAGE, distributionPage } from '../database/distribute.ts'
import { TYPES, generateTypes } from '../database/generate-types.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-codegen-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf, durable: false })
try {
  await ensureAppRole({ ownerUrl: server.ownerUrl, appPassword: APP_ROLE })
  await migrate(server.ownerUrl)
  writeFileSync(TYPES, generateTypes(server.ownerUrl))
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  writeFileSync(PAGE, await distributionPage(owner))
  await owner.end()
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
