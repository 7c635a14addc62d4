import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BEFORE, DRAW_UP, type PayingBranch, confirmed, done, drawnUp, fileOf, openApproved, openPayingBranch, photo, signed } from './testing/approved.ts'

let branch: PayingBranch
beforeAll(async () => { branch = await openPayingBranch(() => new Date('2025-03-12T06:30:00Z')) })
afterAll(() => branch.close())

const MINUTE = 60_000

async function withdrawnAndTakenUp(caseId: string): Promise<void> {
  const { as, officer } = branch
  for (const [path, body] of [['withdraw', { reason: '客户已向亲戚借到' }], ['reopen', { reason: '亲戚反悔，客户重新申请' }], ['admit', undefined]] as const) {
    const answer = await as(officer, 'POST', `/api/cases/${caseId}/${path}`, body === undefined ? {} : { body })
    expect([path, answer.statusCode, answer.body]).toEqual([path, 200, expect.any(String)])
  }
}

async function openSteps(caseId: string): Promise<unknown[]> {
  return (await branch.db.asOwner(`select step from task where case_id = $1 and state = 'OPEN' and step in ('CONDITION', 'CONTRACT', 'SIGNING', 'CONFIRM', 'PAY_MAKE') order by step`, [caseId])).map(({ step }) => step)
}

describe('a signed contract made void', () => {
  it('is no signed case any more: its papers are drawn up anew', async () => {
    const caseId = await openApproved(branch)
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    await done(branch, branch.officer, caseId, 'redraw', { reason: '客户账户更换' })
    expect(await branch.db.asOwner('select state from case_progress where case_id = $1', [caseId])).toEqual([{ state: 'CONDITIONS_OPEN' }])
    expect(await openSteps(caseId)).toEqual(['CONTRACT'])
  }, MINUTE)
})

describe('an approved case that was withdrawn and taken up again', () => {
  it('has its contract to make anew, and the conditions that are open; what was met stays met', async () => {
    const caseId = await openApproved(branch, { conditions: [BEFORE, { ...BEFORE, kind: 'INSURANCE', says: '店铺财产保险' }] })
    const [met] = (await fileOf(branch, caseId)).conditions
    await done(branch, branch.officer, caseId, `conditions/${met?.conditionId}`, { note: '合同已收', evidence: [await photo(branch, branch.officer, caseId, '购销合同')] })
    await drawnUp(branch, caseId)
    await signed(branch, caseId)
    await confirmed(branch, caseId)
    const before = await fileOf(branch, caseId)
    await withdrawnAndTakenUp(caseId)
    expect(await openSteps(caseId)).toEqual(['CONDITION', 'CONTRACT'])
    expect(await branch.db.asOwner('select state from case_progress where case_id = $1', [caseId])).toEqual([{ state: 'CONDITIONS_OPEN' }])
    const file = await fileOf(branch, caseId)
    expect(file).toMatchObject({ state: 'DRAFTING', version: 1, validUntil: '2025-04-11', conditions: [{ says: BEFORE.says, met: { on: '2025-03-12' } }, { met: null }] })
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
    const after = await fileOf(branch, caseId)
    expect(after).toMatchObject({ version: 2, number: before.number })
    expect(after.papers.map(({ number }) => number)).not.toContain(before.papers[0]?.number)
    await signed(branch, caseId)
    expect(await openSteps(caseId)).toEqual(['CONDITION', 'CONFIRM'])
  }, MINUTE)

  it('and once more, when it is withdrawn a second time', async () => {
    const caseId = await openApproved(branch)
    await withdrawnAndTakenUp(caseId)
    await withdrawnAndTakenUp(caseId)
    expect(await openSteps(caseId)).toEqual(['CONTRACT'])
    await drawnUp(branch, caseId)
    await done(branch, branch.officer, caseId, 'signing', { placeKind: 'ON_SITE', place: '建国副食店' })
    await withdrawnAndTakenUp(caseId)
    await done(branch, branch.officer, caseId, 'draw-up', DRAW_UP)
    await signed(branch, caseId)
  }, MINUTE)
})
