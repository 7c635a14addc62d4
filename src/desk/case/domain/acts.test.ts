import { permissionsOf } from '#common/staff/domain'
import { describe, expect, it } from 'vitest'
import { actsOf } from './acts.ts'

const people = { leadId: 'lead', assistId: null, submitterId: 'lead' }
const nobody: ReadonlySet<string> = new Set()
const officer = { staffId: 'lead', permissions: permissionsOf(['OFFICER']), standsInFor: nobody }
const reviewer = { staffId: 'other', permissions: permissionsOf(['REVIEWER']), standsInFor: nobody }

describe('what may be done on a case', () => {
  it('an officer writes his own draft, a reviewer sees why he may not', () => {
    const draft = { application: 'ADMITTED', investigation: 'DRAFT', people } as const
    expect(actsOf(draft, officer).map(({ act, allowed }) => [act, allowed])).toEqual([['application.withdraw', true], ['investigation.save', true], ['investigation.attach', true], ['investigation.submit', true]])
    expect(actsOf(draft, reviewer).find(({ act }) => act === 'investigation.save')).toMatchObject({ allowed: false, why: '您的岗位没有「调查、编表、附证据和流水」权限' })
  })

  it('who submitted does not return, even when his posts would let him', () => {
    const submitted = { application: 'ADMITTED', investigation: 'SUBMITTED', people } as const
    expect(actsOf(submitted, reviewer).find(({ act }) => act === 'investigation.return')).toMatchObject({ allowed: true, why: null })
    expect(actsOf(submitted, { staffId: 'lead', permissions: permissionsOf(['OFFICER', 'REVIEWER']), standsInFor: nobody }).find(({ act }) => act === 'investigation.return')?.why).toContain('不同的人')
  })

  it('the deputy of an absent officer writes and submits in his place, and returns it as little as he', () => {
    const deputy = { staffId: 'deputy', permissions: permissionsOf(['OFFICER', 'REVIEWER']), standsInFor: new Set(['lead']) }
    expect(actsOf({ application: 'ADMITTED', investigation: 'DRAFT', people }, deputy).filter(({ act }) => act.startsWith('investigation.')).map(({ allowed }) => allowed)).toEqual([true, true, true])
    expect(actsOf({ application: 'ADMITTED', investigation: 'SUBMITTED', people }, deputy).find(({ act }) => act === 'investigation.return')?.allowed).toBe(false)
  })

  it('a withdrawn application can only be taken up again', () => {
    expect(actsOf({ application: 'WITHDRAWN', investigation: 'DRAFT', people }, officer).map(({ act }) => act)).toEqual(['application.reopen'])
  })
})
