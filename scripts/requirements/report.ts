import { REQUIREMENT_STAGES, type RequirementStage } from '../../src/path.ts'
import type { Title } from './titles.ts'

export interface Requirement {
  readonly id: string
  readonly stage: RequirementStage
  readonly kind: string
  readonly statement: string
}
/** Where a user meets what a test proves: by requirement id, or by the longest matching start of the test's path. */
export interface Seen {
  readonly of: string
  readonly at: string
}
export interface Proven {
  readonly requirement: Requirement
  readonly tests: readonly Title[]
  readonly seen: readonly string[]
}
export interface Report {
  readonly stages: readonly { readonly stage: RequirementStage; readonly rows: number; readonly proven: readonly Proven[] }[]
  readonly rows: number
  readonly proven: number
  readonly problems: readonly string[]
}

/** More ids than this on one test, and nobody can tell what it proves. */
const IDS_PER_TEST = 3

/** What the tests prove of the requirement table, and everything that is wrong with table, titles and places. */
export function report(requirements: readonly Requirement[], titles: readonly Title[], seen: readonly Seen[]): Report {
  const known = new Set(requirements.map((one) => one.id))
  const problems = [...tableProblems(requirements, seen, known), ...titles.flatMap((title) => titleProblems(title, known))]
  const proven = requirements.flatMap((requirement) => {
    const tests = titles.filter((title) => title.ids.includes(requirement.id))
    return tests.length === 0 ? [] : [{ requirement, tests, seen: seenAt(requirement.id, tests, seen) }]
  })
  for (const one of proven) if (one.seen.length === 0) problems.push(`${one.requirement.id} is proven, but docs/requirements-seen.tsv does not say where a user sees it`)
  const stages = REQUIREMENT_STAGES.map((stage) => ({ stage, rows: requirements.filter((one) => one.stage === stage).length, proven: proven.filter((one) => one.requirement.stage === stage) }))
  return { stages, rows: requirements.length, proven: proven.length, problems }
}

function tableProblems(requirements: readonly Requirement[], seen: readonly Seen[], known: ReadonlySet<string>): string[] {
  const problems: string[] = []
  if (known.size !== requirements.length) problems.push('docs/requirements.tsv names an id twice')
  for (const one of requirements) if (!REQUIREMENT_STAGES.includes(one.stage)) problems.push(`${one.id} stands in the unknown stage '${one.stage}'`)
  for (const one of seen) if (isId(one.of) && !known.has(one.of)) problems.push(`docs/requirements-seen.tsv names the unknown requirement ${one.of}`)
  return problems
}

function titleProblems(title: Title, known: ReadonlySet<string>): string[] {
  const unknown = title.ids.filter((id) => !known.has(id)).map((id) => `${title.file}: '${title.text}' names the unknown requirement ${id}`)
  return title.ids.length > IDS_PER_TEST ? [...unknown, `${title.file}: '${title.text}' names ${title.ids.length} requirements, at most ${IDS_PER_TEST}`] : unknown
}

function seenAt(id: string, tests: readonly Title[], seen: readonly Seen[]): string[] {
  const own = seen.filter((one) => one.of === id)
  if (own.length > 0) return own.map((one) => one.at)
  const places = tests.flatMap((test) => seen.filter((one) => !isId(one.of) && test.file.startsWith(one.of)).sort((a, b) => b.of.length - a.of.length).slice(0, 1))
  return [...new Set(places.map((one) => one.at))]
}

function isId(of: string): boolean {
  return /^S\d-\d+$/.test(of)
}
