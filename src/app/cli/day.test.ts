import { afterAll, beforeAll, expect, it } from 'vitest'
import { createUnit } from '#common/staff/server'
import { type TestDatabase, businessDate, testDatabase, twoBanks } from '#platform/db'
import { addDays, day } from '#kernel'
import { closeDay, goForward } from './day.ts'

let test: TestDatabase
let bankId: number
let code: string

beforeAll(async () => {
  test = await testDatabase()
  bankId = (await twoBanks(test))[0]
  await test.database.inBank(bankId, (tx) => createUnit(tx, { parentId: null, code: '0000', name: '总行' }))
  code = await test.database.shared(async (tx) => (await tx.selectFrom('bank as b').select('b.code').where('b.bank_id', '=', bankId).executeTakeFirstOrThrow()).code)
})
afterAll(() => test.drop())

it('closes the open day of one bank, seals it, and does nothing when sent twice', async () => {
  const today = await test.database.inBank(bankId, businessDate)
  const first = await closeDay(test.database, code, today)
  const again = await closeDay(test.database, code, today)
  expect(first.today > today).toBe(true)
  expect(first.sealed.map((seal) => seal.day)).toContain(today)
  expect(again).toEqual({ ...first, sealed: [] })
})

it('refuses a day that is not open and a bank that does not exist', async () => {
  await expect(closeDay(test.database, code, day('1999-01-01'))).rejects.toMatchObject({ code: 'day.not-open' })
  await expect(closeDay(test.database, 'nowhere', day('2025-03-12'))).rejects.toMatchObject({ code: 'bank.unknown' })
})

it('lets the days of a demonstration bank go by until one is open, each with its day-end, and of no other bank', async () => {
  const today = await test.database.inBank(bankId, businessDate)
  await expect(goForward(test.database, code, addDays(today, 2))).rejects.toMatchObject({ code: 'day.not-demonstration' })
  await test.asOwner('update bank set demonstration = true where bank_id = $1', [bankId])
  expect(await goForward(test.database, code, addDays(today, 2))).toMatchObject({ today: addDays(today, 2) })
  const sealed = await test.asOwner('select day::text from day_seal where bank_id = $1 and day >= $2 order by day', [bankId, today])
  expect(sealed.map((one) => one['day'])).toEqual([today, addDays(today, 1)])
})
