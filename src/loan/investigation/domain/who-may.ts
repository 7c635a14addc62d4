import { Refusal } from '#kernel'

/** Who stands where on one case. */
export interface CasePeople {
  readonly leadId: string
  readonly assistId: string | null
  /** Who submitted the version in question, none before the first. */
  readonly submitterId: string | null
}

interface CaseRule {
  readonly code: string
  /** The sentence a banker would say. */
  readonly says: string
  broken(people: CasePeople, staffId: string): boolean
}

const INVESTIGATOR: CaseRule = {
  code: 'investigation.not-investigator', says: '只有本案主办、协办可以编写调查',
  broken: (people, staffId) => staffId !== people.leadId && staffId !== people.assistId,
}
const OTHER_PERSON: CaseRule = {
  code: 'investigation.returner-investigated', says: '审查与调查须由不同的人承担，参与本案调查者不得退回本案',
  broken: (people, staffId) => staffId === people.leadId || staffId === people.assistId || staffId === people.submitterId,
}

/** The rules of segregation an act answers to, besides the permission of the post. */
const RULES = { investigate: INVESTIGATOR, return: OTHER_PERSON } as const

/** Why this person may not do it on this case; undefined when he may. */
export function whyNot(what: keyof typeof RULES, people: CasePeople, staffId: string): string | undefined {
  return RULES[what].broken(people, staffId) ? RULES[what].says : undefined
}

/** Refuses (403) whoever stands on the wrong side of this case. */
export function refuseWrongPerson(what: keyof typeof RULES, people: CasePeople, staffId: string): void {
  const rule = RULES[what]
  if (rule.broken(people, staffId)) throw new Refusal({ code: rule.code, message: rule.says }, 403)
}
