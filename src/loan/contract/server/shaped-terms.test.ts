import { METHODS, cyclesOf, needsOf, usualShape } from '#common/schedule/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PayingBranch, TERMS, checkBody, confirmed, done, drawnUp, fileOf, openApproved, openPayingBranch, signed } from './testing/approved.ts'

let branch: PayingBranch
beforeAll(async () => { branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z')) })
afterAll(() => branch.close())

const MINUTE = 60_000
interface NoteRead { readonly maturesOn: string; readonly instalments: readonly { readonly dueOn: string; readonly principalFen: number }[] }

/** From the approval to the money, in parts. */
async function paid(change: Partial<typeof TERMS>, firstDueOn: string, parts: readonly number[]): Promise<readonly NoteRead[]> {
  const caseId = await openApproved(branch, change)
  await drawnUp(branch, caseId, { firstDueOn })
  await signed(branch, caseId)
  await confirmed(branch, caseId)
  for (const amountFen of parts) {
    const { drawdownId } = await done(branch, branch.maker, caseId, 'drawdowns', { amountFen, firstDueOn })
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId ?? ''}/check`, await checkBody(branch, branch.checker, caseId, amountFen))
  }
  const notes = await branch.db.asOwner('select note_id from note where case_id = $1 order by number', [caseId])
  return Promise.all(notes.map(async (note) => (await branch.as(branch.maker, 'GET', `/api/notes/${String(note['note_id'])}`)).json<NoteRead>()))
}

describe('how principal comes back, from the decision to the note', () => {
  it('period by period, each part of the money in the same proportions', async () => {
    const principalsFen = [500_000, 500_000, 800_000, 1_200_000, 1_500_000, 1_500_000, 1_200_000, 800_000, 800_000, 1_200_000, 1_500_000, 300_000] as never[]
    const notes = await paid({ method: 'IRREGULAR', shape: { principalsFen } }, '2025-04-12', [5_900_000, 5_900_000])
    for (const note of notes) expect(note.instalments.map((row) => row.principalFen * 2)).toEqual(principalsFen)
  }, MINUTE)

  it('by the week, and on the day of the week it began', async () => {
    const [note] = await paid({ method: 'EQUAL_PRINCIPAL', every: 'WEEK', periods: 10 }, '2025-03-19', [11_800_000])
    expect(note!.instalments.map((row) => row.dueOn).slice(0, 2)).toEqual(['2025-03-19', '2025-03-26'])
    expect(note!.maturesOn).toBe('2025-05-21')
  }, MINUTE)

  it('at once within the months decided, not a day later', async () => {
    const [note] = await paid({ method: 'BULLET', every: 'ONCE', periods: 9 }, '2025-12-12', [11_800_000])
    expect([note!.maturesOn, note!.instalments.length]).toEqual(['2025-12-12', 1])
  }, MINUTE)

  it('by each type that is told more, on the contract that is drawn up', async () => {
    for (const method of METHODS.filter((one) => needsOf(one).length > 0)) {
      const [every] = cyclesOf(method)
      const periods = 12
      const shape = usualShape(method, { principalFen: 11_800_000, periods })
      const caseId = await openApproved(branch, { method, every, periods, shape: shape as never })
      await drawnUp(branch, caseId, { firstDueOn: '2025-04-12' })
      const { drawn } = await fileOf(branch, caseId)
      expect([drawn?.terms.method, drawn?.terms.every, drawn?.terms.shape ?? {}]).toEqual([method, every, shape])
    }
  }, MINUTE * 2)

  it('stays in proportion when less is drawn up', async () => {
    const caseId = await openApproved(branch, { method: 'GRACE_ANNUITY', shape: { gracePeriods: 3 } })
    await drawnUp(branch, caseId, { terms: { amountFen: 10_000_000, periods: 9 }, lessBecause: '客户要求少借短借' })
    const file = await fileOf(branch, caseId)
    expect(file.drawn?.terms).toMatchObject({ amountFen: 10_000_000, periods: 9, shape: { gracePeriods: 3 } })
  }, MINUTE)
})
