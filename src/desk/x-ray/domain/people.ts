import type { PersonSeen, XRayCase } from './seen-case.ts'

/** Two mentions are one person when the name is the same and no number of theirs speaks against it. */
export function samePerson(a: PersonSeen, b: PersonSeen): boolean {
  if (a.idNumber !== null && b.idNumber !== null) return a.idNumber === b.idNumber
  return a.name === b.name && (a.phone === null || b.phone === null || a.phone === b.phone)
}

interface Mention {
  readonly person: PersonSeen
  readonly of: XRayCase
}

/** Cases whose guarantor stands for other borrowers too: key of the case → what to say. */
export function sharedGuarantors(cases: readonly XRayCase[]): Map<string, string> {
  const byName = new Map<string, Mention[]>()
  for (const of of cases) for (const person of of.guarantors) byName.set(person.name, [...(byName.get(person.name) ?? []), { person, of }])
  const said = new Map<string, string[]>()
  for (const [name, mentions] of byName) {
    for (const group of groupsOf(mentions)) {
      const borrowers = groupsOf(group.map(({ of }) => ({ person: of.customer, of })))
      if (borrowers.length < 2) continue
      const unsure = group.some(({ person }) => person.idNumber === null && person.phone === null) ? '（只有姓名相同，请核对是否同一人）' : ''
      const names = borrowers.map(([first]) => first!.person.name)
      for (const { of } of group) add(said, of.key, `${name} 同时为 ${listed(names)} 担保${unsure}`)
    }
  }
  return joined(said)
}

/** Cases in which a phone number belongs to different people, borrowers or guarantors: key of the case → what to say. */
export function sharedPhones(cases: readonly XRayCase[]): Map<string, string> {
  const byPhone = new Map<string, Mention[]>()
  for (const of of cases) for (const person of [of.customer, ...of.guarantors]) if (person.phone !== null) byPhone.set(person.phone, [...(byPhone.get(person.phone) ?? []), { person, of }])
  const said = new Map<string, string[]>()
  for (const [phone, mentions] of byPhone) {
    const people = groupsOf(mentions)
    if (people.length < 2) continue
    const names = people.map(([first]) => first!.person.name)
    for (const { of } of mentions) add(said, of.key, `手机 ${phone.slice(0, 3)}****${phone.slice(-4)} 由 ${listed(names)} 共用`)
  }
  return joined(said)
}

const LISTED = 6

function listed(names: readonly string[]): string {
  return names.length <= LISTED ? names.join('、') : `${names.slice(0, LISTED).join('、')} 等 ${names.length} 人`
}

/** Mentions by person; those with most numbers first, so that a bare name does not tie two people together. */
function groupsOf(mentions: readonly Mention[]): Mention[][] {
  const numbers = ({ person }: Mention): number => (person.idNumber === null ? 0 : 1) + (person.phone === null ? 0 : 1)
  const groups: Mention[][] = []
  for (const mention of mentions.toSorted((a, b) => numbers(b) - numbers(a))) {
    const own = groups.find((group) => group.every((each) => samePerson(each.person, mention.person)))
    if (own === undefined) groups.push([mention])
    else own.push(mention)
  }
  return groups
}

function add(to: Map<string, string[]>, key: string, says: string): void {
  const before = to.get(key) ?? []
  if (!before.includes(says)) to.set(key, [...before, says])
}

function joined(said: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  return new Map([...said].map(([key, texts]) => [key, texts.join('；')]))
}
