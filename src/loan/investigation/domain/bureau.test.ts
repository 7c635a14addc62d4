import { describe, expect, it } from 'vitest'
import type { PolicyPack } from '#common/policy/domain'
import { APPLICANT, type BureauRole, bureauSubjects } from './bureau.ts'
import { CreditReportFile, countReport } from './bureau-import.ts'
import { bureauAnswers } from './bureau-questions.ts'

const PACK = { flags: { inquiries3m: 6, inquiries6m: 10, inquiriesWithoutLoan: 3, onlineLenders: 3, cardUtilFlag: '0.5', tightMonths: 4, overdueInRow: 3, overdueTotal: 6, overdueLookbackMonths: 24 } } as unknown as PolicyPack
const file = (change: object) => CreditReportFile.parse({ format: 'weidai-credit-report/1', queriedOn: '2025-03-11', person: { role: 'BORROWER', name: '王建国' }, ...change })
const counted = (change: object) => countReport(file(change), PACK)
const overdue = (...months: string[]) => ({ overdue: months.map((month) => ({ account: 'A', month, days: 12, settled: true })) })

describe('a credit report counted from its file', () => {
  it('counts hard inquiries by the day, and leaves out those nobody asked credit with', () => {
    const inquiries = [['2025-03-11', 'LOAN'], ['2024-12-12', 'CARD'], ['2024-12-11', 'GUARANTEE'], ['2024-09-12', 'LOAN'], ['2024-09-11', 'LOAN'], ['2025-02-01', 'POST_LOAN'], ['2025-02-02', 'SELF']].map(([on, reason]) => ({ on, reason, by: '甲行' }))
    expect(counted({ inquiries })).toMatchObject({ hardInquiries3Months: 2, hardInquiries6Months: 4 })
  })

  it('finds the inquiries after which no account was opened', () => {
    const loans = [{ lender: '甲行', kind: 'BANK', openedOn: '2025-02-10', balanceFen: 100 }]
    const inquiries = [{ on: '2025-02-01', by: '甲行', reason: 'LOAN' }, { on: '2025-02-11', by: '甲行', reason: 'LOAN' }, { on: '2025-02-01', by: '乙贷', reason: 'LOAN' }, { on: '2025-02-01', by: '丙行', reason: 'CARD' }]
    expect(counted({ loans, inquiries }).inquiriesWithoutLoan).toBe(2)
  })

  it('counts lenders with an open balance once, and the online ones among them', () => {
    const loans = [['甲行', 'BANK', 100], ['甲行', 'BANK', 200], ['网贷一', 'ONLINE', 300], ['网贷一', 'ONLINE', 50], ['网贷二', 'ONLINE', 0]].map(([lender, kind, balanceFen]) => ({ lender, kind, balanceFen, openedOn: '2024-01-01' }))
    expect(counted({ loans })).toMatchObject({ institutions: 2, onlineLenders: 1, onlineBalanceFen: 350 })
  })

  it('knows three overdue months in a row from three apart, and six in all', () => {
    expect(counted(overdue('2024-05', '2024-06', '2024-07')).threeInRowSixTotal).toBe(true)
    expect(counted(overdue('2024-05', '2024-06', '2024-08')).threeInRowSixTotal).toBe(false)
    expect(counted(overdue('2023-05', '2023-07', '2023-09', '2023-11', '2024-01', '2024-03')).threeInRowSixTotal).toBe(true)
    expect(counted(overdue('2023-01', '2023-02', '2023-03'))).toMatchObject({ threeInRowSixTotal: false, overdueTimes: 0, worstOverdueDays: 0 })
    expect(counted({ overdue: [{ account: 'A', month: '2025-02', days: 9, settled: false }] })).toMatchObject({ currentOverdue: true, worstOverdueDays: 9 })
  })
})

describe('the five questions of a report', () => {
  const concerns = (change: object) => bureauAnswers({ ...counted({}), ...change }, PACK).filter(({ isConcern }) => isConcern).map(({ id }) => id)

  it.each([
    [{}, []], [{ hardInquiries3Months: 6 }, ['INQUIRIES']], [{ hardInquiries6Months: 10 }, ['INQUIRIES']], [{ onlineLenders: 3 }, ['ONLINE']], [{ inquiriesWithoutLoan: 3 }, ['WITHOUT_LOAN']],
    [{ cards: [{ lender: '行', usedFen: 51, limitFen: 100 }] }, ['CARDS_FULL']], [{ cards: [{ lender: '行', usedFen: 50, limitFen: 100 }] }, []], [{ cards: [{ lender: '行', usedFen: 1, limitFen: 0 }] }, ['CARDS_FULL']], [{ tightMonths: 4 }, ['TIGHT']],
  ])('%j', (change, expected) => {
    expect(concerns(change)).toEqual(expected)
  })
})

describe('whose reports a case needs', () => {
  const ALL: BureauRole[] = ['BORROWER', 'SPOUSE', 'CO_BORROWER', 'FIRM', 'PARTNER', 'GUARANTOR']
  const people = { applicant: { name: '王建国', customerType: 'SELF_EMPLOYED' }, spouse: { name: '李梅' }, guarantor: { name: '李强' }, business: { name: '建国副食' } } as unknown as Parameters<typeof bureauSubjects>[0]
  const applicant = { subject: APPLICANT, role: APPLICANT, name: '王建国', authorisedOn: '2025-03-11' }

  it('are asked for once each, registered or only named in the case file', () => {
    const persons = [applicant, { subject: 'p1', role: 'SPOUSE', name: '李梅', authorisedOn: '2025-03-11' }, { subject: 'p2', role: 'PARTNER', name: '周涛', authorisedOn: null }, { subject: 'p3', role: 'RELATED', name: '表哥', authorisedOn: null }]
    expect(bureauSubjects(people, persons, ALL).map(({ subject, role, isRegistered }) => [subject, role, isRegistered])).toEqual([[APPLICANT, 'BORROWER', true], ['p1', 'SPOUSE', true], ['p2', 'PARTNER', true], ['GUARANTOR', 'GUARANTOR', false]])
  })

  it('include the own firm of someone who owns one, authorised as whoever stands for it', () => {
    const owner = { ...people, applicant: { ...people.applicant, customerType: 'MICRO_OWNER' as const }, guarantor: null }
    const firm = { subject: 'p4', role: 'RELATED', name: '建国副食', authorisedOn: '2025-03-10' }
    expect(bureauSubjects(owner, [applicant, firm], ['FIRM'])).toEqual([{ subject: 'p4', role: 'FIRM', name: '建国副食', authorisedOn: '2025-03-10', isRegistered: true }])
    expect(bureauSubjects(people, [applicant, firm], ['FIRM'])).toEqual([])
  })
})
