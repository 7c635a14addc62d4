import { z } from 'zod'
import { CaseFile, Check } from '#common/assessment/domain'
import { EvidenceRow } from '#common/evidence/domain'
import { INVESTIGATION_STATES, type InvestigationState } from './states.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const RowVersion = z.int().min(1).meta({ title: '行版本' })
const State = z.enum(Object.keys(INVESTIGATION_STATES) as [InvestigationState, ...InvestigationState[]])

export const VersionRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), version: z.coerce.number().int().min(1).meta({ title: '版本' }) })
/** A paper that was issued. */
export const IssuedPaper = z.object({ documentId: Id, number: z.string() })

export const EvidenceRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), evidenceId: Id.meta({ title: '证据' }) })

/** The whole draft and the row version it was read with; a save from an older one is refused and says who saved when. */
export const SaveDraft = z.strictObject({ rowVersion: RowVersion, caseFile: CaseFile.meta({ title: '案卷' }) })
export type SaveDraft = z.output<typeof SaveDraft>
export const Saved = z.object({ rowVersion: z.int(), savedAt: z.string(), state: State })

/** Why a version was given back, by whom. */
const ReturnNote = z.object({ version: z.int(), reason: z.string(), by: Person, on: z.string(), at: z.string() })

export const Draft = z.object({
  caseId: Id, number: z.string(), state: State, version: z.int(), rowVersion: z.int(), savedAt: z.string(), savedBy: Person,
  /** Why the version before was returned. */
  returned: ReturnNote.nullable(),
  /** Evidence comes from the store, the id is the case number; what a save says of these two is passed over. */
  caseFile: CaseFile,
})
export type Draft = z.output<typeof Draft>

export const Submit = z.strictObject({ rowVersion: RowVersion })

export const Decision = z.enum(['PROPOSE', 'REFER', 'REJECT'])
export const VersionRow = z.object({
  version: z.int(), decision: Decision, limitFen: z.int().nullable(), score: z.int().nullable(), grade: z.string().nullable(),
  policy: z.string(), policyHash: z.string(), formulas: z.string(), hash: z.string(), submittedBy: Person, submittedOn: z.string(), submittedAt: z.string(),
  returned: ReturnNote.nullable(),
})
export type VersionRow = z.output<typeof VersionRow>
export const Versions = z.object({ versions: z.array(VersionRow) })
/** A submitted version as it will always be: what went in, what judgement said. */
export const Version = VersionRow.extend({ caseFile: CaseFile, assessment: z.record(z.string(), z.unknown()) })
export type Version = z.output<typeof Version>
export const Submitted = z.object({ version: z.int(), state: State, decision: Decision, hash: z.string() })
export const Returned = z.object({ version: z.int(), state: State, rowVersion: z.int() })

/** The letter to a customer whose case the rules reject; `paragraphs` are neutral, the rest is the customer's own. */
export const CustomerNotice = z.object({
  bank: z.string(), customer: z.string(), number: z.string(), product: z.string(), amountFen: z.int(), appliedOn: z.string(), decidedOn: z.string(), manager: z.string(),
  paragraphs: z.array(z.string()),
})
export type CustomerNotice = z.output<typeof CustomerNotice>

/** Policy with the guideline values of the case's trade: what a browser needs to judge as the server does. */
export const CasePack = z.object({ policy: z.string(), formulas: z.string(), pack: z.record(z.string(), z.unknown()) })

/** Fields beside an uploaded bill or zip of invoices; the row version as with a save, because its checks go into the draft. */
export const AttachBill = z.strictObject({
  rowVersion: z.coerce.number().pipe(RowVersion),
  title: z.string().trim().min(1).max(100).optional().meta({ title: '标题' }),
  /** Holder of the account, by whose name own transfers are known. */
  owner: z.string().trim().min(1).max(40).optional().meta({ title: '户名' }),
  /** Share of sales that passes outside all bills of the case; for invoices the share not invoiced. */
  outsideShare: z.string().regex(/^0(\.\d{1,4})?$/, { error: '须为 0 至 1（不含）的小数文本，如 "0.08"' }).optional().meta({ title: '账外占比' }),
})
export type AttachBill = z.output<typeof AttachBill>
export const BillRead = z.object({ format: z.string(), name: z.string(), summary: z.record(z.string(), z.unknown()), warnings: z.array(z.object({ code: z.string(), row: z.int().nullable(), message: z.string() })) })
export type BillRead = z.output<typeof BillRead>
export const BillAttached = z.object({
  evidence: EvidenceRow,
  /** True when this file was on the case already: nothing counts twice. */
  known: z.boolean(),
  bill: BillRead,
  /** The checks all bills of the case give now; they are in the draft. */
  checks: z.array(Check),
  /** Why a check was not given. */
  notes: z.array(z.string()),
  draft: Draft,
})
export type BillAttached = z.output<typeof BillAttached>
export const Bills = z.object({ bills: z.array(BillRead.extend({ evidenceId: Id, title: z.string(), periodFrom: z.string().nullable(), periodUntil: z.string().nullable() })) })
export const Detached = z.object({ draft: Draft })
export type Detached = z.output<typeof Detached>
