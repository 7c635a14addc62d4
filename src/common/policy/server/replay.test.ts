import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formulaSections } from '#common/assessment/domain'
import { JUDGED_GROUPS, type OverlayAnswer, ProposeOverlay } from '#common/policy/domain'
import { day, read, type Refusal } from '#kernel'
import { loadShippedPack } from '#platform/packs'
import { newId, testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { type Acting, proposeOverlay, signOverlay } from './acts.ts'
import { exampleCases } from './example-cases.ts'
import { replayed } from './replay-for-tests.ts'
import { policySubject } from './replay-subject.ts'
import { readReplay, startReplay } from './replay-store.ts'

const NOW = new Date('2025-03-14T02:00:00Z')
let db: TestDatabase
let bank: number
const people = { author: newId(), head: newId(), vice: newId() }
const by = (staffId: string): Acting => ({ staffId, on: day('2025-03-14'), now: NOW })
const examples = exampleCases().filter(({ file }) => file === 'gc-01')

beforeAll(async () => {
  db = await testDatabase()
  ;[bank] = await twoBanks(db)
  await db.database.inBank(bank, async (tx) => {
    const root = newId()
    await tx.insertInto('unit').values([{ bank_id: bank, unit_id: root, parent_id: null, code: '000', name: '总行' }]).execute()
    await tx.insertInto('staff').values(Object.entries(people).map(([login, staff_id]) => ({ bank_id: bank, staff_id, login, name: login, unit_id: root, status: 'ACTIVE' }))).execute()
  })
})
afterAll(() => db.drop())

const propose = (content: Record<string, unknown>) => db.database.inBank(bank, (tx) => proposeOverlay(tx, read(ProposeOverlay, { level: 'BANK', basePack: 'default', reason: '复算一试', effectiveOn: '2025-04-01', content }), by(people.author)))
const sign = (version: OverlayAnswer, hash: string | null, who = people.head) => db.database.inBank(bank, (tx) => signOverlay(tx, version.overlayId, by(who), hash))
const refusal = (work: Promise<unknown>): Promise<Refusal> => work.then(() => expect.fail('was not refused'), (error: unknown) => error as Refusal)

describe('a draft is replayed before it is signed', () => {
  test('who is lent less, in which grade, at which price is known, and the signature stands for exactly that', async () => {
    const version = await propose({ limit: { payRatio: '40%', firstLoanHaircut: '30%' }, scorecard: { firstLoanCap: 'D' } })
    expect((await refusal(sign(version, null))).code).toBe('policy.not-replayed')
    const { needed, replay, rows } = await replayed(db.database, bank, policySubject(version), by(people.author), { examples })
    expect([needed, replay?.state, replay?.current, replay?.summary?.examples, replay?.summary?.changed]).toEqual([true, 'DONE', true, 1, 1])
    expect(rows).toMatchObject([{ name: '王建国（快消品批发）', caseId: null, before: { decision: 'PROPOSE', amountFen: 11_800_000, grade: 'B', annualRate: '0.0720' }, after: { grade: 'D' }, changes: ['AMOUNT', 'GRADE', 'PRICE'] }])
    expect(rows[0]!.after.amountFen).toBeLessThan(11_800_000)
    expect((await refusal(sign(version, 'a'.repeat(64)))).code).toBe('policy.other-replay')
    expect((await sign(version, replay!.hash)).status).toBe('SIGNED_ONCE')
    const [kept] = await db.asOwner('select replay_hash from policy_signature where overlay_id = $1', [version.overlayId])
    expect(kept?.['replay_hash']).toBe(replay!.hash)
    expect((await sign(version, replay!.hash, people.vice)).status).toBe('IN_FORCE')
  })

  test('a replay is void once something else was signed beside it', async () => {
    const first = await propose({ limit: { payRatio: '75%' } })
    const other = await propose({ limit: { payRatio: '78%' } })
    const [one, two] = [await replayed(db.database, bank, policySubject(first), by(people.author)), await replayed(db.database, bank, policySubject(other), by(people.author))]
    for (const who of [people.head, people.vice]) await sign(other, two.replay!.hash, who)
    expect((await refusal(sign(first, one.replay!.hash))).code).toBe('policy.not-replayed')
    expect((await db.database.inBank(bank, (tx) => readReplay(tx, policySubject(first)))).replay).toMatchObject({ state: 'DONE', current: false })
  })

  test('a change no judgement reads needs none; one replay at a time', async () => {
    const version = await propose({ limit: { payRatio: '78%' }, servicing: { remindBeforeDays: [5] } })
    expect((await db.database.inBank(bank, (tx) => readReplay(tx, policySubject(version)))).needed).toBe(false)
    expect((await sign(version, null)).status).toBe('SIGNED_ONCE')
    const judged = await propose({ limit: { payRatio: '71%' } })
    const [one, again] = [await db.database.inBank(bank, (tx) => startReplay(tx, policySubject(judged), by(people.author))), await db.database.inBank(bank, (tx) => startReplay(tx, policySubject(judged), by(people.author)))]
    expect([one.replay?.state, again.replay?.replayId]).toEqual(['RUNNING', one.replay?.replayId])
    expect((await refusal(sign(judged, null))).message).toContain('正在复算')
  })

  test('the groups that are replayed are all that formulas read', () => {
    const text = JSON.stringify(formulaSections(loadShippedPack('default')))
    const groups = new Set([...text.matchAll(/policy\.([a-z]+)\./gi)].map((found) => found[1]!))
    expect([...groups].filter((group) => group !== 'industry' && !(JUDGED_GROUPS as readonly string[]).includes(group))).toEqual([])
  })
})
