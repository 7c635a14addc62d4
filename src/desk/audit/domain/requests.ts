import { z } from 'zod'
import { ItemState } from '#desk/dossier/domain'
import { isDay } from '#kernel'

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Words = (least: number) => z.string().trim().min(least).max(1000)

export const VERDICTS = { OK: '相符', FINDING: '有问题', NOT_APPLICABLE: '不适用' } as const
export type Verdict = keyof typeof VERDICTS
const Verdict = z.enum(Object.keys(VERDICTS) as [Verdict, ...Verdict[]])
export const SEVERITIES = { MINOR: '一般', MAJOR: '较重', SERIOUS: '严重' } as const
export type Severity = keyof typeof SEVERITIES
const Severity = z.enum(Object.keys(SEVERITIES) as [Severity, ...Severity[]])
export const FINDING_STATES = { OPEN: '待整改', ANSWERED: '已答复', CLOSED: '已了结' } as const
export type FindingState = keyof typeof FINDING_STATES
const FindingState = z.enum(Object.keys(FINDING_STATES) as [FindingState, ...FindingState[]])
export const CONCLUSIONS = { IN_ORDER: '未见问题', FINDINGS: '有问题' } as const
export type Conclusion = keyof typeof CONCLUSIONS
const Conclusion = z.enum(Object.keys(CONCLUSIONS) as [Conclusion, ...Conclusion[]])

/** Which cases a sample is drawn from. */
export const SampleFilter = z.strictObject({
  appliedFrom: Day.nullable().default(null).meta({ title: '申请日起' }), appliedUntil: Day.nullable().default(null).meta({ title: '申请日止' }),
  unitId: Id.nullable().default(null).meta({ title: '机构' }), leadId: Id.nullable().default(null).meta({ title: '主办' }), product: z.string().max(60).nullable().default(null).meta({ title: '产品' }),
  state: z.string().max(40).nullable().default(null).meta({ title: '办件状态' }),
  amountFrom: z.int().min(0).nullable().default(null).meta({ title: '金额下限' }), amountUntil: z.int().min(0).nullable().default(null).meta({ title: '金额上限' }),
})
export type SampleFilter = z.output<typeof SampleFilter>

export const DrawSample = z.strictObject({
  purpose: Words(4).meta({ title: '抽样目的' }), size: z.int().min(1).max(200).meta({ title: '样本数' }), filter: SampleFilter.meta({ title: '抽样范围' }),
  /** Repeats an earlier draw; a new one is made when absent. */
  seed: z.string().regex(/^[0-9A-Za-z-]{8,64}$/).optional().meta({ title: '随机种子' }),
})
export type DrawSample = z.output<typeof DrawSample>

const SampleHead = z.object({ sampleId: Id, number: z.string(), purpose: z.string(), seed: z.string(), population: z.int(), size: z.int(), worked: z.int(), findings: z.int(), drawnBy: z.string(), drawnOn: Day })
export const Samples = z.object({ samples: z.array(SampleHead) })
export type Samples = z.output<typeof Samples>
export const Sample = SampleHead.extend({
  filter: SampleFilter,
  cases: z.array(z.object({ caseId: Id, place: z.int(), number: z.string(), customer: z.string(), amountFen: z.int(), state: z.string(), lead: z.string(), conclusion: Conclusion.nullable(), findings: z.int() })),
})
export type Sample = z.output<typeof Sample>

const FollowUp = z.object({ kind: z.enum(['ANSWER', 'REOPEN', 'CLOSE']), says: z.string(), by: z.string(), on: Day })
export const Finding = z.object({
  findingId: Id, number: z.string(), sampleId: Id, caseId: Id, caseNumber: z.string(), item: z.int(), severity: Severity, says: z.string(), state: FindingState,
  answerBy: z.object({ staffId: Id, name: z.string() }), dueOn: Day, foundBy: z.string(), foundOn: Day, followUps: z.array(FollowUp),
})
export type Finding = z.output<typeof Finding>
export const Findings = z.object({ findings: z.array(Finding) })

/** One case of a sample, item by item: what the system finds, what the auditor says. */
export const Worksheet = z.object({
  sampleId: Id, caseId: Id, number: z.string(), customer: z.string(), conclusion: Conclusion.nullable(), remark: z.string().nullable(),
  items: z.array(z.object({ no: z.int(), name: z.string(), state: ItemState, why: z.string(), tick: z.object({ verdict: Verdict, remark: z.string().nullable(), by: z.string() }).nullable() })),
  findings: z.array(Finding),
})
export type Worksheet = z.output<typeof Worksheet>

export const SampleRef = z.strictObject({ sampleId: Id.meta({ title: '抽样' }) })
export const WorksheetRef = SampleRef.extend({ caseId: Id.meta({ title: '业务' }) })
export const FindingRef = z.strictObject({ findingId: Id.meta({ title: '发现' }) })

const Item = z.int().min(1).meta({ title: '案卷项' })
export const Tick = z.strictObject({ item: Item, verdict: Verdict.meta({ title: '核对结论' }), remark: z.string().trim().max(1000).nullable().default(null).meta({ title: '说明' }) })
export type Tick = z.output<typeof Tick>
export const RaiseFinding = z.strictObject({ item: Item, severity: Severity.meta({ title: '程度' }), says: Words(8).meta({ title: '问题' }), answerBy: Id.meta({ title: '整改人' }), dueOn: Day.meta({ title: '整改期限' }) })
export type RaiseFinding = z.output<typeof RaiseFinding>
export const Conclude = z.strictObject({ conclusion: Conclusion.meta({ title: '结论' }), remark: z.string().trim().max(1000).nullable().default(null).meta({ title: '说明' }) })
export type Conclude = z.output<typeof Conclude>
export const Says = z.strictObject({ says: Words(4).meta({ title: '内容' }) })
export type Says = z.output<typeof Says>

/** What the chain check of the whole bank found. */
export const Verification = z.object({
  chains: z.int(), links: z.int(), seals: z.int(), milliseconds: z.int(), whole: z.boolean(),
  findings: z.array(z.object({ chain: z.string(), at: z.union([z.int(), z.string()]), says: z.string() })),
})
export type Verification = z.output<typeof Verification>
