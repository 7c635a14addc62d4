import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PayingBranch, TERMS, act, checkBody, confirmed, done, drawnUp, openApproved, openPayingBranch, ordered, readyToPay, signed } from './testing/approved.ts'

let branch: PayingBranch
beforeAll(async () => { branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z')) })
afterAll(() => branch.close())

const MINUTE = 60_000
const half = TERMS.amountFen / 2

/** Signed and confirmed, nothing ordered yet. */
async function confirmedCase(): Promise<string> {
  const caseId = await openApproved(branch)
  await drawnUp(branch, caseId)
  await signed(branch, caseId)
  await confirmed(branch, caseId)
  return caseId
}

/** Half of the contract, ordered and paid out. */
async function payHalf(caseId: string): Promise<string> {
  const drawdownId = await ordered(branch, caseId, half)
  await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, branch.checker, caseId, half))
  return drawdownId
}

describe('several drawdowns of one case', () => {
  it('are not reversed once something was repaid, interest alone too', async () => {
    const { caseId, drawdownId } = await readyToPay(branch, { method: 'INTEREST_ONLY_M' })
    await done(branch, branch.checker, caseId, `drawdowns/${drawdownId}/check`, await checkBody(branch, branch.checker, caseId))
    const [note] = await branch.db.asOwner('select note_id from note where case_id = $1', [caseId])
    const noteId = String(note?.['note_id'])
    const page = (await branch.as(branch.maker, 'GET', `/api/notes/${noteId}`)).json<{ rowVersion: number; instalments: { principalFen: number; interestFen: number }[] }>()
    const [next] = page.instalments
    const paid = await branch.as(branch.maker, 'POST', `/api/notes/${noteId}/repayments`, { body: { rowVersion: page.rowVersion, kind: 'AHEAD', amountFen: (next?.principalFen ?? 0) + (next?.interestFen ?? 0), paidOn: '2025-03-12', channel: 'CASH', payer: 'OWN' } })
    expect([paid.statusCode, paid.body]).toEqual([201, expect.any(String)])
    await done(branch, branch.maker, caseId, `drawdowns/${drawdownId}/reversal`, { reason: '户名输错，款已退回' })
    expect((await act(branch, branch.head, caseId, `drawdowns/${drawdownId}/reverse`)).json()).toMatchObject({ code: 'note.already-paid' })
  }, MINUTE)

  it('one reversed leaves the case with the money of the other, and each is confirmed to have arrived', async () => {
    const caseId = await confirmedCase()
    const [first, second] = [await payHalf(caseId), await payHalf(caseId)]
    const arrive = (drawdownId: string) => done(branch, branch.officer, caseId, `drawdowns/${drawdownId}/arrival`, { how: 'ATM', with: '王建国' })
    await arrive(first)
    const open = async () => (await branch.db.asOwner(`select step from task where case_id = $1 and state = 'OPEN' and step in ('PAY_MAKE', 'ARRIVAL', 'FIRST_CHECK') order by step`, [caseId])).map(({ step }) => step)
    expect(await open()).toEqual(['ARRIVAL', 'FIRST_CHECK'])
    await done(branch, branch.maker, caseId, `drawdowns/${second}/reversal`, { reason: '第二笔重复放款' })
    await done(branch, branch.head, caseId, `drawdowns/${second}/reverse`)
    expect(await open()).toEqual(['FIRST_CHECK'])
    expect(await branch.db.asOwner('select state from case_progress where case_id = $1', [caseId])).toEqual([{ state: 'CURRENT' }])
    await arrive(await payHalf(caseId))
  }, MINUTE)

  it('one of two notes settled does not end the case, the other does', async () => {
    const caseId = await confirmedCase()
    await payHalf(caseId)
    await payHalf(caseId)
    const state = async () => (await branch.db.asOwner('select state from case_progress where case_id = $1', [caseId]))[0]?.['state']
    for (const [note, after] of [[0, 'DISBURSED'], [1, 'REPAID']] as const) {
      const noteId = String((await branch.db.asOwner('select note_id from note where case_id = $1 order by number', [caseId]))[note]?.['note_id'])
      const { rowVersion } = (await branch.as(branch.maker, 'GET', `/api/notes/${noteId}`)).json<{ rowVersion: number }>()
      const paid = await branch.as(branch.maker, 'POST', `/api/notes/${noteId}/repayments`, { body: { rowVersion, kind: 'FULL', amountFen: half, paidOn: '2025-03-12', channel: 'CASH', payer: 'OWN' } })
      expect([paid.statusCode, await state()]).toEqual([201, after])
    }
  }, MINUTE)
})
