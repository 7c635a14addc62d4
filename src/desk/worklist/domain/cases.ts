import { z } from 'zod'
import { isDay } from '#kernel'
import { APPLICATION_STATES, type ApplicationState } from '#loan/application/domain'
import { INVESTIGATION_STATES, type InvestigationState } from '#loan/investigation/domain'

/** Where a case stands, in one word: the application's state until it is admitted, then the investigation's. */
export const CASE_STATES = {
  FILED: APPLICATION_STATES.FILED, DECLINED: APPLICATION_STATES.DECLINED, WITHDRAWN: APPLICATION_STATES.WITHDRAWN,
  DRAFT: INVESTIGATION_STATES.DRAFT, RETURNED: INVESTIGATION_STATES.RETURNED, SUBMITTED: INVESTIGATION_STATES.SUBMITTED, REJECTED_BY_RULE: INVESTIGATION_STATES.REJECTED_BY_RULE,
} as const
export type CaseState = keyof typeof CASE_STATES
const State = z.enum(Object.keys(CASE_STATES) as [CaseState, ...CaseState[]])

/** The state of a case from the states of its stages. */
export function caseState(application: ApplicationState, investigation: InvestigationState | null): CaseState {
  return application === 'ADMITTED' ? investigation ?? 'DRAFT' : application
}

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })
const Fen = z.coerce.number().int().min(0)

/** Filters of the worklist; several states are written `DRAFT,RETURNED`. */
export const CaseFilter = z.strictObject({
  state: z.string().max(200).transform((text) => text.split(',').filter((one) => one !== '')).pipe(z.array(State)).optional().meta({ title: '状态' }),
  /** Cases with my name on them. */
  mine: z.stringbool().optional().meta({ title: '我的' }),
  leadId: Id.optional().meta({ title: '主办' }),
  unitId: Id.optional().meta({ title: '机构' }),
  customerId: Id.optional().meta({ title: '客户' }),
  product: z.string().max(60).optional().meta({ title: '产品' }),
  /** Case number, or name, pinyin initials, last four of the customer. */
  q: z.string().trim().max(40).optional().meta({ title: '查询词' }),
  amountFrom: Fen.optional().meta({ title: '金额下限' }),
  amountUntil: Fen.optional().meta({ title: '金额上限' }),
  appliedFrom: Day.optional().meta({ title: '申请日起' }),
  appliedUntil: Day.optional().meta({ title: '申请日止' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '条数' }),
  /** `next` of the page before. */
  after: z.string().max(80).optional().meta({ title: '上一页的末尾' }),
})
export type CaseFilter = z.output<typeof CaseFilter>

export const CaseRow = z.object({
  caseId: Id, number: z.string(), state: State, customer: z.object({ customerId: Id, name: z.string(), number: z.string() }),
  product: z.string(), amountFen: z.int(), periods: z.int(), appliedOn: Day, unitName: z.string(), lead: Person, assist: Person.nullable(), changedAt: z.string(),
  /** The version being written or last submitted, none before admission. */
  version: z.int().nullable(),
  /** Of the last submitted version. */
  decision: z.enum(['PROPOSE', 'REFER', 'REJECT']).nullable(), limitFen: z.int().nullable(), score: z.int().nullable(), grade: z.string().nullable(),
  /** Why it was returned, declined or withdrawn. */
  reason: z.string().nullable(),
})
export type CaseRow = z.output<typeof CaseRow>
export const Cases = z.object({ cases: z.array(CaseRow), next: z.string().nullable(), sumFen: z.int(), count: z.int() })
