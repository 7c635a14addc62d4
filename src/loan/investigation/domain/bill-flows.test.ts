import { describe, expect, it } from 'vitest'
import type { CaseFile } from '#common/assessment/domain'
import { ownerOf, withBankFlows } from './bill-flows.ts'

const people = { applicant: { name: '王建国' }, spouse: { name: '李秀兰' }, business: { name: '建国副食批发部' } } as unknown as CaseFile
const flow = (label: string, evidence: string[], owner?: 'OTHER'): CaseFile['bankFlows'][number] => ({ label, monthlyCreditsFen: 1, averageDailyBalanceFen: 1, leavesWithinDayShare: '0', tightMonths: 0, evidence, ...(owner === undefined ? {} : { owner }) })

describe('in whose name an account is', () => {
  it.each([
    ['王建国', 'BORROWER'], ['王 建国', 'BORROWER'], ['建国副食批发部', 'BORROWER'], ['李秀兰', 'SPOUSE'], ['王*国', 'BORROWER'], ['*秀兰', 'SPOUSE'], ['赵敏', 'OTHER'], ['王建国强', 'OTHER'], ['王*', 'OTHER'], ['***', undefined], ['', undefined],
  ])('%s is %s', (holder, owner) => expect(ownerOf(holder, people)).toBe(owner))

  it('a name so hidden that it could be either\'s says nothing', () => {
    expect(ownerOf('王*国', { ...people, spouse: { name: '王爱国' } } as unknown as CaseFile)).toBeUndefined()
  })

  it('the officer\'s word stays where the statement names nobody', () => {
    const kept = withBankFlows([flow('微信', ['b1'], 'OTHER'), flow('手填', [])], [flow('微信', ['b1', 'b2'])], new Set(['b1', 'b2']))
    expect(kept.map(({ label, owner, evidence }) => [label, owner, evidence.length])).toEqual([['手填', undefined, 0], ['微信', 'OTHER', 2]])
  })
})
