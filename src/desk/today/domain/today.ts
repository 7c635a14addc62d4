import { z } from 'zod'
import { CaseRow, type CaseState } from '#desk/worklist/domain'
import type { Permission } from '#common/staff/domain'
import { Errand, type Step } from '#common/task/domain'

/** A pile of work: the steps that wait for me, or, for the library of rejected cases, the states of its cases. */
export interface Pile {
  readonly id: PileId
  readonly name: string
  readonly steps: readonly Step[]
  readonly states: readonly CaseState[]
  /** Shown to whom its work falls, empty or not. */
  readonly may: Permission
  /** Shown only when something is in it. */
  readonly onlyFilled?: true
}

const PILE_IDS = ['returned', 'draft', 'admission', 'assign', 'review', 'committee', 'sign', 'answer', 'contract', 'pay', 'check', 'rejected'] as const
export type PileId = (typeof PILE_IDS)[number]

export const PILES: readonly Pile[] = [
  { id: 'returned', name: '退回我补正', steps: ['CORRECT'], states: ['RETURNED', 'RE_INVESTIGATE'], may: 'case.investigate' },
  { id: 'draft', name: '我的调查', steps: ['PLAN', 'VISIT', 'BUREAU', 'INVESTIGATE'], states: ['ADMITTED', 'ASSIGNED', 'PRE_VISIT_PLANNED', 'INVESTIGATING'], may: 'case.investigate' },
  { id: 'admission', name: '待准入', steps: ['ADMISSION'], states: ['APPLIED'], may: 'case.admit' },
  { id: 'assign', name: '待派单', steps: ['ASSIGN'], states: [], may: 'task.work', onlyFilled: true },
  { id: 'review', name: '待审查', steps: ['REVIEW'], states: ['REPORT_SUBMITTED'], may: 'case.review' },
  { id: 'committee', name: '审贷会', steps: ['CONVENE', 'VOTE'], states: ['COMMITTEE'], may: 'task.work', onlyFilled: true },
  { id: 'sign', name: '待签批', steps: ['SIGN'], states: [], may: 'decision.sign', onlyFilled: true },
  { id: 'answer', name: '待答复客户', steps: ['ANSWER'], states: [], may: 'task.work', onlyFilled: true },
  { id: 'contract', name: '落实与签约', steps: ['CONDITION', 'CONTRACT', 'SIGNING', 'CONFIRM'], states: ['CONDITIONS_OPEN'], may: 'task.work', onlyFilled: true },
  { id: 'pay', name: '放款', steps: ['PAY_MAKE', 'PAY_CHECK', 'ARRIVAL'], states: ['SIGNED'], may: 'task.work', onlyFilled: true },
  { id: 'check', name: '首次检查', steps: ['FIRST_CHECK'], states: [], may: 'task.work', onlyFilled: true },
  { id: 'rejected', name: '规则拒绝案例', steps: [], states: ['REJECTED_BY_RULE'], may: 'customer.read' },
]

export const TodayRow = CaseRow.extend({
  /** What of it waits for me, and until when the first of it. */
  waits: z.array(z.string()), due: z.object({ mark: z.enum(['NONE', 'LATER', 'TODAY', 'LATE']), says: z.string() }),
})
export type TodayRow = z.output<typeof TodayRow>

export const Today = z.object({
  businessDate: z.string(),
  bank: z.object({ name: z.string(), demonstration: z.boolean() }),
  /** What of notes waits for my approval, the oldest first. */
  errands: z.array(Errand), errandCount: z.int(),
  piles: z.array(z.object({ id: z.enum(PILE_IDS), name: z.string(), count: z.int(), sumFen: z.int(), late: z.int(), first: z.array(TodayRow) })),
})
export type Today = z.output<typeof Today>
/** Cases and approvals that wait for me and notices I have not seen, counted for the top bar. */
export const Inbox = z.object({ waiting: z.int(), notices: z.int() })
export type Inbox = z.output<typeof Inbox>
