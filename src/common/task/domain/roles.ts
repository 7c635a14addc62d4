import { Refusal } from '#kernel'

/** What a person can be on one case. */
export const CASE_ROLES = {
  ACCEPTOR: '受理', RELATIONSHIP: '管户', INVESTIGATOR: '调查', REVIEWER: '审查', MEMBER: '审贷会表决', RECORDER: '审贷会记录', SIGNATORY: '有权人签批', CONTRACT: '面签', WITNESS: '见证面签',
  SUPERVISOR: '主管确认', MAKER: '放款录入', CHECKER: '放款复核', COLLECTOR: '催收', WRITE_OFF: '核销审批',
} as const satisfies Record<string, string>
export type CaseRole = keyof typeof CASE_ROLES

/** Two roles that one person may not have on one case, with the sentence a banker would say. */
export interface IncompatiblePair {
  readonly roles: readonly [CaseRole, CaseRole]
  readonly says: string
  /** Holds only where the bank's pack keeps managing and investigating apart. */
  readonly onlySplit?: true
}

/** 13.1 and the rows of the founding texts it rests on: 管、调、审分离，录入与复核分离，催收与核销分离. */
export const INCOMPATIBLE: readonly IncompatiblePair[] = [
  { roles: ['ACCEPTOR', 'MEMBER'], says: '受理本案的人不得参加本案表决' },
  { roles: ['RELATIONSHIP', 'MEMBER'], says: '管户的人不得参加本案表决' },
  { roles: ['INVESTIGATOR', 'REVIEWER'], says: '审查与调查须由不同的人承担' },
  { roles: ['INVESTIGATOR', 'MEMBER'], says: '参与本案调查的人不得参加本案表决' },
  { roles: ['REVIEWER', 'MEMBER'], says: '审查本案的人不得参加本案表决' },
  { roles: ['RELATIONSHIP', 'REVIEWER'], says: '管户与审查须由不同的人承担' },
  { roles: ['MAKER', 'CHECKER'], says: '放款录入与放款复核须由不同的人承担' },
  { roles: ['COLLECTOR', 'WRITE_OFF'], says: '催收与核销审批须由不同的人承担' },
  { roles: ['RELATIONSHIP', 'INVESTIGATOR'], says: '管户与尽调须由不同的人承担', onlySplit: true },
  { roles: ['MEMBER', 'RECORDER'], says: '记录人没有表决权，不得同时表决' },
  { roles: ['INVESTIGATOR', 'SIGNATORY'], says: '参与本案调查的人不得签批本案' },
  { roles: ['INVESTIGATOR', 'SUPERVISOR'], says: '主管确认须由未参与调查的人承担' },
  { roles: ['CONTRACT', 'WITNESS'], says: '面签须两人在场，见证人不得是面签人本人' },
]

/** A role someone has on the case already, or on one that counts as it. */
export interface RoleHeld {
  readonly role: CaseRole
  readonly staffId: string
  /** The absent colleague in whose place he acted. */
  readonly onBehalfOf: string | null
}

/** The pair that stands between a person and a role, undefined when nothing does. `persons` are he and whom he stands in for. */
export function incompatibleRole(role: CaseRole, persons: ReadonlySet<string>, held: readonly RoleHeld[], split: boolean): { readonly pair: IncompatiblePair; readonly before: RoleHeld } | undefined {
  for (const pair of INCOMPATIBLE) {
    const other = pair.roles[0] === role ? pair.roles[1] : pair.roles[1] === role ? pair.roles[0] : undefined
    if (other === undefined || (pair.onlySplit === true && !split)) continue
    const before = held.find((one) => one.role === other && (persons.has(one.staffId) || (one.onBehalfOf !== null && persons.has(one.onBehalfOf))))
    if (before !== undefined) return { pair, before }
  }
  return undefined
}

/** The refusal (403) of a role that does not go with what was done before. */
export function roleRefusal(role: CaseRole, { pair, before }: { readonly pair: IncompatiblePair; readonly before: RoleHeld }, who: string): Refusal {
  return new Refusal({
    code: 'role.incompatible', message: `${who}已承担本案「${CASE_ROLES[before.role]}」，不得再承担「${CASE_ROLES[role]}」：${pair.says}`, value: role, expected: '未承担上述职责的人',
  }, 403)
}

/** The refusal of anything on a case to who administers the system. */
export function administratorRefusal(): Refusal {
  return new Refusal({ code: 'role.administrator', message: '系统管理员不得办理业务', expected: '业务岗位的人' }, 403)
}
