import type { PolicyPack } from '#common/policy/domain'
import { Refusal, assert, formatYuan } from '#kernel'
import { BUSINESS_WORDS } from '#loan/review/domain'
import { DECIDING_BODIES, type DecidingBody, SIGNATORIES, type Signatory } from './facts.ts'
import type { Terms } from './terms.ts'

/** The pack's rows of authority, in full view. */
type Row = PolicyPack['committee']['authorityMatrix'][number]
type Level = Row['secured']
export type BusinessKind = PolicyPack['committee']['unitScopeExcludes'][number]

/** Who decides, as the authority matrix names it. */
export const AUTHORITY_LEVELS: Readonly<Record<Level, string>> = { ...DECIDING_BODIES, PRESIDENT: '审贷会审议后报主管副行长、行长签批', OUTSIDE: '超出本行微贷权限' }
/** Who is part of a unit's department, and so bound by what the department may lend. */
const OF_DEPARTMENT: ReadonlySet<Level> = new Set<Level>(['UNIT_COMMITTEE', 'DEPARTMENT_COMMITTEE'])

/** One part of what the customer owes and asks for. */
export interface ExposurePart {
  readonly says: string
  readonly amountFen: number
  /** Number of the application or line it comes from. */
  readonly number: string
}

export interface AuthorityQuestion {
  /** This application first, then what else the customer owes or asks for. */
  readonly parts: readonly ExposurePart[]
  readonly guarantee: Terms['guarantee']
  readonly grade: string | null
  /** Flags raised by the judgement. */
  readonly flags: readonly string[]
  readonly kind: BusinessKind
}

/** One sentence of the reasoning and the pack key it rests on. */
export interface Basis {
  readonly rule: string
  readonly says: string
}

export interface Authority {
  readonly body: DecidingBody
  readonly seats: number
  readonly signatures: readonly Signatory[]
  readonly totalFen: number
  readonly basis: readonly Basis[]
}

/** Who decides, in how many seats, and who signs above (7.3); refuses what the bank's pack puts outside. Everything comes with its rule. */
export function authorityFor(pack: PolicyPack, asked: AuthorityQuestion): Authority {
  const totalFen = asked.parts.reduce((sum, { amountFen }) => sum + amountFen, 0)
  refuseOutOfScope(pack, asked.kind)
  const column = secured(asked.guarantee) ? 'secured' : 'creditOrPersonal'
  const rows = pack.committee.authorityMatrix
  const at = rows.findIndex(({ upTo }) => upTo === null || totalFen <= upTo)
  assert(at >= 0, 'the last row of the matrix has no upper end')
  const steps: Basis[] = [total(asked.parts, totalFen), { rule: 'committee.authorityMatrix', says: `${rowSays(rows, at)}，${column === 'secured' ? '抵押、担保公司' : '信用、自然人保证'}：${AUTHORITY_LEVELS[rows[at]![column]]}` }]
  const lifts = liftsOf(pack, asked)
  const level = lifts.reduce((from, { basis }) => { const up = oneUp(rows, column, from); steps.push({ ...basis, says: `${basis.says}，审批上提一级：${AUTHORITY_LEVELS[up]}` }); return up }, rows[at]![column])
  if (level === 'OUTSIDE') throw outside(totalFen, rows)
  const seated = seatsFor(pack, rows, { at, column, level, totalFen })
  const body = withinScope(pack, level === 'PRESIDENT' ? pack.committee.signedAfter : level, totalFen, steps)
  const signatures = level === 'PRESIDENT' ? pack.committee.signatures : []
  if (level === 'PRESIDENT') steps.push({ rule: 'committee.signatures', says: `${DECIDING_BODIES[body]}审议后，依次由${signatures.map((post) => SIGNATORIES[post]).join('、')}签批` })
  return { body, seats: seated.seats, signatures, totalFen, basis: [...steps, seated.basis] }
}

/** Mortgages and guarantee companies are decided higher up than credit and personal guarantees. */
export function secured(guarantee: Terms['guarantee']): boolean {
  return guarantee === 'MORTGAGE' || guarantee === 'GUARANTEE_COMPANY'
}

function refuseOutOfScope(pack: PolicyPack, kind: BusinessKind): void {
  if (!pack.committee.unitScopeExcludes.includes(kind)) return
  throw new Refusal({ code: 'decision.out-of-scope', message: `${BUSINESS_WORDS[kind]}不属本部门受理范围，不能送审`, at: '/kind', value: kind, expected: '经营性贷款；其他业务按本行分工转出' }, 422)
}

function total(parts: readonly ExposurePart[], totalFen: number): Basis {
  const sum = parts.map(({ says, amountFen, number }) => `${says} ${number} ${formatYuan(amountFen)}`).join(' ＋ ')
  return { rule: 'exposure.customer', says: `单户合计 ${formatYuan(totalFen)} 元（${sum}）` }
}

function rowSays(rows: readonly Row[], at: number): string {
  const [below, { upTo }] = [rows[at - 1]?.upTo ?? null, rows[at]!]
  if (below === null) return upTo === null ? '不限金额' : `不超过 ${formatYuan(upTo)} 元`
  return upTo === null ? `超过 ${formatYuan(below)} 元` : `超过 ${formatYuan(below)} 元、不超过 ${formatYuan(upTo)} 元`
}

interface Lift {
  readonly basis: Basis
}

/** A weak grade lifts by one level, flags the pack sends to the committee by another, however many they are. */
function liftsOf(pack: PolicyPack, { grade, flags }: AuthorityQuestion): Lift[] {
  const sent = flags.filter((flag) => flag in pack.flags.effects && pack.flags.effects[flag as keyof PolicyPack['flags']['effects']] === 'COMMITTEE')
  const weak = pack.committee.oneLevelUpGrades.find((each) => each === grade)
  return [
    ...(weak === undefined ? [] : [{ basis: { rule: 'committee.oneLevelUpGrades', says: `评分等级 ${weak}` } }]),
    ...(sent.length === 0 ? [] : [{ basis: { rule: 'flags.effects', says: `风险标志 ${sent.join('、')}` } }]),
  ]
}

/** The next authority of this column; above the highest there is none, and it stays. */
function oneUp(rows: readonly Row[], column: 'secured' | 'creditOrPersonal', from: Level): Level {
  const ladder = [...new Set(rows.map((row) => row[column]))].filter((level) => level !== 'OUTSIDE')
  return from === 'OUTSIDE' ? from : ladder[ladder.indexOf(from) + 1] ?? from
}

function outside(totalFen: number, rows: readonly Row[]): Refusal {
  const last = rows.findLast(({ upTo, creditOrPersonal, secured: onSecurity }) => upTo !== null && (creditOrPersonal !== 'OUTSIDE' || onSecurity !== 'OUTSIDE'))?.upTo ?? null
  return new Refusal({
    code: 'decision.outside-authority', message: `单户合计 ${formatYuan(totalFen)} 元，超出本行微贷审批权限`, value: totalFen,
    expected: last === null ? '本行权限以内的金额' : `单户合计不超过 ${formatYuan(last)} 元（政策 committee.authorityMatrix）`,
  }, 422)
}

/** Above what its department may lend, no unit or department committee deliberates. */
function withinScope(pack: PolicyPack, body: DecidingBody, totalFen: number, steps: Basis[]): DecidingBody {
  const upTo = pack.committee.unitScopeUpTo
  if (upTo === null || totalFen <= upTo || !OF_DEPARTMENT.has(body)) return body
  steps.push({ rule: 'committee.unitScopeUpTo', says: `超过本部门受理上限 ${formatYuan(upTo)} 元，由${DECIDING_BODIES.HEAD_OFFICE_CENTRE}审议` })
  return 'HEAD_OFFICE_CENTRE'
}

/** Seats by amount; a case lifted to a higher authority sits in the seats of the smallest amount that authority would decide anyway. */
function seatsFor(pack: PolicyPack, rows: readonly Row[], { at, column, level, totalFen }: { at: number; column: 'secured' | 'creditOrPersonal'; level: Level; totalFen: number }): { seats: number; basis: Basis } {
  const first = rows.findIndex((row) => row[column] === level)
  const asIf = first > at ? Math.max(totalFen, (rows[first - 1]?.upTo ?? 0) + 1) : totalFen
  const row = pack.committee.committeeSeats.find(({ upTo }) => upTo === null || asIf <= upTo)
  assert(row !== undefined, 'the last row of seats has no upper end')
  const lifted = asIf === totalFen ? '' : `（按上提后的权限，起点 ${formatYuan(asIf)} 元）`
  return { seats: row.seats, basis: { rule: 'committee.committeeSeats', says: `审贷会 ${row.seats} 席${lifted}` } }
}
