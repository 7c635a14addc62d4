import { z } from 'zod'

/** The steps of a case that wait for someone, in the order of the path. */
export const STEPS = {
  ADMISSION: '准入', ASSIGN: '派单', PLAN: '访前计划', VISIT: '实地调查', BUREAU: '征信查询', INVESTIGATE: '编表与检验', CORRECT: '补件', REVIEW: '审查',
  CONVENE: '排会', VOTE: '表决', SIGN: '有权人签批', ANSWER: '答复客户', CONDITION: '落实条件', CONTRACT: '制作合同', SIGNING: '面签', CONFIRM: '主管确认',
  PAY_MAKE: '放款录入', PAY_CHECK: '放款复核', ARRIVAL: '到账确认', FIRST_CHECK: '首次检查',
} as const satisfies Record<string, string>

export type Step = keyof typeof STEPS
export const STEP_CODES = Object.keys(STEPS) as [Step, ...Step[]]
export const Step = z.enum(STEP_CODES).meta({ title: '环节' })

/** How a process hands a step out: to the lead of the case, to who took it in, to a pool of posts, or to a person named when it opens. */
export const GOES_TO = { LEAD: '本案主办', ACCEPTOR: '受理人', POOL: '岗位池', PERSON: '指定的人' } as const
export type GoesTo = keyof typeof GOES_TO
export const GOES_TO_CODES = Object.keys(GOES_TO) as [GoesTo, ...GoesTo[]]

/** The pack key whose value limits a step, for the clocks that founding texts name. */
export const NAMED_CLOCKS = {
  ASSIGN: 'organisation.assignBy', VISIT: 'organisation.visitStart', ADMISSION: 'organisation.admissionDecision', ANSWER: 'organisation.answerAfterInvestigation', FIRST_CHECK: 'monitoring.firstCheckDays',
} as const satisfies Partial<Record<Step, string>>

/** Steps whose limit the pack gives under `organisation.stepWithin`. */
export const OWN_CLOCK_STEPS = STEP_CODES.filter((step) => !Object.hasOwn(NAMED_CLOCKS, step)) as [OwnClockStep, ...OwnClockStep[]]
export type OwnClockStep = Exclude<Step, keyof typeof NAMED_CLOCKS>
