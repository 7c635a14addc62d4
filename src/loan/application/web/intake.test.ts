import { describe, expect, it } from 'vitest'
import { day, fen } from '#kernel'
import { FileApplication } from '#loan/application/domain'
import { EMPTY_INTAKE, type Intake, missingOf, requestOf } from './intake.ts'

const filled: Intake = {
  ...EMPTY_INTAKE, product: '小微贷款', method: 'ANNUITY', guarantee: 'PERSONAL_GUARANTEE', purpose: 'WORKING_CAPITAL', amountFen: fen(15_000_000), purposeLabel: '旺季饮料备货', purposeFen: fen(19_000_000), ownContributionFen: fen(4_000_000), marriage: 'MARRIED', spouseName: '李梅', children: 'YOUNG_OR_AT_SCHOOL', property: 'HOME_OWNED',
  residenceCity: '衡川', residenceYears: 42, phoneCity: '衡川', phoneYears: 12, businessName: '建国副食批发部', trade: 'fmcg-wholesale', businessCity: '衡川', startedOn: day('2017-02-20'), premises: 'LEASE', leaseEndsOn: day('2027-06-30'), bureauAuthorisedOn: day('2025-03-11'), sheetsLie: '案卷第 3 页',
}
const customerId = '0195c0de-0000-7000-8000-000000000001'

describe('intake form', () => {
  it('turns into the request the server reads', () => {
    const request = requestOf(filled, customerId)
    expect(missingOf(filled)).toEqual([])
    expect(FileApplication.parse(request)).toEqual(request)
    expect(request).toMatchObject({ spouseName: '李梅', business: { leaseEndsOn: '2027-06-30' }, applicant: { phone: { city: '衡川', usedYears: 12 } } })
  })

  it('names what is missing, the end of a lease and the years of a number only where they apply', () => {
    expect(missingOf({ ...filled, amountFen: null, leaseEndsOn: null })).toEqual(['amountFen', 'leaseEndsOn'])
    expect(missingOf({ ...filled, premises: 'OWN', leaseEndsOn: null, phoneCity: '', phoneYears: null })).toEqual([])
    expect(requestOf({ ...filled, businessName: ' ' }, customerId)).toBeNull()
  })

  it('turns what was done at the counter into its registers, and asks where signed sheets lie', () => {
    const counter = { ...filled, guarantorName: '李强', guarantorRelation: '妻弟', identifiedBy: 'ORIGINAL_SEEN' as const, listsOutcome: 'CLEAR' as const, listsSays: '均无记录', processTold: true, conductTold: true, under: 'case:0195c0de-0000-7000-8000-000000000002' }
    expect(requestOf(counter, customerId)).toMatchObject({ parties: [{ role: 'GUARANTOR', name: '李强' }], told: ['PROCESS_EXPLAINED', 'CONDUCT_CODE'], consents: [{ kind: 'BUREAU', signedOn: '2025-03-11', note: '案卷第 3 页' }], lists: { outcome: 'CLEAR' }, besideCaseId: '0195c0de-0000-7000-8000-000000000002', lineId: null })
    expect(missingOf({ ...counter, sheetsLie: '', listsSays: '', guarantorRelation: '' })).toEqual(['guarantorRelation', 'listsSays', 'sheetsLie'])
  })

  it('sends no spouse for who has none', () => {
    expect(requestOf({ ...filled, marriage: 'DIVORCED' }, customerId)?.spouseName).toBeNull()
  })
})
