import { z } from 'zod'
import { CaseFile } from '#common/assessment/domain'
import { EvidenceRow } from '#common/evidence/domain'
import { INVESTIGATION_STATES, type InvestigationState } from './states.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const RowVersion = z.int().min(1).meta({ title: '行版本' })
export const InvestigationStateName = z.enum(Object.keys(INVESTIGATION_STATES) as [InvestigationState, ...InvestigationState[]])


export const VersionRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), version: z.coerce.number().int().min(1).meta({ title: '版本' }) })
export const EvidenceRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), evidenceId: Id.meta({ title: '证据' }) })

/** The whole draft and the row version it was read with; a save from an older one is refused and says who saved when. */
export const SaveDraft = z.strictObject({ rowVersion: RowVersion, caseFile: CaseFile })
export type SaveDraft = z.output<typeof SaveDraft>
export const Saved = z.object({ rowVersion: z.int(), savedAt: z.string(), state: InvestigationStateName })

export const Draft = z.object({
  caseId: Id, number: z.string(), state: InvestigationStateName, version: z.int(), rowVersion: z.int(), savedAt: z.string(), savedBy: Person,
  /** Why the version before was returned. */
  returned: z.object({ version: z.int(), reason: z.string(), by: Person, at: z.string() }).nullable(),
  /** Typed by nobody: evidence comes from the store, id from the case number. */
  caseFile: CaseFile,
})
export type Draft = z.output<typeof Draft>

export const Submit = z.strictObject({ rowVersion: RowVersion })
export const Return = z.strictObject({ reason: z.string().trim().min(4).max(1000).meta({ title: '退回理由' }) })

export const Decision = z.enum(['PROPOSE', 'REFER', 'REJECT'])
export const VersionRow = z.object({
  version: z.int(), decision: Decision, limitFen: z.int().nullable(), score: z.int().nullable(), grade: z.string().nullable(),
  policy: z.string(), formulas: z.string(), hash: z.string(), submittedBy: Person, submittedOn: z.string(), submittedAt: z.string(),
  returned: z.object({ reason: z.string(), by: Person, at: z.string() }).nullable(),
})
export type VersionRow = z.output<typeof VersionRow>
export const Versions = z.object({ versions: z.array(VersionRow) })
/** A submitted version as it will always be: what went in, what judgement said. */
export const Version = VersionRow.extend({ caseFile: CaseFile, assessment: z.record(z.string(), z.unknown()) })
export const Submitted = z.object({ version: z.int(), state: InvestigationStateName, decision: Decision, hash: z.string() })
export const Returned = z.object({ version: z.int(), state: InvestigationStateName, rowVersion: z.int() })

/** Fields beside an uploaded bill; the row version as with a save, because its checks go into the draft. */
export const AttachBill = z.strictObject({
  rowVersion: z.coerce.number().pipe(RowVersion),
  title: z.string().trim().min(1).max(100).optional().meta({ title: '标题' }),
  owner: z.string().trim().min(1).max(40).optional().meta({ title: '户名' }),
})
export const BillAttached = z.object({
  evidence: EvidenceRow,
  /** True when this file was on the case already; its checks were renewed, not added. */
  known: z.boolean(),
  bill: z.object({ format: z.string(), summary: z.record(z.string(), z.unknown()), warnings: z.array(z.object({ code: z.string(), row: z.int().nullable(), message: z.string() })) }),
  /** Methods whose inputs the bill filled in. */
  methods: z.array(z.string()),
  draft: Draft,
})
