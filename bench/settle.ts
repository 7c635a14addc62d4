/**
 * Repayments that come by file: `npm run -s bench:settle -- --loans 100000 [--units 40]`. On a day on which every note falls due,
 * the answers of the core bank to all orders are taken in as lines of result files and set off, with their ledger, two units
 * at a time as a day-end does it. Prints JSON: lines taken in a second, repayments set off a second.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { day } from '#kernel'
import { APP_ROLE, ensureAppRole, migrate, placeFor, startEmbedded, withDatabase } from '#platform/db'
import { createKeyRing } from '#platform/keys'
import { openDatabase } from '../src/platform/db/database.ts'
import { takeAnswers } from '../src/loan/servicing/server/debit/answers.ts'
import { settleWaiting } from '../src/loan/servicing/server/debit/settle-answers.ts'
import { openBook } from './eod/open-book.ts'

const { values } = parseArgs({ options: { loans: { type: 'string', default: '100000' }, units: { type: 'string', default: '40' } } })
const TODAY = day('2025-03-12')
const LINES_A_FILE = 20_000
const LANES = 2
const NOW = new Date().toISOString()

const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-settle-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
try {
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  await owner.query('create database settle')
  await owner.end()
  const ownerUrl = withDatabase(server.ownerUrl, 'settle')
  const appUrl = await ensureAppRole({ ownerUrl, appPassword: APP_ROLE })
  await migrate(ownerUrl)
  const database = await openDatabase({ appUrl, keys: createKeyRing({ current: 'bench', search: 'bench', keys: { bench: Buffer.alloc(32, 'bench').toString('base64') } }) })
  const { bankId } = await openBook(ownerUrl, database, { code: 'bench', loans: Number(values.loans), units: Number(values.units), today: TODAY, peak: true })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  // The answers that lie there come again, as lines of files.
  const { rows: answers } = await client.query<{ order_no: string; amount_fen: string }>('select order_no, amount_fen from debit_result where bank_id = $1 order by source', [bankId])
  await client.query('delete from debit_result where bank_id = $1', [bankId])
  await client.query('vacuum (analyze) debit_result')
  await client.query('checkpoint')
  await client.end()

  const lines = answers.map((row, at) => ({ line: at + 1, values: { orderId: row.order_no, noteNumber: null, account: null, amountFen: Number(row.amount_fen), paidFen: Number(row.amount_fen), result: 'OK', reason: null, resultText: null, reference: `B${at}`, paidOn: TODAY } }))
  const taking = performance.now()
  for (let from = 0; from < lines.length; from += LINES_A_FILE) await database.inBank(bankId, (tx) => takeAnswers(tx, { fileId: null, lines: lines.slice(from, from + LINES_A_FILE) }, { on: TODAY, now: NOW }))
  const takeSeconds = (performance.now() - taking) / 1000

  const units = await database.inBank(bankId, (tx) => tx.selectFrom('unit').select('unit_id').where('bank_id', '=', bankId).orderBy('unit_id').execute())
  const settling = performance.now()
  let repayments = 0
  await Promise.all(Array.from({ length: LANES }, async () => {
    for (let unit = units.shift(); unit !== undefined; unit = units.shift()) {
      const unitId = unit.unit_id
      const { answers: settled } = await database.inBank(bankId, (tx) => settleWaiting(tx, { unitId }, { on: TODAY, now: NOW }))
      repayments += settled
    }
  }))
  const settleSeconds = (performance.now() - settling) / 1000
  const round = (value: number): number => Math.round(value * 1000) / 1000
  console.log(JSON.stringify({
    bench: 'settle', loans: Number(values.loans), units: Number(values.units), lines: lines.length, takeSeconds: round(takeSeconds), takenPerSecond: Math.round(lines.length / takeSeconds),
    repayments, settleSeconds: round(settleSeconds), repaymentsPerSecond: Math.round(repayments / settleSeconds), cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.versions.node,
  }, null, 2))
  await database.close()
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
