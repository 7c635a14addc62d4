import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fen, Refusal, day, fen } from '#kernel'
import { type TestDatabase, type Tx, newId, testDatabase, twoBanks } from '#platform/db'
import { type TestStaff, testStaff } from '#platform/http'
import { drawLine, exposureOf, giveBack, linesOf, openLine, undoDraw } from './index.ts'

let db: TestDatabase
let bank: number
let staff: TestStaff
const ON = day('2025-03-14')
const yuan = (amount: number): Fen => fen(amount * 100)

beforeAll(async () => {
  db = await testDatabase()
  ;[bank] = await twoBanks(db, ON)
  staff = await testStaff(db.database, bank, { posts: ['OFFICER'] })
})
afterAll(() => db.drop())

const inBank = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.database.inBank(bank, work)

async function customer(household?: string, group?: string): Promise<string> {
  const id = newId()
  await inBank((tx) => tx.insertInto('customer').values({
    bank_id: bank, customer_id: id, number: `K${id.slice(-10)}`, customer_type: 'SELF_EMPLOYED', name: '王建国', id_number_cipher: Buffer.from(id), id_number_key: 'test', id_number_masked: '0', id_number_hash: id,
    phone_cipher: Buffer.from('0'), phone_key: 'test', phone_masked: '0', born_on: '1983-05-11', sex: 'MALE', household_id: household ?? id, group_id: group ?? null, unit_id: staff.unitId, manager_id: staff.staffId, created_on: ON,
  }).execute())
  return id
}

async function line(change: { customerId?: string; revolving?: boolean } = {}): Promise<string> {
  const customerId = change.customerId ?? await customer()
  const { lineId } = await inBank((tx) => openLine(tx, {
    customerId, unitId: staff.unitId, capFen: yuan(200_000), products: [{ productCode: 'MICRO', capFen: yuan(200_000) }, { productCode: 'SEASON', capFen: yuan(50_000) }],
    revolving: change.revolving ?? true, guarantee: 'PERSONAL_GUARANTEE', validFrom: ON, validUntil: day('2026-03-14'), resolutionId: null,
  }))
  return lineId
}

async function refused(work: (tx: Tx) => Promise<unknown>): Promise<string> {
  try {
    await inBank(work)
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.message.replace(/SX\d+/, 'SX')}`
    throw error
  }
  return 'taken'
}

describe('a line', () => {
  it('is drawn up to its cap and the cap of the product, with the figures that say so', async () => {
    const lineId = await line()
    await inBank((tx) => drawLine(tx, lineId, 'MICRO', yuan(118_000), ON))
    expect(await refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(82_001), ON))).toBe('line.over-cap 授信 SX 额度 200,000.00 元，未还 118,000.00 元，还可用 82,000.00 元，不能再用 82,001.00 元')
    expect(await refused((tx) => drawLine(tx, lineId, 'SEASON', yuan(50_001), ON))).toBe('line.over-product-cap 授信 SX 内产品 SEASON 限额 50,000.00 元，未还 0.00 元，还可用 50,000.00 元，不能再用 50,001.00 元')
    expect(await refused((tx) => drawLine(tx, lineId, 'OTHER', yuan(1), ON))).toContain('line.product-not-allowed')
    expect(await refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(1), day('2026-03-14')))).toBe('line.expired 授信 SX 已于 2026-03-14 到期，2026-03-14 不能用信')
    expect(await refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(1), day('2025-03-13')))).toContain('line.not-yet-valid')
    await db.asOwner(`update line set state = 'FROZEN' where line_id = $1`, [lineId])
    expect(await refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(1), ON))).toBe('line.frozen 授信 SX 已冻结，不能用信')
    await db.asOwner(`update line set state = 'CLOSED' where line_id = $1`, [lineId])
    expect(await refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(1), ON))).toContain('line.closed')
  })

  it('that revolves is free again where it was repaid; one that does not is used up by drawing', async () => {
    const [round, once] = [await line(), await line({ revolving: false })]
    for (const lineId of [round, once]) {
      await inBank((tx) => drawLine(tx, lineId, 'MICRO', yuan(200_000), ON))
      await inBank((tx) => giveBack(tx, lineId, 'MICRO', yuan(30_000)))
    }
    expect(await refused((tx) => drawLine(tx, round, 'MICRO', yuan(30_000), ON))).toBe('taken')
    expect(await refused((tx) => drawLine(tx, once, 'MICRO', yuan(1), ON))).toContain('已用 200,000.00 元（不循环），还可用 0.00 元')
    // What was drawn again cannot be lent a second time by reversing the repayment.
    expect(await refused((tx) => giveBack(tx, round, 'MICRO', fen(-yuan(30_000))))).toContain('line.redrawn')
    await inBank((tx) => undoDraw(tx, once, 'MICRO', yuan(170_000)))
    expect(await refused((tx) => drawLine(tx, once, 'MICRO', yuan(170_000), ON))).toBe('taken')
  })

  it('drawn by twenty at once is drawn as often as it carries, not once more', async () => {
    const lineId = await line()
    const tries = await Promise.all(Array.from({ length: 20 }, () => refused((tx) => drawLine(tx, lineId, 'MICRO', yuan(30_000), ON))))
    expect(tries.filter((one) => one === 'taken')).toHaveLength(6)
    expect(new Set(tries.filter((one) => one !== 'taken').map((one) => one.split(' ')[0]))).toEqual(new Set(['line.over-cap']))
  })

  it('counts towards customer, household and group', async () => {
    const [household, group] = [newId(), newId()]
    const [man, wife, partner] = [await customer(household, group), await customer(household), await customer(undefined, group)]
    for (const customerId of [man, wife, partner]) {
      const lineId = await line({ customerId })
      await inBank((tx) => drawLine(tx, lineId, 'MICRO', yuan(50_000), ON))
    }
    const exposure = await inBank((tx) => exposureOf(tx, man))
    expect(exposure.customer).toEqual({ lines: 1, capFen: yuan(200_000), drawnFen: yuan(50_000), committedFen: yuan(200_000) })
    expect([exposure.household.drawnFen, exposure.group.drawnFen]).toEqual([yuan(100_000), yuan(150_000)])
    expect((await inBank((tx) => linesOf(tx, man)))[0]).toMatchObject({ availableFen: yuan(150_000), products: [{ productCode: 'MICRO', availableFen: yuan(150_000) }, { productCode: 'SEASON', availableFen: yuan(50_000) }] })
  })
})
