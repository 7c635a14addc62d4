import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProposeOverlay } from '#common/policy/domain'
import { day, read, type Day, type Refusal } from '#kernel'
import { newId, testDatabase, twoBanks, type TestDatabase } from '#platform/db'
import { proposeOverlay, signOverlay, withdrawOverlay, type Acting } from './acts.ts'
import { keepPolicy, keptPolicy, policyFor, policyOn } from './in-force.ts'
import { overlays } from './reads.ts'
import { replayed } from './replay-for-tests.ts'
import { policySubject } from './replay-subject.ts'
import { yamlOf } from './routes.ts'

const TODAY = day('2025-03-14')
const NOW = new Date('2025-03-14T02:00:00Z')
let db: TestDatabase
let bank: number
let other: number
const root = newId()
const branch = newId()
const people = { author: newId(), head: newId(), vice: newId() }

beforeAll(async () => {
  db = await testDatabase()
  ;[bank, other] = await twoBanks(db)
  await db.database.inBank(bank, async (tx) => {
    await tx.insertInto('unit').values([{ bank_id: bank, unit_id: root, parent_id: null, code: '000', name: '总行' }, { bank_id: bank, unit_id: branch, parent_id: root, code: '001', name: '微贷中心' }]).execute()
    await tx.insertInto('staff').values(Object.entries(people).map(([login, staff_id]) => ({ bank_id: bank, staff_id, login, name: login, unit_id: root, status: 'ACTIVE' }))).execute()
  })
})
afterAll(() => db.drop())

let acts = 0
/** Each act a minute after the last, so that signatures have an order. */
const by = (staffId: string): Acting => ({ staffId, on: TODAY, now: new Date(NOW.getTime() + 60_000 * acts++) })
const propose = (body: Record<string, unknown>, who = people.author) => db.database.inBank(bank, (tx) => proposeOverlay(tx, read(ProposeOverlay, { reason: '审慎经营', effectiveOn: '2025-04-01', ...body }), by(who)))
/** Signs what was replayed, as the screen does: the draft on the shipped examples, this bank has no cases. */
const sign = async (overlayId: string, who: string) => {
  const version = (await db.database.inBank(bank, overlays)).find((each) => each.overlayId === overlayId)
  const isOpen = version?.status === 'DRAFT' || version?.status === 'SIGNED_ONCE'
  const replay = isOpen ? await replayed(db.database, bank, policySubject(version), by(people.author)) : null
  return db.database.inBank(bank, (tx) => signOverlay(tx, overlayId, by(who), replay?.replay?.hash ?? null))
}
const withdraw = (overlayId: string, who: string, maySign: boolean) => db.database.inBank(bank, (tx) => withdrawOverlay(tx, overlayId, { ...by(who), maySign }))
const payRatio = async (on: string, asked = {}) => (await db.database.inBank(bank, (tx) => policyOn(tx, on as Day, asked))).policy.limit.payRatio
const refusal = (work: Promise<unknown>): Promise<Refusal> => work.then(() => expect.fail('was not refused'), (error: unknown) => error as Refusal)
const bringIntoForce = async (body: Record<string, unknown>) => {
  const { overlayId } = await propose(body)
  await sign(overlayId, people.head)
  return sign(overlayId, people.vice)
}

describe('a bank changes its policy', () => {
  test('one drafts, two others sign, and it holds from its day on, over the shipped pack the bank chose', async () => {
    const draft = await propose({ level: 'BANK', basePack: 'm3-jinxin', content: { limit: { payRatio: '75%' } } })
    expect([draft.status, draft.version, draft.authorName]).toEqual(['DRAFT', 1, 'author'])
    expect((await refusal(sign(draft.overlayId, people.author))).code).toBe('policy.own-draft')
    expect((await sign(draft.overlayId, people.head)).status).toBe('SIGNED_ONCE')
    expect((await refusal(sign(draft.overlayId, people.head))).code).toBe('policy.signed-already')
    const inForce = await sign(draft.overlayId, people.vice)
    expect([inForce.status, inForce.signatures.map(({ name }) => name)]).toEqual(['IN_FORCE', ['head', 'vice']])
    expect(await payRatio('2025-03-31')).toBe('0.80')
    expect(await payRatio('2025-04-01')).toBe('0.75')
    const { policy, basePack } = await db.database.inBank(bank, (tx) => policyOn(tx, day('2025-04-01')))
    expect([basePack, policy.organisation.e2eTargetHours]).toEqual(['m3-jinxin', 24])
  })

  test('a unit lies over the bank, a product over the unit, and units below inherit [S0-60]', async () => {
    await bringIntoForce({ level: 'UNIT', subject: root, effectiveOn: '2025-04-02', content: { limit: { payRatio: '70%' } } })
    await bringIntoForce({ level: 'PRODUCT', subject: 'MICRO', effectiveOn: '2025-04-02', content: { limit: { payRatio: '65%' } } })
    expect(await Promise.all([payRatio('2025-04-02'), payRatio('2025-04-02', { unit: branch }), payRatio('2025-04-02', { unit: branch, product: 'MICRO' })])).toEqual(['0.75', '0.70', '0.65'])
  })

  test('a product with a card of its own keeps it whole when the bank changes the general one', async () => {
    await bringIntoForce({ level: 'BANK', basePack: 'm3-jinxin', effectiveOn: '2025-04-02', content: { scorecard: { version: 'SC-2025-02', indicators: { A1: { bins: ['coverage >= 2 -> 10', 'coverage >= 1.5 -> 5'] } } } } })
    const cardOf = async (product?: string) => (await db.database.inBank(bank, (tx) => policyOn(tx, day('2025-04-02'), product === undefined ? {} : { product }))).policy.scorecard
    const [general, own] = [await cardOf(), await cardOf('公务员信用贷款')]
    expect([general.version, general.indicators['A1']?.bins.length]).toEqual(['SC-2025-02', 2])
    expect(own.version).not.toBe(general.version)
    expect(own.indicators['A1']?.bins).not.toEqual(general.indicators['A1']?.bins)
  })

  test('a case keeps the version of its application; only keys of the event follow the event', async () => {
    await bringIntoForce({ level: 'BANK', basePack: 'm3-jinxin', effectiveOn: '2025-05-01', content: { checks: { deviationTolerance: '3%' }, monitoring: { firstCheckDays: 5 } } })
    const policy = await db.database.inBank(bank, (tx) => policyFor(tx, { applicationOn: day('2025-04-20'), eventOn: day('2025-05-02') }))
    expect([policy.checks.deviationTolerance, policy.monitoring.firstCheckDays]).toEqual(['0.05', 5])
  })

  test('what a decision used is kept word for word', async () => {
    const kept = await db.database.inBank(bank, async (tx) => {
      const { policy } = await policyOn(tx, TODAY)
      const hash = await keepPolicy(tx, policy)
      expect(await keepPolicy(tx, policy)).toBe(hash)
      return { policy, back: await keptPolicy(tx, hash), hash }
    })
    expect(kept.back).toEqual(kept.policy)
    expect((await refusal(db.database.inBank(other, (tx) => keptPolicy(tx, kept.hash)))).code).toBe('policy.not-kept')
  })

  test('the other bank sees and touches none of it', async () => {
    expect(await db.database.inBank(other, (tx) => overlays(tx))).toEqual([])
    const [first] = await db.database.inBank(bank, (tx) => overlays(tx))
    expect((await refusal(db.database.inBank(other, (tx) => signOverlay(tx, first?.overlayId ?? '', by(people.head))))).code).toBe('not-found')
  })
})

describe('what is refused', () => {
  test.each([
    ['a day that has begun', { level: 'BANK', basePack: 'default', effectiveOn: '2025-03-14', content: {} }, 'policy.past-day', '/effectiveOn'],
    ['a shipped pack that does not exist', { level: 'BANK', basePack: 'm9', content: {} }, 'policy.unknown-pack', '/basePack'],
    ['a unit of nobody', { level: 'UNIT', subject: newId(), content: {} }, 'policy.unknown-unit', '/subject'],
    ['an unknown key', { level: 'PRODUCT', subject: 'MICRO', content: { limit: { payRato: '1%' } } }, 'policy.unknown-key', '/limit/payRato'],
    ['loosening what is locked', { level: 'PRODUCT', subject: 'MICRO', content: { collection: { collectionQuietHours: { to: '07:00' } } } }, 'policy.locked', '/collection/collectionQuietHours'],
    ['content and YAML at once', { level: 'PRODUCT', subject: 'MICRO', content: {}, yaml: '' }, 'input.invalid', '/content'],
    ['a bank layer without base', { level: 'BANK', content: {} }, 'input.invalid', '/basePack'],
  ])('%s', async (_what, body, code, at) => {
    const refused = await refusal(Promise.resolve().then(() => propose(body)))
    expect([refused.code, refused.at]).toEqual([code, at])
  })

  test('a card that scores otherwise under a version that is known', async () => {
    const card = (version: string, points: number) => ({ scorecard: { version, indicators: { A1: { bins: ['coverage >= 2 -> 10', `coverage >= 1.5 -> ${points}`] } } } })
    const asked = { level: 'BANK', basePack: 'm3-jinxin', effectiveOn: '2025-06-02' } as const
    expect(await refusal(propose({ ...asked, content: { scorecard: { indicators: card('', 4).scorecard.indicators } } }))).toMatchObject({ code: 'policy.card-version', at: '/content/scorecard/version', value: 'SC-2025-01' })
    expect(await refusal(propose({ ...asked, content: card('SC-2025-11', 4) }))).toMatchObject({ code: 'policy.card-version', message: expect.stringContaining('版本号须更新') })
    expect((await propose({ ...asked, content: card('SC-2025-09', 4) })).status).toBe('DRAFT')
  })

  test('YAML with the line of the fault', async () => {
    const refused = await refusal(propose({ level: 'PRODUCT', subject: 'MICRO', yaml: 'price:\n  ftp: 2%\nlimit:\n  payRatio: 99%\n' }))
    expect([refused.code, refused.message]).toEqual(['policy.value', '变更内容 第 4 行：政策包的「月供占可支配现金至多」（limit.payRatio）取值不对'])
  })

  test('a second signature under which another layer would loosen a lock', async () => {
    const unit = await propose({ level: 'UNIT', subject: branch, effectiveOn: '2025-06-02', content: { servicing: { nonAccrualDays: 80 } } })
    await sign(unit.overlayId, people.head)
    await bringIntoForce({ level: 'BANK', basePack: 'default', effectiveOn: '2025-06-01', content: { servicing: { nonAccrualDays: 60 } } })
    expect((await refusal(sign(unit.overlayId, people.vice))).code).toBe('policy.locked')
  })
})

describe('withdrawing', () => {
  test('the author takes a draft back; a stranger does not', async () => {
    const { overlayId } = await propose({ level: 'PRODUCT', subject: 'BIKE', content: {} })
    expect((await refusal(withdraw(overlayId, people.head, true))).code).toBe('policy.not-yours')
    expect((await withdraw(overlayId, people.author, false)).status).toBe('WITHDRAWN')
    expect((await refusal(sign(overlayId, people.head))).code).toBe('policy.status')
  })

  test('a signed version whose day has not come can be stopped and then never holds', async () => {
    const { overlayId } = await bringIntoForce({ level: 'PRODUCT', subject: 'SHOP', content: { limit: { payRatio: '50%' } } })
    expect(await payRatio('2025-04-01', { product: 'SHOP' })).toBe('0.50')
    await withdraw(overlayId, people.vice, true)
    expect(await payRatio('2025-04-01', { product: 'SHOP' })).toBe('0.75')
  })

  test('content cannot be rewritten, not even by the program', async () => {
    await expect(db.database.inBank(bank, (tx) => tx.updateTable('policy_overlay').set({ content: '{}' }).where('bank_id', '=', bank).execute())).rejects.toThrow(/permission denied/)
  })
})

test('an exported version reads back as the same change', async () => {
  const version = await propose({ level: 'PRODUCT', subject: 'MICRO', content: { limit: { coverageAtLeast: '1.30', productCaps: { maxAmount: '20万元' } } } })
  const again = await propose({ level: 'PRODUCT', subject: 'MICRO', yaml: yamlOf(version) })
  expect(again.content).toEqual(version.content)
})
