import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openPort, pollPort } from '#common/exchange/server'
import { type Day, addDays, day } from '#kernel'
import { type FileStore, openFileStore } from '#platform/files'
import { runDayEnd } from '../day-end/index.ts'
import { applyFiles, sendOrders } from '../mirror/index.ts'
import { inCounter, openDebited } from './debit.ts'
import type { Counter, Opened } from './note.ts'

const SIMULATOR = fileURLToPath(new URL('../../../../../simulator/main.ts', import.meta.url))
const run = promisify(execFile)

/** A bank whose core bank is the simulator, with a folder between them. */
export interface CoreBankAtHand {
  readonly folder: string
  readonly files: FileStore
  /** Where the store keeps its files. */
  readonly store: string
  /** Files both ways until nothing moves any more. */
  exchange(looks?: number): Promise<void>
  /** Ends the open day and begins the next, with the files of both. */
  nextDay(): Promise<Day>
  switches(switches: unknown): void
  close(): void
}

export async function openCoreBank(counter: Counter, seed = 'test'): Promise<CoreBankAtHand> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'weidai-core-'))
  const files = await openFileStore(path.join(folder, 'store'))
  const [bankId] = counter.banks
  const { database } = counter.db
  const port = openPort('TEST', { WEIDAI_EXCHANGE_TEST: path.join(folder, 'exchange') })
  const now = (): Date => new Date()
  await counter.db.asOwner('update bank set demonstration = true where bank_id = $1', [bankId])
  const exchange = async (looks = 1): Promise<void> => {
    await sendOrders(database, bankId, { files, now })
    await pollPort(database, bankId, port, files)
    for (let look = 0; look < looks; look++) {
      await run(process.execPath, [SIMULATOR, '--folder', path.join(folder, 'exchange'), '--mirror', 'MICRO', '--seed', seed, '--once'])
      await pollPort(database, bankId, port, files)
      await applyFiles(database, bankId, { files, now, onError: (error) => { throw error } })
    }
  }
  return {
    folder: path.join(folder, 'exchange'), files, store: path.join(folder, 'store'), exchange,
    nextDay: async () => {
      const [row] = await counter.db.asOwner('select today::text from business_day where bank_id = $1', [bankId])
      const closing = day(String(row?.['today']))
      const result = await runDayEnd(database, bankId, closing, { tell: async () => undefined })
      if (result.failed !== null) throw new Error(`${result.failed.step}: ${result.failed.refusal.message}`)
      await exchange()
      return addDays(closing, 1)
    },
    switches: (switches) => {
      mkdirSync(path.join(folder, 'exchange', 'simulator'), { recursive: true })
      writeFileSync(path.join(folder, 'exchange', 'simulator', 'switches.json'), JSON.stringify(switches))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A note of a product the core bank keeps, its drawdown ordered. */
export async function openMirrored(counter: Counter, account: string, change: Parameters<typeof openDebited>[2] = {}): Promise<Opened> {
  await counter.db.asOwner(`insert into product (bank_id, product_code, name, book, core_channel) values ($1, 'MICRO', '小微贷', 'MIRROR', 'FILE') on conflict (bank_id, product_code) do update set book = 'MIRROR', core_channel = 'FILE'`, [counter.banks[0]])
  const opened = await openDebited(counter, account, change)
  await inCounter(counter, async (tx) => {
    const note = await tx.selectFrom('note').selectAll().where('bank_id', '=', tx.bankId).where('note_id', '=', opened.noteId).executeTakeFirstOrThrow()
    await tx.insertInto('drawdown_order').values({ bank_id: tx.bankId, note_id: note.note_id, note_number: note.number, product_code: note.product_code, unit_id: note.unit_id, amount_fen: note.amount_fen, day: note.disbursed_on, state: 'WAITING' }).execute()
  })
  return opened
}

/** Begins the bank's days anew, as if it had opened on this one. */
export async function beginOn(counter: Counter, on: string): Promise<void> {
  await counter.db.asOwner('update business_day set first_day = $1, today = $1, ended_on = null where bank_id = $2', [on, counter.banks[0]])
}
