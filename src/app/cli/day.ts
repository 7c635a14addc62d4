import { fileURLToPath } from 'node:url'
import { type Day, Refusal, day } from '#kernel'
import { findLate } from '#common/task/server'
import { sealDay, unsealedDays } from '#platform/audit'
import { type Database, openInstallation, openNextDay } from '#platform/db'
import { answer, wrongUse } from './io.ts'

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url))
const USAGE = '用法：day close YYYY-MM-DD --bank 银行代码'

/** `day close YYYY-MM-DD --bank CODE`: ends that business day of a bank, seals it and opens the next. Sent twice it changes nothing. */
export async function run(argv: string[]): Promise<number> {
  const [verb, closing, flag, code, ...more] = argv
  if (verb !== 'close' || closing === undefined || flag !== '--bank' || code === undefined || more.length > 0) return wrongUse(USAGE)
  return answer(async () => {
    const on = day(closing)
    const installation = await openInstallation({ checkout: CHECKOUT, beside: true })
    try {
      return await closeDay(installation.database, code, on)
    } finally {
      await installation.close()
    }
  })
}

/** Opens the day after `closing` for one bank, opens an accountability record for each task it left late, and seals every closed day that has no seal yet. */
export async function closeDay(database: Database, bankCode: string, closing: Day): Promise<{ bank: string; today: Day; sealed: readonly { day: Day; root: string }[] }> {
  const bank = await database.shared((tx) => tx.selectFrom('bank as b').select(['b.bank_id as id', 'b.name']).where('b.code', '=', bankCode).executeTakeFirst())
  if (bank === undefined) throw new Refusal({ code: 'bank.unknown', message: `没有代码为「${bankCode}」的银行`, value: bankCode, expected: '已建立的银行代码' }, 404)
  return database.inBank(bank.id, async (tx) => {
    const today = await openNextDay(tx, closing)
    await findLate(tx, { today, now: new Date() })
    const sealed = []
    for (const each of await unsealedDays(tx)) sealed.push(await sealDay(tx, each))
    return { bank: bank.name, today, sealed: sealed.map((seal) => ({ day: seal.day, root: seal.root })) }
  })
}
