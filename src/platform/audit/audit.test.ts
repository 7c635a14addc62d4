import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, day, type Day } from '#kernel'
import { newId, openNextDay, testDatabase, testKeys, twoBanks, type TestDatabase } from '#platform/db'
import { GENESIS, actText, sha256 } from './recipe.ts'
import { record, recordStep } from './record.ts'
import { sealDay } from './seal.ts'
import { verifyAudit, verifyCase } from './verify.ts'

let test: TestDatabase
let bank: number
let other: number
let today: Day = day('2025-03-14')
let caseId: string

beforeAll(async () => {
  test = await testDatabase()
  ;[bank, other] = await twoBanks(test, today)
})
afterAll(() => test.drop())

const act = (bankId: number, id: string, body: unknown) => test.database.inBank(bankId, (tx) => record(tx, { caseId: id, act: 'visit.record', who: 'u1', businessDate: today, body }))

async function closeDay(): Promise<string> {
  const closing = today
  const roots: string[] = []
  for (const bankId of [bank, other]) {
    await test.database.inBank(bankId, (tx) => openNextDay(tx, closing))
    roots.push((await test.database.inBank(bankId, (tx) => sealDay(tx, closing))).root)
  }
  today = addDays(closing, 1)
  return roots[0]!
}

/** As a superuser with the guards switched off: what an intruder in the database can do. Everything is put back afterwards. */
async function tampered(...statements: string[]): Promise<{ chain: string; at: number | string; damage: string }[]> {
  const tables = ['audit_event', 'operation_step', 'audit_head', 'day_seal', 'sealed_head']
  const copy = tables.map((table) => `create table kept_${table} as table ${table};`).join('')
  const back = tables.map((table) => `delete from ${table};`).reverse().join('') + tables.map((table) => `insert into ${table} select * from kept_${table}; drop table kept_${table};`).join('')
  await test.asOwner(`begin; set local session_replication_role = replica; ${copy} ${statements.join(';')}; commit`)
  const { findings } = await verifyAudit(test.database)
  await test.asOwner(`begin; set local session_replication_role = replica; ${back} commit`)
  return findings.map(({ chain, at, damage }) => ({ chain, at, damage }))
}

beforeEach(async () => {
  caseId = newId()
  for (let i = 1; i <= 5; i++) await act(bank, caseId, { note: `第 ${i} 次`, amountFen: i * 100 })
})

describe('an untouched chain', () => {
  it('is whole, numbers from one without a gap, and counts what was read', async () => {
    expect(await act(bank, caseId, null)).toBe(6)
    const report = await verifyAudit(test.database)
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ banks: 2, chains: 1, links: 6 })
  })

  it('is verified alone as it is among all', async () => {
    const alone = () => test.database.inBank(bank, (tx) => verifyCase(tx, caseId))
    expect(await alone()).toEqual([])
    await test.asOwner(`begin; set local session_replication_role = replica; update audit_event set who = 'u2' where case_id = '${caseId}' and seq = 2; commit`)
    expect((await alone()).map(({ at, damage }) => ({ at, damage }))).toEqual([{ at: 2, damage: 'EDITED' }])
    await test.asOwner(`begin; set local session_replication_role = replica; update audit_event set who = 'u1' where case_id = '${caseId}' and seq = 2; commit`)
  })

  it('is read piece by piece when it is long', async () => {
    const long = newId()
    const links: { seq: number; hash: string; previousHash: string }[] = []
    const link = { bankId: bank, caseId: long, act: 'x', who: 'u1', businessDate: today, at: '2025-03-14T01:02:03.000400Z', bodyHash: sha256('{}') }
    for (let seq = 1, previousHash = GENESIS; seq <= 11_000; seq++) {
      const { hash } = testKeys.sign(actText({ ...link, seq, previousHash }))
      links.push({ seq, hash, previousHash })
      previousHash = hash
    }
    await test.asOwner(`insert into audit_event select $1, $2, l.seq, 'x', 'u1', $3, '2025-03-14T01:02:03.0004Z', '{}', $4, l."previousHash", l.hash, 1, 'test'
      from json_to_recordset($5) as l(seq int, hash text, "previousHash" text)`, [bank, long, today, link.bodyHash, JSON.stringify(links)])
    await test.asOwner(`insert into audit_head values ($1, $2, 11000, $3, $4)`, [bank, long, links.at(-1)!.hash, today])
    expect((await verifyAudit(test.database)).findings).toEqual([])
    expect(await tampered(`update audit_event set who = 'u2' where case_id = '${long}' and seq = 7777`)).toEqual([{ chain: long, at: 7777, damage: 'EDITED' }])
    await test.asOwner(`begin; set local session_replication_role = replica; delete from audit_event where case_id = '${long}'; delete from audit_head where case_id = '${long}'; commit`)
  })

  it('keeps one order when many write at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, () => act(bank, caseId, {})))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 6))
    expect((await verifyAudit(test.database)).findings).toEqual([])
  })

  it('is taken back with the act that fails', async () => {
    await expect(test.database.inBank(bank, async (tx) => {
      await record(tx, { caseId, act: 'x', who: 'u1', businessDate: today, body: {} })
      throw new Error('the act fails')
    })).rejects.toThrow('the act fails')
    expect((await verifyAudit(test.database)).findings).toEqual([])
  })
})

describe('tampering as superuser is found and named', () => {
  const where = () => `where bank_id = ${bank} and case_id = '${caseId}'`
  const forged = `md5(random()::text) || md5(random()::text)`
  const insert = (seq: number, previous: string) => `insert into audit_event select bank_id, case_id, ${seq}, act, 'forger', business_date, at, body, body_hash, ${previous}, ${forged}, recipe, key_id from audit_event ${where()} and seq = 1`

  it('edit of a body, of who did it, and with hashes made to fit', async () => {
    expect(await tampered(`update audit_event set body = '{"note":"改"}' ${where()} and seq = 3`)).toEqual([{ chain: caseId, at: 3, damage: 'EDITED' }])
    expect(await tampered(`update audit_event set body = '{"note":"改"}', body_hash = encode(sha256('{"note":"改"}'::bytea), 'hex') ${where()} and seq = 3`)).toEqual([{ chain: caseId, at: 3, damage: 'EDITED' }])
    expect(await tampered(`update audit_event set who = 'u2' ${where()} and seq = 1`)).toEqual([{ chain: caseId, at: 1, damage: 'EDITED' }])
    expect(await tampered(`update audit_event set at = at + interval '1 microsecond' ${where()} and seq = 5`)).toEqual([{ chain: caseId, at: 5, damage: 'EDITED' }])
  })

  it('delete in the middle, also when the rest is numbered anew', async () => {
    expect(await tampered(`delete from audit_event ${where()} and seq = 3`)).toEqual([{ chain: caseId, at: 3, damage: 'DELETED' }])
    const renumbered = await tampered(`delete from audit_event ${where()} and seq = 3`, `update audit_event set seq = seq - 1 ${where()} and seq = 4`, `update audit_event set seq = seq - 1 ${where()} and seq = 5`, `update audit_head set seq = 4 ${where()}`)
    expect(renumbered[0]).toEqual({ chain: caseId, at: 3, damage: 'REORDERED' })
  })

  it('insert in the middle and at the end', async () => {
    const middle = await tampered(`update audit_event set seq = 6 ${where()} and seq = 5`, `update audit_event set seq = 5 ${where()} and seq = 4`, `update audit_event set seq = 4 ${where()} and seq = 3`, insert(3, `(select hash from audit_event ${where()} and seq = 2)`))
    expect(middle[0]).toEqual({ chain: caseId, at: 3, damage: 'INSERTED' })
    expect(await tampered(insert(6, `(select hash from audit_event ${where()} and seq = 5)`))).toEqual([{ chain: caseId, at: 6, damage: 'INSERTED' }])
  })

  it('reorder of two links', async () => {
    const swap = await tampered(`update audit_event set seq = 99 ${where()} and seq = 2`, `update audit_event set seq = 2 ${where()} and seq = 3`, `update audit_event set seq = 3 ${where()} and seq = 99`)
    expect(swap).toEqual([{ chain: caseId, at: 2, damage: 'REORDERED' }, { chain: caseId, at: 3, damage: 'REORDERED' }])
  })

  it('rewrite of the whole chain, links and head made to fit', async () => {
    const rewrite = `do $$ declare last text := repeat('0', 64); n int; begin for n in 1..5 loop
      update audit_event set who = 'u9', previous_hash = last, hash = encode(sha256((last || n)::bytea), 'hex') ${where()} and seq = n returning hash into last;
    end loop; update audit_head set hash = last ${where()}; end $$`
    expect(await tampered(rewrite)).toEqual([{ chain: caseId, at: 1, damage: 'REWRITTEN' }])
  })

  it('links moved to another bank', async () => {
    const moved = await tampered(`update audit_event set bank_id = ${other} ${where()}`, `update audit_head set bank_id = ${other} ${where()}`)
    expect(moved.slice(0, 5)).toEqual([1, 2, 3, 4, 5].map((at) => ({ chain: caseId, at, damage: 'MOVED' })))
  })

  it('cut of the tail that leaves the head, or moves it too after the day was sealed', async () => {
    expect(await tampered(`delete from audit_event ${where()} and seq > 3`)).toEqual([{ chain: caseId, at: 4, damage: 'CUT' }])
    await closeDay()
    const cut = [`delete from audit_event ${where()} and seq > 3`, `update audit_head set seq = 3, hash = (select hash from audit_event ${where()} and seq = 3) ${where()}`]
    const sealedDay = addDays(today, -1)
    expect(await tampered(...cut)).toEqual([{ chain: caseId, at: 4, damage: 'CUT' }, { chain: 'seals', at: sealedDay, damage: 'SEAL_CHANGED' }])
    expect(await tampered(...cut, `delete from sealed_head ${where()}`)).toContainEqual({ chain: 'seals', at: sealedDay, damage: 'SEAL_CHANGED' })
    expect(await tampered(`delete from audit_event ${where()}`, `delete from audit_head ${where()}`)).toContainEqual({ chain: caseId, at: 1, damage: 'CUT' })
  })

  it('a seal edited, or taken away', async () => {
    await closeDay()
    const sealed = addDays(today, -1)
    expect(await tampered(`update day_seal set root = repeat('a', 64) where bank_id = ${bank} and day = '${sealed}'`)).toEqual([{ chain: 'seals', at: sealed, damage: 'SEAL_CHANGED' }])
    expect(await tampered(`delete from sealed_head where bank_id = ${bank} and day = '${sealed}'`, `delete from day_seal where bank_id = ${bank} and day = '${sealed}'`)).toEqual([{ chain: 'seals', at: sealed, damage: 'NOT_SEALED' }])
  })

  it('a step of the operations chain', async () => {
    const step = (n: number) => test.database.inBank(bank, (tx) => recordStep(tx, { step: 'day-end.accrue', businessDate: today, rowCount: n, controlTotal: '1234.50', rowsHash: 'f'.repeat(64) }))
    const [first, second] = [await step(1), await step(2)]
    expect(await tampered(`update operation_step set control_total = 0 where bank_id = ${bank} and seq = ${first}`)).toEqual([{ chain: 'operations', at: first, damage: 'EDITED' }])
    expect(await tampered(`delete from operation_step where bank_id = ${bank} and seq = ${second}`)).toEqual([{ chain: 'operations', at: second, damage: 'CUT' }])
  })
})

describe('the day', () => {
  it('differs from a root kept outside even when everything inside fits', async () => {
    const root = await closeDay()
    const sealed = addDays(today, -1)
    expect((await verifyAudit(test.database, [{ bank: 'jinxin', day: sealed, root }])).findings).toEqual([])
    expect((await verifyAudit(test.database, [{ bank: 'jinxin', day: sealed, root: 'b'.repeat(64) }])).findings).toMatchObject([{ chain: 'seals', at: sealed, damage: 'ROOT_DIFFERS' }])
  })

  it('takes no act of a day that is closed or not yet open, and is sealed once and only when closed', async () => {
    await expect(test.database.inBank(bank, (tx) => sealDay(tx, today))).rejects.toMatchObject({ code: 'day.open' })
    const closing = today
    await closeDay()
    await expect(test.database.inBank(bank, (tx) => record(tx, { caseId, act: 'x', who: 'u1', businessDate: closing, body: {} }))).rejects.toMatchObject({ code: 'day.not-open' })
    await expect(test.database.inBank(bank, (tx) => recordStep(tx, { step: 'x', businessDate: closing, rowCount: 0, controlTotal: '0', rowsHash: '' }))).rejects.toMatchObject({ code: 'day.sealed' })
    const again = await test.database.inBank(bank, (tx) => sealDay(tx, closing))
    expect(again.root).toHaveLength(64)
    expect((await verifyAudit(test.database)).findings).toEqual([])
  })

  it('closes only after the acts that carry it', async () => {
    let finish: () => void
    const held = new Promise<void>((resolve) => { finish = resolve })
    let opened = false
    const writing = test.database.inBank(bank, async (tx) => {
      await record(tx, { caseId, act: 'x', who: 'u1', businessDate: today, body: {} })
      setTimeout(() => finish(), 200)
      await held
      expect(opened).toBe(false)
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const opening = test.database.inBank(bank, (tx) => openNextDay(tx, today)).then(() => { opened = true })
    await Promise.all([writing, opening])
    await test.database.inBank(other, (tx) => openNextDay(tx, today))
    for (const bankId of [bank, other]) await test.database.inBank(bankId, (tx) => sealDay(tx, today))
    today = addDays(today, 1)
    expect((await verifyAudit(test.database)).findings).toEqual([])
  })
})

it('nobody changes the chain, the owner neither', async () => {
  await expect(test.database.inBank(bank, (tx) => tx.updateTable('audit_event').set({ who: 'x' }).where('bank_id', '=', bank).execute())).rejects.toThrow(/permission denied/)
  await expect(test.asOwner(`update audit_event set who = 'x'`)).rejects.toThrow(/append-only/)
  await expect(test.asOwner(`delete from day_seal`)).rejects.toThrow(/append-only/)
  await expect(test.asOwner(`truncate sealed_head`)).rejects.toThrow(/append-only/)
})
