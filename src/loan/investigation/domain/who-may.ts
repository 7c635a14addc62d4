import { Refusal } from '#kernel'

/** Who stands where on one case. */
export interface CasePeople {
  readonly leadId: string
  readonly assistId: string | null
  /** Who submitted the version in question, none before the first. */
  readonly submitterId: string | null
}

/** Someone who wants to act: himself, and those he stands in for today (AB角). */
export interface Actor {
  readonly staffId: string
  readonly standsInFor: ReadonlySet<string>
}

interface CaseRule {
  readonly code: string
  /** The sentence a banker would say. */
  readonly says: string
  broken(people: CasePeople, actor: Actor): boolean
}

const is = ({ staffId, standsInFor }: Actor, whose: string | null): boolean => whose !== null && (whose === staffId || standsInFor.has(whose))

const INVESTIGATOR: CaseRule = {
  code: 'investigation.not-investigator', says: '只有本案主办、协办可以编写调查',
  broken: (people, actor) => !is(actor, people.leadId) && !is(actor, people.assistId),
}
const OTHER_PERSON: CaseRule = {
  code: 'investigation.returner-investigated', says: '审查与调查须由不同的人承担，参与本案调查者不得退回本案',
  broken: (people, actor) => is(actor, people.leadId) || is(actor, people.assistId) || is(actor, people.submitterId),
}

/** The rules of segregation an act answers to, besides the permission of the post. */
const RULES = { investigate: INVESTIGATOR, return: OTHER_PERSON } as const

const NOBODY: ReadonlySet<string> = new Set()

/** Why this person may not do it on this case; undefined when he may. */
export function whyNot(what: keyof typeof RULES, people: CasePeople, staffId: string, standsInFor: ReadonlySet<string> = NOBODY): string | undefined {
  return RULES[what].broken(people, { staffId, standsInFor }) ? RULES[what].says : undefined
}

/** Refuses (403) whoever stands on the wrong side of this case. */
export function refuseWrongPerson(what: keyof typeof RULES, people: CasePeople, staffId: string, standsInFor: ReadonlySet<string> = NOBODY): void {
  const rule = RULES[what]
  if (rule.broken(people, { staffId, standsInFor })) throw new Refusal({ code: rule.code, message: rule.says }, 403)
}

/** Whose place somebody takes on this case: his own `null`, or the one he stands in for. */
export function onBehalfOf(people: CasePeople, staffId: string, standsInFor: ReadonlySet<string>): string | null {
  if (staffId === people.leadId || staffId === people.assistId) return null
  return [people.leadId, people.assistId].find((one) => one !== null && standsInFor.has(one)) ?? null
}
