import { z } from 'zod'
import { type CaseFile, CivilDay, CreditReport } from '#common/assessment/domain'
import { keysOf } from './visit-words.ts'

export const BUREAU_ROLES = { BORROWER: '借款人', SPOUSE: '配偶', CO_BORROWER: '共同借款人', FIRM: '自有企业', PARTNER: '股东或合伙人', GUARANTOR: '保证人' } as const
export type BureauRole = keyof typeof BUREAU_ROLES

/** The applicant under the name by which his authorisation is filed. */
export const APPLICANT = 'APPLICANT'

/** Someone of the application with the day on which he authorised the query. */
export interface Person {
  readonly subject: string
  readonly role: string
  readonly name: string
  readonly authorisedOn: string | null
}

/** Someone whose credit report a case needs. */
export interface BureauSubject {
  readonly subject: string
  readonly role: BureauRole
  readonly name: string
  readonly authorisedOn: string | null
  /** False for someone the case file names whom nobody registered in the application. */
  readonly isRegistered: boolean
}

/** Whose reports are asked for [S2-33]: the applicant, everyone registered beside him, and whom the case file names besides. */
export function bureauSubjects({ applicant, spouse, guarantor, business }: Pick<CaseFile, 'applicant' | 'spouse' | 'guarantor' | 'business'>, persons: readonly Person[], roles: readonly BureauRole[]): BureauSubject[] {
  const registered = persons.flatMap((person): BureauSubject[] => {
    const role = person.subject === APPLICANT ? 'BORROWER' : isRole(person.role) ? person.role : undefined
    return role === undefined ? [] : [{ ...person, role, isRegistered: true }]
  })
  const isKnown = (role: BureauRole, name: string): boolean => registered.some((one) => (one.name === name && one.role !== 'BORROWER') || (role === 'SPOUSE' && one.role === role))
  const named = (role: BureauRole, name: string | undefined): BureauSubject[] => {
    if (name === undefined || isKnown(role, name)) return []
    const person = persons.find((one) => one.name === name && one.subject !== APPLICANT)
    return [{ subject: person?.subject ?? role, role, name, authorisedOn: person?.authorisedOn ?? null, isRegistered: person !== undefined }]
  }
  const all = [...registered, ...named('SPOUSE', spouse?.name), ...named('FIRM', applicant.customerType === 'MICRO_OWNER' ? business.name : undefined), ...named('GUARANTOR', guarantor?.name)]
  return all.filter(({ role }) => roles.includes(role))
}

function isRole(role: string): role is BureauRole {
  return Object.hasOwn(BUREAU_ROLES, role)
}

/** What a report says, as it is typed from paper; `tightMonths` are months at the limit of the cards or with least payments only. */
export const ReportContent = CreditReport.omit({ evidence: true }).extend({ tightMonths: z.int().min(0).max(60).default(0).meta({ title: '资金紧张月数' }) })
export type ReportContent = z.output<typeof ReportContent>

const Subject = z.string().min(1).max(60).meta({ title: '被查询人' })
export const EnterReport = z.strictObject({ subject: Subject, content: ReportContent.meta({ title: '征信报告' }) })
export type EnterReport = z.output<typeof EnterReport>

/** One of the five questions [S3-19] as the report answers it. */
export const BureauAnswer = z.object({ id: z.enum(['INQUIRIES', 'ONLINE', 'WITHOUT_LOAN', 'CARDS_FULL', 'TIGHT']), asks: z.string(), says: z.string(), isConcern: z.boolean() })
export type BureauAnswer = z.output<typeof BureauAnswer>

export const ReportRow = z.object({
  reportId: z.uuid(), queriedOn: z.string(), authorisedOn: z.string(), entry: z.enum(['TYPED', 'IMPORTED']), content: ReportContent, answers: z.array(BureauAnswer),
  evidenceId: z.uuid(), by: z.object({ staffId: z.uuid(), name: z.string() }), at: z.string(),
})
export type ReportRow = z.output<typeof ReportRow>
export const Bureau = z.object({
  subjects: z.array(z.object({
    subject: z.string(), role: z.enum(keysOf(BUREAU_ROLES)), name: z.string(),
    /** Business day of the authorisation; `null` while there is none, and then nothing may be asked. */
    authorisedOn: z.string().nullable(),
    /** Why a query is refused now. */
    whyNot: z.string().nullable(), reports: z.array(ReportRow),
  })),
  whyNot: z.string().nullable(),
  /** The business day. */
  today: CivilDay,
})
export type Bureau = z.output<typeof Bureau>
export const ReportEntered = z.object({ reportId: z.uuid(), answers: z.array(BureauAnswer), rowVersion: z.int().nullable() })
