import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Day, Refusal, day } from '#kernel'
import { type DayEndEvent, type DayEndResult, applyFiles, catchUp, daysOf, readDayEnds } from '#loan/servicing/server'
import { type Database, openInstallation } from '#platform/db'
import { type FileStore, openFileStore } from '#platform/files'
import { tell } from '../facts.ts'
import { answer, wrongUse } from './io.ts'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const USAGE = '用法：day close YYYY-MM-DD --bank 银行代码，day forward YYYY-MM-DD --bank 演示银行代码，或 day status --bank 银行代码'

/**
 * `day close YYYY-MM-DD --bank CODE` runs the day-end of a bank up to that day: days missed before it first, parts that are done
 * already not again. `day forward YYYY-MM-DD --bank CODE` ends the days of a demonstration bank, one after the other, until
 * that day is open. `day status --bank CODE` says how the last ones stand.
 */
export async function run(argv: string[]): Promise<number> {
  const [verb, ...rest] = argv
  const [closing, flag, code, ...more] = verb === 'status' ? [undefined, ...rest] : rest
  if ((verb !== 'close' && verb !== 'forward' && verb !== 'status') || (verb !== 'status' && closing === undefined) || flag !== '--bank' || code === undefined || more.length > 0) return wrongUse(USAGE)
  return answer(async () => {
    const on = closing === undefined ? undefined : day(closing)
    const installation = await openInstallation({ checkout: CHECKOUT, beside: true })
    try {
      return await (on === undefined ? dayStatus(installation.database, code) : verb === 'forward' ? goForward(installation.database, code, on) : closeDay(installation.database, code, on, { files: await openFileStore(path.join(CHECKOUT, 'var', 'files')) }))
    } finally {
      await installation.close()
    }
  })
}

interface Around {
  /** Where files received lie: those still waiting are applied first, as a worker would have done. */
  readonly files?: FileStore
  readonly on?: (event: DayEndEvent) => void
}

/** Ends every day of one bank up to `closing`; refuses with what failed where a step did. Sent twice it changes nothing. */
export async function closeDay(database: Database, bankCode: string, closing: Day, { files, on }: Around = {}) {
  const bank = await bankOf(database, bankCode)
  await database.inBank(bank.id, async (tx) => {
    const { today, unfinished, first } = await daysOf(tx)
    if (closing > today || closing < first) throw new Refusal({ code: 'day.not-open', message: `营业日 ${closing} ${closing > today ? '尚未开始' : `早于本行启用日 ${first}`}，不能日终`, value: closing, expected: `${unfinished} 至 ${today}` }, 409)
  })
  if (files !== undefined) await applyFiles(database, bank.id, { files, now: () => new Date() })
  const results = await catchUp(database, bank.id, closing, { tell, ...(on === undefined ? {} : { on }) })
  const failed = results.find(({ state }) => state === 'FAILED')?.failed
  if (failed !== undefined && failed !== null) throw failed.refusal
  const sealed = await database.inBank(bank.id, (tx) => tx.selectFrom('day_seal as s').select(['s.day', 's.root']).where('s.bank_id', '=', tx.bankId).where('s.day', 'in', ['0001-01-01', ...results.map((each: DayEndResult) => each.day)]).orderBy('s.day').execute())
  return { bank: bank.name, today: await database.inBank(bank.id, async (tx) => (await daysOf(tx)).today), sealed: sealed.map((seal) => ({ day: seal.day, root: seal.root })) }
}

/** Lets the days of a demonstration bank go by until `until` is open, so that a loan can be watched over months; a bank's own days come with the calendar. */
export async function goForward(database: Database, bankCode: string, until: Day) {
  const bank = await bankOf(database, bankCode)
  if (!bank.demonstration) throw new Refusal({ code: 'day.not-demonstration', message: `${bank.name}不是演示银行，营业日只随日历前进`, value: bankCode, expected: '演示银行' }, 409)
  const openDay = (): Promise<Day> => database.inBank(bank.id, async (tx) => (await daysOf(tx)).today)
  let today = await openDay()
  for (; today < until; today = await openDay()) await closeDay(database, bankCode, today)
  return { bank: bank.name, today }
}

/** Which day is open, which is unfinished, and how the last day-ends went. */
export async function dayStatus(database: Database, bankCode: string) {
  const bank = await bankOf(database, bankCode)
  return { bank: bank.name, ...await database.inBank(bank.id, (tx) => readDayEnds(tx, new Date())) }
}

async function bankOf(database: Database, code: string): Promise<{ id: number; name: string; demonstration: boolean }> {
  const bank = await database.shared((tx) => tx.selectFrom('bank as b').select(['b.bank_id as id', 'b.name', 'b.demonstration']).where('b.code', '=', code).executeTakeFirst())
  if (bank === undefined) throw new Refusal({ code: 'bank.unknown', message: `没有代码为「${code}」的银行`, value: code, expected: '已建立的银行代码' }, 404)
  return bank
}
