import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { addDays, type Day, fen } from '#kernel'
import { runDayEnd, settlePayments } from '#loan/servicing/server'
import { APP_ROLE, type Database, type Embedded, ensureAppRole, migrate, placeFor, startEmbedded, testKeys, withDatabase } from '#platform/db'
import type { Figures } from '../scripts/proof/proof.ts'
import { Chance } from '../sim/chance.ts'
import { type BookDatabase, type BookIn, loadBook } from '../src/loan/servicing/server/testing/book.ts'
import { brokenInvariants } from '../src/loan/servicing/server/testing/invariants.ts'
import { tableHashes } from '../src/loan/servicing/server/testing/table-hashes.ts'
import { openDatabase } from '../src/platform/db/database.ts'

const KILLS = 200
const BOOK = { loans: 2_000, units: 8 }
/** From the beginning of a day-end to some time after it would have ended. */
const LONGEST_LIFE_MS = 2_500
/** Of so many kills one takes the database, one of two workers at once, the others the only worker. */
const KINDS = 5
const RUN = 'src/loan/servicing/server/testing/run-day-end.ts'

type Kind = 'worker' | 'one of two workers' | 'database'

interface Site extends BookDatabase { reopen(server: Embedded): Promise<Site> }

/**
 * Two equal books live through the same days. The day-end of one is left in peace; that of the other is killed with -9 at
 * random instants: the process that runs it, one of two at once, or the database under it, and each time taken up again.
 * After every day both hold the same rows in every business table, and the invariants of the book hold.
 */
export async function prove({ seed }: { seed: number }): Promise<Figures> {
  const chance = new Chance(seed)
  const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-kill-'))
  chmodSync(home, 0o755)
  let server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
  try {
    let [peaceful, killed] = [await loadBook(await openSite(server, 'peaceful'), BOOK), await loadBook(await openSite(server, 'killed'), BOOK)]
    const kills: Record<Kind, number> = { worker: 0, 'one of two workers': 0, database: 0 }
    let [days, total] = [0, 0]
    for (let on = peaceful.today; total < KILLS; on = addDays(on, 1), days++) {
      for (const book of [peaceful, killed]) await pay(book, on)
      await endInPeace(peaceful, on)
      for (;;) {
        const kind: Kind = total % KINDS === 0 ? 'database' : total % KINDS === 1 ? 'one of two workers' : 'worker'
        const life = chance.whole(0, LONGEST_LIFE_MS)
        if (!(await runKilled(killed, on, { kind, life, server }))) break
        kills[kind]++
        total++
        if (kind !== 'database') continue
        await killed.db.database.close().catch(() => undefined)
        await peaceful.db.database.close().catch(() => undefined)
        // It is dead; this lets go of its folder.
        await server.stop()
        server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
        ;[peaceful, killed] = [{ ...peaceful, db: await peaceful.db.reopen(server) }, { ...killed, db: await killed.db.reopen(server) }]
      }
      await endInPeace(killed, on)
      await refuseDifference(peaceful, killed, on)
    }
    await Promise.all([peaceful.db.database.close(), killed.db.database.close()])
    return { kills, days, notes: BOOK.loans, units: BOOK.units, tables: (await tableNames(server)).length }
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function openSite(server: Embedded, name: string): Promise<Site> {
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  await owner.query(`create database ${name}`)
  await owner.end()
  const ownerUrl = withDatabase(server.ownerUrl, name)
  await ensureAppRole({ ownerUrl, appPassword: APP_ROLE })
  await migrate(ownerUrl)
  return siteOn(server, name)
}

async function siteOn(server: Embedded, name: string): Promise<Site> {
  const ownerUrl = withDatabase(server.ownerUrl, name)
  const appUrl = await ensureAppRole({ ownerUrl, appPassword: APP_ROLE })
  const database: Database = await openDatabase({ appUrl, keys: testKeys })
  return {
    database, ownerUrl, appUrl, reopen: (next) => siteOn(next, name),
    asOwner: async (text, values) => {
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(text, values)).rows
      } finally {
        await client.end()
      }
    },
  }
}

/** What comes in on a day: most of what is due, in full or in part, and some of what is late. */
async function pay({ db, bankId }: BookIn<Site>, on: Day): Promise<void> {
  await db.database.inBank(bankId, async (tx) => {
    const due = await tx.selectFrom('note').select(['note_id', 'number']).where('bank_id', '=', tx.bankId).where('state', '=', 'RUNNING').where((eb) => eb.or([eb('next_event_on', '=', on), eb('oldest_due_on', '<', on)])).orderBy('note_id').execute()
    const items = due.flatMap((row, at) => (at % PAY_OUT_OF === 0 ? [] : [{ noteId: row.note_id, amountFen: fen(at % 7 === 0 ? 50_000 : 500_000_000), paidOn: on, source: `${on}:${row.number}` }]))
    await settlePayments(tx, { day: on, channel: 'DIRECT_DEBIT', items })
  })
}
const PAY_OUT_OF = 10

async function endInPeace({ db, bankId }: BookIn<Site>, on: Day): Promise<void> {
  const { state, failed } = await runDayEnd(db.database, bankId, on, { tell: () => Promise.resolve() })
  if (state !== 'DONE') throw new Error(`the day-end of ${on} stopped at ${failed?.step}: ${failed?.refusal.message}`)
}

/** Runs the day-end in processes of its own and kills after so many milliseconds of it; false when it ended before. */
async function runKilled({ db, bankId }: BookIn<Site>, on: Day, { kind, life, server }: { kind: Kind; life: number; server: Embedded }): Promise<boolean> {
  const children = Array.from({ length: kind === 'one of two workers' ? 2 : 1 }, () => spawn(process.execPath, [RUN, db.appUrl, String(bankId), on], { stdio: ['ignore', 'pipe', 'ignore'] }))
  const ended = children.map((child) => new Promise<boolean>((resolve) => { child.once('exit', (code) => resolve(code === 0)) }))
  await Promise.race([begun(children[0]!), ended[0]])
  const before = await Promise.race([ended[0]!, wait(life, undefined)])
  if (before === true && children.length === 1) return false
  if (kind === 'database') process.kill(server.processId, 'SIGKILL')
  else children[0]!.kill('SIGKILL')
  await Promise.all(ended)
  return before !== true
}

function begun(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => { child.stdout?.once('data', () => resolve()) })
}

async function refuseDifference(peaceful: BookIn<Site>, killed: BookIn<Site>, on: Day): Promise<void> {
  const broken = await killed.db.database.inBank(killed.bankId, (tx) => brokenInvariants(tx, on))
  if (broken.length > 0) throw new Error(`after ${on}: ${broken.join('; ')}`)
  const [expected, found] = [await tableHashes(peaceful), await tableHashes(killed)]
  const other = [...expected].filter(([table, hash]) => found.get(table) !== hash).map(([table]) => table)
  if (other.length > 0) throw new Error(`after ${on} these tables differ: ${other.join(', ')}`)
}

async function tableNames(server: Embedded): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: withDatabase(server.ownerUrl, 'killed') })
  await client.connect()
  const { rows } = await client.query<{ name: string }>("select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace")
  await client.end()
  return rows.map(({ name }) => name)
}
