import { type Key, key } from '../key.ts'
import { count, listOf, moneyOrNoEnd, oneOf, row, setOf } from '../values.ts'
import { grade } from './scorecard.ts'

const authority = oneOf('UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE', 'PRESIDENT', 'OUTSIDE')
/** Lending a unit of the small-business department does not do, whatever the amount. */
export const BUSINESS_KINDS = ['BUSINESS', 'CONSUMPTION', 'NON_PERFORMING', 'RE_EMPLOYMENT', 'RURAL', 'SECOND_LEVEL_BRANCH'] as const

/** Who decides on how much, who signs above them, and how long a yes lasts. */
export const decisionKeys = {
  authorityMatrix: key(listOf(row({ upTo: moneyOrNoEnd, creditOrPersonal: authority, secured: authority })), '审批权限表', 'S4-47 S2-97 P', { reader: 'decision' }),
  signedAfter: key(oneOf('UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE', 'HEAD_OFFICE_CENTRE'), '须行长签批的业务由谁审议', 'S2-97 P', { reader: 'decision' }),
  signatures: key(listOf(oneOf('VICE_PRESIDENT', 'PRESIDENT')), '超权限签批人及次序', 'S2-97', { reader: 'decision' }),
  oneLevelUpGrades: key(setOf(grade), '审批上提一级的评分等级', 'P', { reader: 'decision' }),
  unitScopeUpTo: key(moneyOrNoEnd, '本部门受理金额上限', 'S4-38', { reader: 'decision' }),
  unitScopeExcludes: key(setOf(oneOf(...BUSINESS_KINDS)), '本部门不受理的业务', 'S4-38', { reader: 'decision' }),
  approvalValidDays: key(count(1, 365), '批复有效天数', 'P', { reader: 'decision' }),
  reconsiderations: key(count(0, 5), '复议至多几次', 'P', { reader: 'decision' }),
  secondReviewFrom: key(moneyOrNoEnd, '超过此金额须第二人审查', 'P', { reader: 'review' }),
} as const satisfies Record<string, Key>
