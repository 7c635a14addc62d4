import { z } from 'zod'
import { WatchEntry } from '#common/customer/domain'
import { CustomerExposure } from '#common/line/domain'
import { AdmissionRule, DeclineGround } from './admission.ts'
import { AssignmentRow } from './assignment.ts'
import { ConsentRow, DocumentRow, Party, StepDone } from './intake.ts'
import { FileApplication } from './requests.ts'
import { SharedAttribute } from './shared-attributes.ts'
import { APPLICATION_STATES, type ApplicationState } from './states.ts'

const Id = z.uuid()
const Person = z.object({ staffId: Id, name: z.string() })
const PanelActRow = z.object({ act: z.enum(['counter', 'documents', 'documents-complete', 'admit', 'decline', 'withdraw', 'reopen', 'assign', 'ask', 'correct']), name: z.string(), allowed: z.boolean(), why: z.string().nullable() })
export type PanelAct = z.output<typeof PanelActRow>
const Lacking = z.array(z.object({ code: z.string(), message: z.string(), at: z.string().optional(), expected: z.string().optional() }))

/** A clock that runs on the case: until when, and whose it is. */
export const Clock = z.object({ step: z.string(), name: z.string(), dueOn: z.string().nullable(), dueAt: z.string().nullable(), assignee: Person.nullable() })
export type Clock = z.output<typeof Clock>

/** Everything the application panel of a case shows. */
export const ApplicationPanel = z.object({
  caseId: Id, number: z.string(), appliedOn: z.string(), intake: FileApplication, lead: Person, assist: Person.nullable(), state: z.enum(Object.keys(APPLICATION_STATES) as [ApplicationState, ...ApplicationState[]]), reason: z.string().nullable(),
  customer: z.object({ customerId: Id, name: z.string(), number: z.string(), merged: z.boolean() }),
  acceptor: Person, filedAt: z.string(),
  /** What the pack has the officer say. */
  conduct: z.object({ code: z.enum(['STRICT', 'GLASS_OF_WATER']), phone: z.string() }),
  steps: z.array(StepDone), parties: z.array(Party), consents: z.array(ConsentRow), documents: z.array(DocumentRow),
  documentsComplete: z.object({ by: Person, on: z.string(), at: z.string() }).nullable(),
  watched: z.array(WatchEntry), shared: z.array(SharedAttribute),
  /** From how many other applicants on sharing is a warning. */
  sharedApplicants: z.int(),
  admission: z.array(z.object({ outcome: z.enum(['ADMITTED', 'DECLINED']), rules: z.array(AdmissionRule), grounds: z.array(DeclineGround), reason: z.string().nullable(), dueOn: z.string().nullable(), dueAt: z.string().nullable(), policy: z.string(), by: Person, on: z.string(), at: z.string() })),
  assigned: z.boolean(), assignments: z.array(AssignmentRow), dualInvestigation: z.boolean(),
  /** The line or case beside which this further product is asked for, and all the customer owes or may draw. */
  line: z.object({ lineId: Id, number: z.string(), capFen: z.int() }).nullable(),
  running: z.array(z.object({ caseId: Id, number: z.string(), product: z.string(), amountFen: z.int() })),
  exposure: CustomerExposure,
  /** What this case and the customer's other running cases ask for together. */
  requestedFen: z.int(),
  clocks: z.array(Clock),
  lacking: z.object({ completeness: Lacking, admission: Lacking }),
  /** Acts of this panel this person may do, or why not. */
  acts: z.array(PanelActRow),
})
export type ApplicationPanel = z.output<typeof ApplicationPanel>
