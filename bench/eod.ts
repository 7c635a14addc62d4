/**
 * What a day-end costs on a book of notes: `npm run -s bench:eod -- --loans 1000000 [--peak] [--month-end] [--events 3333] [--units 40]`, on the
 * PostgreSQL that `npm start` sets up, with its settings. Prints JSON: seconds of the day-end, of the barest SQL that writes the
 * same rows, their ratio, and the seconds of each step. `scanSeconds` is the one scan over all notes, the part that grows with the
 * book; everything else grows with what happened that day. `--events` lays the same day on a book of any size: so many notes fall
 * due on it, on each day orders and reminders look at, and in proportion are overdue.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setInterval } from 'node:timers'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { day } from '#kernel'
import { runDayEnd } from '#loan/servicing/server'
import { APP_ROLE, ensureAppRole, migrate, placeFor, startEmbedded, withDatabase } from '#platform/db'
import { createKeyRing } from '#platform/keys'
import { openDatabase } from '../src/platform/db/database.ts'
import { measureFloor } from './eod/floor.ts'
import { openBook } from './eod/open-book.ts'

const { values } = parseArgs({ options: { loans: { type: 'string', default: '100000' }, units: { type: 'string', default: '40' }, peak: { type: 'boolean', default: false }, events: { type: 'string' }, 'month-end': { type: 'boolean', default: false }, 'no-floor': { type: 'boolean', default: false } } })
const ORDINARY_DAY = day('2025-03-12')
const LAST_OF_MONTH = day('2025-03-31')
const SCAN = 'aging'
const MB = 1_048_576
const WATCH_MS = 200

const began = performance.now()
const home = mkdtempSync(path.join(os.tmpdir(), 'weidai-eod-'))
chmodSync(home, 0o755)
const server = await startEmbedded({ home, shelf: placeFor(process.cwd()).shelf })
try {
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  await owner.connect()
  await owner.query('create database eod')
  await owner.end()
  const ownerUrl = withDatabase(server.ownerUrl, 'eod')
  const appUrl = await ensureAppRole({ ownerUrl, appPassword: APP_ROLE })
  await migrate(ownerUrl)
  const database = await openDatabase({ appUrl, keys: createKeyRing({ current: 'bench', search: 'bench', keys: { bench: Buffer.alloc(32, 'bench').toString('base64') } }) })
  const today = values['month-end'] ? LAST_OF_MONTH : ORDINARY_DAY
  const book = await openBook(ownerUrl, database, { code: 'bench', loans: Number(values.loans), units: Number(values.units), today, peak: values.peak, events: values.events === undefined ? undefined : Number(values.events) })
  console.error(`${book.loans} notes, ${book.instalments} instalments, ${book.answers} answers: loaded in ${book.loadSeconds.toFixed(0)} s`)

  const steps: Record<string, number> = {}
  let [rowsWritten, peakRss] = [0, 0]
  const watch = setInterval(() => { peakRss = Math.max(peakRss, process.memoryUsage.rss()) }, WATCH_MS)
  const from = performance.now()
  const ended = await runDayEnd(database, book.bankId, today, {
    tell: async () => undefined,
    on: (event) => {
      if (event.kind === 'PART_FAILED') console.error(event.step, event.refusal.message, event.cause)
      if (event.kind !== 'PART_DONE') return
      steps[event.step] = (steps[event.step] ?? 0) + event.ms / 1000
      rowsWritten += event.rows
    },
  })
  const seconds = (performance.now() - from) / 1000
  clearInterval(watch)
  if (ended.state === 'FAILED') throw new Error(`the day-end failed at ${ended.failed!.step}`)
  const floor = values['no-floor'] ? undefined : await measureFloor(ownerUrl, book.bankId, today)
  const round = (value: number): number => Math.round(value * 1000) / 1000
  console.log(JSON.stringify({
    bench: 'eod', kind: values.peak ? 'peak' : values['month-end'] ? 'month-end' : 'ordinary', loans: book.loans, instalments: book.instalments, dueToday: book.dueToday, overdue: book.overdue, answers: book.answers, events: values.events === undefined ? null : Number(values.events),
    seconds: round(seconds), scanSeconds: round(steps[SCAN] ?? 0), floorSeconds: floor === undefined ? null : round(floor.seconds), ratio: floor === undefined ? null : round(seconds / floor.seconds),
    // Parts of one step run two at a time: the seconds of the steps add up to more than those of the whole.
    steps: Object.fromEntries(Object.entries(steps).map(([step, spent]) => [step, round(spent)])), rowsWritten, floorRows: floor?.rows ?? null, peakRssMb: Math.round(peakRss / MB),
    loadSeconds: round(book.loadSeconds), totalSeconds: round((performance.now() - began) / 1000), lateRolls: book.rolls, units: Number(values.units), cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.versions.node,
  }, null, 2))
  await database.close()
} finally {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
}
process.exit(0)
