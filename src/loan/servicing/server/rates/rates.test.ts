import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel'
import type { NotePage, Rates, RepricingList } from '#loan/servicing/domain'
import type { z } from 'zod'
import { type TestStaff, testStaff } from '#platform/http'
import { runDayEnd } from '../day-end/index.ts'
import { beginOn } from '../testing/core-bank.ts'
import { inCounter, runStepOf } from '../testing/debit.ts'
import { type Counter, onDay, openCounter, openNote, pageOf } from '../testing/note.ts'
import { knownRates } from './known-rates.ts'
import { repricingStep } from './repricing-step.ts'

let counter: Counter
let keeper: TestStaff
let other: TestStaff

beforeAll(async () => {
  counter = await openCounter()
  keeper = await testStaff(counter.db.database, counter.banks[0], { posts: ['CENTRAL_OPS'], name: '陈静' })
  other = await testStaff(counter.db.database, counter.banks[0], { posts: ['RISK_MANAGER'], name: '吴风险' })
})
afterAll(() => counter.close())

const SEPTEMBER = { publishedOn: '2026-09-21', oneYear: '0.0295', fiveYears: '0.0345', source: '全国银行间同业拆借中心 2026-09-21 公告' }
const rates = async (): Promise<Rates> => (await counter.as(keeper, 'GET', '/api/rates')).json<Rates>()
const add = async (who: TestStaff, body: Record<string, unknown>) => counter.as(who, 'POST', '/api/rates', { body })
const decide = (who: TestStaff, id: string, act: 'confirmation' | 'refusal', body: Record<string, unknown>) => counter.as(who, 'POST', `/api/rates/${id}/${act}`, { body })
const repricing = async (): Promise<z.output<typeof RepricingList>> => (await counter.as(counter.officer, 'GET', '/api/repricing')).json<z.output<typeof RepricingList>>()

/** A note that follows the one-year rate with 4.20 % on top and is looked at anew on a day. */
async function floating(repriceOn: string): Promise<string> {
  const { noteId } = await openNote(counter)
  await counter.db.asOwner(`update note set repricing = 'ANNIVERSARY', lpr_tenor = 'ONE_YEAR', lpr_spread = '0.042', reprice_on = $2 where note_id = $1`, [noteId, repriceOn])
  return noteId
}

describe('published rates', () => {
  it('end where the shipped list ends: the screen says so, a note waits, and nothing else fails', async () => {
    const noteId = await floating('2026-09-25')
    await onDay(counter, '2026-09-25')
    expect(await rates()).toMatchObject({ nextOn: '2026-09-20', isMissing: true, due: 1 })
    expect((await repricing()).rows).toMatchObject([{ noteId, oldRate: '0.072', newRate: null, lpr: null }])
    expect((await counter.as(counter.officer, 'POST', '/api/repricing', { body: { noteIds: [noteId], reason: '按重定价日报价' } })).json()).toEqual({ requestIds: [], unchanged: [], missing: [noteId] })
  })

  it('are entered by one person and put in force by another; then the waiting note can be repriced', async () => {
    const { publicationId } = (await add(keeper, SEPTEMBER)).json<{ publicationId: string }>()
    expect((await add(other, SEPTEMBER)).json()).toMatchObject({ code: 'lpr.waiting' })
    expect((await decide(keeper, publicationId, 'confirmation', { says: '' })).json()).toMatchObject({ code: 'lpr.same-person' })
    expect((await repricing()).rows[0]!.newRate).toBeNull()
    expect((await decide(other, publicationId, 'confirmation', { says: '与公告一致' })).json()).toMatchObject({ state: 'IN_FORCE' })
    const { rows: [row] } = await repricing()
    // 2.95 % + 4.20 % = 7.15 %; the penalty half as much again.
    expect(row).toMatchObject({ newRate: '0.0715', penaltyRate: '0.10725', lpr: '0.0295', publishedOn: '2026-09-21' })
    expect((await rates()).rates[0]).toMatchObject({ publishedOn: '2026-09-21', entered: { by: { name: '陈静' }, decidedBy: { name: '吴风险' }, source: SEPTEMBER.source } })
    const page: NotePage = await pageOf(counter, row!.noteId)
    expect(page.acting.ownRates).toEqual([{ publishedOn: '2026-09-21', oneYear: '0.0295', fiveYears: '0.0345' }])
    const acts = await counter.db.asOwner(`select act from audit_event where act in ('servicing.add-rate', 'servicing.confirm-rate') order by act`)
    expect(acts.map((one) => one['act'])).toEqual(['servicing.add-rate', 'servicing.confirm-rate'])
  })

  it('are corrected by entering the same day anew, the old value kept; another day of that month, one to come and one in percent are refused', async () => {
    await onDay(counter, '2026-09-28')
    expect((await add(keeper, { ...SEPTEMBER, publishedOn: '2026-09-22' })).json()).toMatchObject({ code: 'lpr.second-of-month' })
    expect((await add(keeper, { ...SEPTEMBER, publishedOn: '2026-10-20' })).json()).toMatchObject({ code: 'lpr.in-the-future' })
    expect((await add(keeper, { ...SEPTEMBER, oneYear: '0.9' })).json()).toMatchObject({ code: 'lpr.unlikely' })
    const wrong = (await add(keeper, { ...SEPTEMBER, oneYear: '0.0259' })).json<{ publicationId: string }>()
    expect((await decide(keeper, wrong.publicationId, 'refusal', { reason: '数字颠倒' })).json()).toMatchObject({ state: 'DROPPED' })
    const { publicationId } = (await add(keeper, { ...SEPTEMBER, oneYear: '0.0296' })).json<{ publicationId: string }>()
    await decide(other, publicationId, 'confirmation', { says: '更正' })
    const { rates: [first], others } = await rates()
    expect([first!.oneYear, others.map(({ oneYear, entered }) => [oneYear, entered?.state])]).toEqual(['0.0296', [['0.0259', 'DROPPED'], ['0.0295', 'REPLACED']]])
  })

  it('missing are told to those who enter them by the day-end, which goes on', async () => {
    await onDay(counter, '2026-10-21')
    const told = await runStepOf(counter, repricingStep, day('2026-10-19'))
    expect(told.figures).toMatchObject({ 浮动利率笔数: 1, 缺报价利率: 1 })
    const notices = await counter.db.asOwner('select n.says, s.name from notification n join staff s using (bank_id, staff_id) order by s.name')
    expect(notices.map((row) => row['name'])).toEqual(expect.arrayContaining(['陈静', '吴风险']))
    expect(notices[0]!['says']).toContain('2026-10-20 应公布的贷款市场报价利率尚未登记')
    await beginOn(counter, '2026-10-21')
    const { state } = await runDayEnd(counter.db.database, counter.banks[0], day('2026-10-21'), { tell: () => Promise.resolve() })
    expect(state).toBe('DONE')
  }, 60_000)

  it('move to the next working day with the holidays of the country', async () => {
    const { calendar } = await inCounter(counter, (tx) => knownRates(tx, day('2026-01-20')))
    expect(calendar.holidays.has('2026-02-20')).toBe(true)
    expect(addDays(day('2026-02-20'), 4)).toBe('2026-02-24')
  })
})
