import { CANCELS, PROCESS } from './process.ts'

/** Where a case stands in its life, in the order of the path. */
export const CASE_LIFE = {
  APPLIED: '已受理', ADMISSION_REJECTED: '不予准入', WITHDRAWN: '已撤回', ADMITTED: '已准入', ASSIGNED: '已派单', PRE_VISIT_PLANNED: '已排访', INVESTIGATING: '调查中', RETURNED: '退回补正',
  ABANDONED: '终止调查', REJECTED_BY_RULE: '规则拒绝', REPORT_SUBMITTED: '已提交', REVIEWED: '已审查', COMMITTEE: '审贷会', REJECTED: '已否决', DEFERRED: '缓议', RE_INVESTIGATE: '重新调查',
  APPROVED: '已批准', APPROVED_WITH_CHANGE: '变更批准', LAPSED: '批复失效', CONDITIONS_OPEN: '落实条件', SIGNED: '已签约', DISBURSED: '已放款',
  CURRENT: '正常还款', OVERDUE: '逾期', NON_ACCRUAL: '非应计', EXTENDED: '已展期', RESTRUCTURED: '已重组', IN_LEGAL: '诉讼中', REPAID: '已结清', RENEWED: '已续贷', WRITTEN_OFF: '已核销', TRANSFERRED: '已移交',
} as const satisfies Record<string, string>
export type CaseLife = keyof typeof CASE_LIFE
export const CASE_LIFE_CODES = Object.keys(CASE_LIFE) as [CaseLife, ...CaseLife[]]

/** A fact moves a case to a state, from the states named or from any. Of several rows for a fact the first that fits counts. */
interface LifeMove {
  readonly fact: string
  readonly to: CaseLife
  readonly from?: readonly CaseLife[]
  /** Only when the case has heard this fact before, with this detail where one is given. */
  readonly heard?: string
  readonly detail?: string
}

const BEFORE_VISIT: readonly CaseLife[] = ['ADMITTED', 'ASSIGNED', 'PRE_VISIT_PLANNED']

export const LIFE_MOVES: readonly LifeMove[] = [
  { fact: 'application.filed', to: 'APPLIED' },
  { fact: 'application.reopened', to: 'APPLIED' },
  { fact: 'application.declined', to: 'ADMISSION_REJECTED' },
  { fact: 'application.withdrawn', to: 'WITHDRAWN' },
  { fact: 'application.admitted', to: 'ASSIGNED', heard: 'application.assigned' },
  { fact: 'application.admitted', to: 'ADMITTED' },
  { fact: 'application.assigned', to: 'ASSIGNED', from: ['ADMITTED'] },
  { fact: 'visit.planned', to: 'PRE_VISIT_PLANNED', from: ['ADMITTED', 'ASSIGNED'] },
  { fact: 'visit.started', to: 'INVESTIGATING', from: BEFORE_VISIT },
  { fact: 'investigation.submitted', to: 'REPORT_SUBMITTED' },
  { fact: 'investigation.rejected-by-rule', to: 'REJECTED_BY_RULE' },
  { fact: 'investigation.abandoned', to: 'ABANDONED' },
  { fact: 'investigation.returned', to: 'RE_INVESTIGATE', from: ['RE_INVESTIGATE'] },
  { fact: 'investigation.returned', to: 'RETURNED' },
  { fact: 'review.passed', to: 'REVIEWED' },
  { fact: 'committee.convened', to: 'COMMITTEE' },
  { fact: 'decision.approved', to: 'APPROVED_WITH_CHANGE', heard: 'committee.resolved', detail: 'APPROVED_WITH_CHANGE' },
  { fact: 'decision.approved', to: 'APPROVED' },
  { fact: 'decision.rejected', to: 'REJECTED' },
  { fact: 'decision.deferred', to: 'DEFERRED' },
  { fact: 'decision.re-investigate', to: 'RE_INVESTIGATE' },
  { fact: 'decision.lapsed', to: 'LAPSED' },
  { fact: 'decision.informed', to: 'CONDITIONS_OPEN', from: ['APPROVED', 'APPROVED_WITH_CHANGE'] },
  { fact: 'contract.drawn-up', to: 'CONDITIONS_OPEN', from: ['APPROVED', 'APPROVED_WITH_CHANGE'] },
  { fact: 'contract.signed', to: 'SIGNED' },
  { fact: 'contract.voided', to: 'CONDITIONS_OPEN', from: ['SIGNED'] },
  { fact: 'loan.disbursed', to: 'DISBURSED' },
  { fact: 'loan.reversed', to: 'SIGNED' },
  { fact: 'loan.part-reversed', to: 'CURRENT', from: ['DISBURSED'], heard: 'loan.arrived' },
  { fact: 'loan.arrived', to: 'CURRENT' },
  { fact: 'loan.settled', to: 'REPAID' },
  { fact: 'loan.repayment-reversed', to: 'CURRENT', from: ['REPAID'] },
  { fact: 'loan.extended', to: 'EXTENDED' },
  { fact: 'loan.restructured', to: 'RESTRUCTURED' },
  { fact: 'loan.renewed', to: 'RENEWED' },
  { fact: 'loan.written-off', to: 'WRITTEN_OFF' },
  { fact: 'loan.act-reversed', to: 'CURRENT', from: ['EXTENDED', 'RESTRUCTURED', 'RENEWED', 'WRITTEN_OFF', 'REPAID'] },
]

/** A case withdrawn here goes on there when it is taken up: what was signed is void by then. */
export const RESUMES_AT: Readonly<Partial<Record<CaseLife, CaseLife>>> = { SIGNED: 'CONDITIONS_OPEN' }

/** Whether a fact leaves state, tasks and clocks of a case as they are: all there is to it is that the case has heard it. */
export function movesNothing(fact: string): boolean {
  return CANCELS[fact] === undefined && !LIFE_MOVES.some((move) => move.fact === fact)
    && !PROCESS.some((rule) => rule.opensOn.includes(fact) || rule.closesOn.includes(fact) || rule.clockFrom === fact || rule.clockMetBy === fact)
}

/** A fact the case has heard, with its detail. */
export interface Heard {
  readonly fact: string
  readonly detail: string | null
}

/** The state after a fact; unchanged where the table has no row. `heard` in the order it came. */
export function lifeAfter(state: CaseLife | null, fact: string, heard: readonly Heard[]): CaseLife | null {
  const row = LIFE_MOVES.find((move) => move.fact === fact && (move.from === undefined || (state !== null && move.from.includes(state))) && wasHeard(move, heard))
  return row?.to ?? state
}

function wasHeard({ heard: wanted, detail }: LifeMove, heard: readonly Heard[]): boolean {
  if (wanted === undefined) return true
  const last = heard.findLast(({ fact }) => fact === wanted)
  return last !== undefined && (detail === undefined || last.detail === detail)
}
