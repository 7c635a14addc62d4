import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NoteMonitoring, tierOf } from '#loan/servicing/domain'
import { type Counter, onDay, openCounter, openNote, payOn } from '../testing/note.ts'
import { openTakenOver } from '../testing/taken-over.ts'

let counter: Counter
beforeAll(async () => { counter = await openCounter() }, 60_000)
afterAll(() => counter.close())

const watched = async (noteId: string) => (await counter.as(counter.officer, 'GET', `/api/notes/${noteId}/monitoring`)).json<NoteMonitoring>()

describe('how closely a note is followed', () => {
  const good = { guarantee: 'PERSONAL_GUARANTEE', overdueDays: 0, wasLate: false, onTimeInARow: 0 }
  it.each([
    ['secured', {}, 'GUARANTEED'], ['on credit', { guarantee: 'CREDIT' }, 'CREDIT'], ['six on time', { guarantee: 'CREDIT', onTimeInARow: 6 }, 'GOOD'], ['five on time', { onTimeInARow: 5 }, 'GUARANTEED'],
    ['overdue today', { overdueDays: 1, onTimeInARow: 9 }, 'POOR'], ['late once', { wasLate: true, onTimeInARow: 8 }, 'POOR'],
  ] as const)('%s', (_what, change, tier) => {
    expect(tierOf({ ...good, ...change }, 6)).toBe(tier)
  })
})

it('a note says what to ask at the next visit of its trade, what its product wants watched and how often this borrower is seen [S3-28]', async () => {
  const { noteId, caseId } = await openNote(counter)
  await counter.db.asOwner(`update application set product = '小微贷款', intake = '{"business":{"trade":"catering"}}' where case_id = $1`, [caseId])
  const seen = await watched(noteId)
  expect(seen).toMatchObject({ product: { code: 'MICRO_LOAN', name: '小微贷款' }, plan: ['首次检查看贷款是否用于进货', '每次到店看货架、库存与同期相比'], firstCheckBy: '2025-03-21', tier: 'GUARANTEED' })
  expect(seen.table.map(({ tier, every }) => [tier, every.value])).toEqual([['CREDIT', 30], ['GUARANTEED', 45], ['GOOD', 60], ['POOR', 7]])
  expect(seen.trade).toMatchObject({ name: '餐饮', asks: expect.arrayContaining([{ id: 'chef-left', asks: '主厨是否离职', answer: 'YES_NO', warnsWhen: '离职且无人接替' }]) })
  await payOn(counter, noteId, '2025-04-20', 1_022_104)
  expect((await watched(noteId)).tier).toBe('POOR')
})

it('a note taken over without a case asks by its product alone', async () => {
  const { noteId } = await openTakenOver(counter, { on: await onDay(counter, '2025-03-20') })
  expect(await watched(noteId)).toMatchObject({ trade: null, tier: expect.stringMatching(/CREDIT|GUARANTEED|GOOD|POOR/) })
})
