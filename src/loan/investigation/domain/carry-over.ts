import type { Assessment, CaseFile } from '#common/assessment/domain'
import { CaseFile as Schema } from '#common/assessment/domain'
import { z } from 'zod'

/** The last loan of a customer as its accepted investigation has it. */
export interface PreviousLoan {
  readonly number: string
  readonly caseFile: CaseFile
  readonly assessment: Assessment
  readonly amountFen: number
  /** Instalments in a row, up to the last one paid, that were paid when they were due. */
  readonly paidOnTime: number
}

export const CarriedOver = z.object({ rowVersion: z.int(), from: z.string(), places: z.array(z.string()) })
export type CarriedOver = z.output<typeof CarriedOver>

/** What the counter asked anew, whatever the case before said. */
const OF_THE_INTAKE: Readonly<Record<string, readonly string[]>> = {
  '/applicant': ['name', 'customerType', 'bornOn', 'idExpiresOn', 'phone', 'residence', 'marriage', 'children', 'property', 'staffRelated', 'relatedStaff'],
  '/business': ['name', 'trade', 'city', 'startedOn', 'licensed', 'premises', 'leaseEndsOn'],
  '/salary': ['employerKind', 'postKind', 'post', 'since', 'wages'],
}

/**
 * The shortened form of a repeat loan [S2-13]: what the policy allows is taken over from the case before, each place marked with that
 * case until somebody confirms it; statements, checks, bureau and flows are made anew. The equity check starts from its balance sheet.
 * What was asked or typed in this case stays: only what is still empty is filled.
 */
export function carryOver(draft: CaseFile, previous: PreviousLoan, places: readonly string[], evidenceId: string): CaseFile {
  const on = previous.caseFile.cutOffOn
  const taken = places.filter((place) => !isEmpty(at(previous.caseFile, place)) && !isCarried(draft, place) && (place in OF_THE_INTAKE ? at(draft, place) !== null : isUntouched(draft, place)))
  const next = taken.reduce<CaseFile>((file, place) => put(file, place, fitted(place, draft, restedOn(at(previous.caseFile, place), evidenceId))), draft)
  const { statements } = previous.assessment
  const initial = [
    { label: `上一案 ${previous.number} 总资产`, side: 'ASSET' as const, amountFen: statements.totalAssetsFen, evidence: [evidenceId] },
    { label: `上一案 ${previous.number} 总负债`, side: 'DEBT' as const, amountFen: statements.totalLiabilitiesFen, evidence: [evidenceId] },
  ]
  const ofWages = draft.applicant.customerType === 'SALARIED'
  return Schema.parse({
    ...next,
    carried: [...draft.carried.filter((each) => !taken.includes(each.at)), ...taken.map((place) => ({ at: place, caseNumber: previous.number, on }))],
    previousCase: { cutOffOn: on, caseNumber: previous.number, actualEquityFen: Math.max(0, statements.actualEquityFen), amountFen: previous.amountFen, paidInstalments: previous.paidOnTime },
    ...(ofWages ? { householdEquity: { ...draft.householdEquity, startOn: on, initial } } : { equity: { ...draft.equity, startOn: on, initial } }),
  })
}

/** The rows of the old case rest on the old case here: its papers are not in this one. */
function restedOn(value: unknown, evidenceId: string): unknown {
  if (Array.isArray(value)) return value.map((each) => restedOn(each, evidenceId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'evidence' && Array.isArray(each) ? [evidenceId] : restedOn(each, evidenceId)]))
}

/** The old value, with what the counter asked of this case in it. */
function fitted(place: string, draft: CaseFile, value: unknown): unknown {
  const asked = OF_THE_INTAKE[place]
  const now = at(draft, place)
  if (asked === undefined || typeof value !== 'object' || value === null || typeof now !== 'object' || now === null) return value
  return { ...value, ...Object.fromEntries(asked.map((key) => [key, Reflect.get(now, key)])) }
}

function isCarried(draft: CaseFile, place: string): boolean {
  return draft.carried.some((each) => each.at === place)
}

/** Nobody wrote there: it is empty, or as every case begins. */
function isUntouched(draft: CaseFile, place: string): boolean {
  const value = at(draft, place)
  return isEmpty(value) || (place === '/traps' && JSON.stringify(value) === JSON.stringify(Schema.shape.traps.parse({})))
}

function at(file: CaseFile, place: string): unknown {
  return place.split('/').slice(1).reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), file)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'object' && Object.values(value).length > 0 ? Object.values(value).every((each) => Array.isArray(each) && each.length === 0) : Array.isArray(value) && value.length === 0
}

function put<T extends object>(file: T, place: string, value: unknown): T {
  const [key, ...rest] = place.split('/').slice(1)
  if (key === undefined) return file
  const inner: unknown = Reflect.get(file, key)
  return { ...file, [key]: rest.length === 0 ? value : put((inner ?? {}) as object, `/${rest.join('/')}`, value) }
}
