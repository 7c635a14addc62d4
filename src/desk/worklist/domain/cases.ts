import { z } from 'zod'
import { isDay } from '#kernel'
import { CASE_LIFE, CASE_LIFE_CODES, type CaseLife } from '#common/task/domain'

/** Where a case stands in its life, as facts moved it. */
export const CASE_STATES = CASE_LIFE
export type CaseState = CaseLife

/** Words of older filters and kept views, and what they hold now. */
const FORMER_STATES: Readonly<Record<string, readonly CaseState[]>> = {
  FILED: ['APPLIED'], DECLINED: ['ADMISSION_REJECTED'], DRAFT: ['ADMITTED', 'ASSIGNED', 'PRE_VISIT_PLANNED', 'INVESTIGATING'], SUBMITTED: ['REPORT_SUBMITTED'],
}
const State = z.enum(CASE_LIFE_CODES)

/** The states a filter names; a former word stands for several. */
export function statesNamed(text: string): string[] {
  return text.split(',').filter((one) => one !== '').flatMap((one): readonly string[] => FORMER_STATES[one] ?? [one])
}

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })
const Fen = z.coerce.number().int().min(0)

/** Filters of the worklist; several states are written `INVESTIGATING,RETURNED`. */
export const CaseFilter = z.strictObject({
  state: z.string().max(600).transform(statesNamed).pipe(z.array(State)).optional().meta({ title: '状态' }),
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
