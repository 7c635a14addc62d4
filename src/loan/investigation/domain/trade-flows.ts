import { type Account, Check } from '#common/assessment/domain'
import { type BoundRow, type IndustryPack, type TradeFills, type TradeItem, boundRows } from '#common/policy/domain'
import { type Day, lastDay, monthOf, shiftMonth } from '#kernel'
import { readAnswer } from './trade-answers.ts'

/** A row of the checks as answers make it up; a record, because each method has inputs of its own. */
type Row = Readonly<Record<string, unknown>>

/** One method the checklist feeds: the row its answers make, or what is still missing for it. */
export interface Flow {
  readonly method: string
  readonly account: string
  readonly items: readonly TradeItem[]
  readonly bound: BoundRow['bound']
  /** What stands in the row by answers, and what the pack gives along with them. */
  readonly answered: Row
  readonly given: Row
  /** Questions that must be answered before the row can stand. */
  readonly waits: readonly TradeItem[]
  /** Why the row cannot stand although everything is answered. */
  readonly unfit: string | null
}

type Answers = Readonly<Record<string, string>>
type Trade = Pick<IndustryPack, 'checklist' | 'seasonIndex'>

/** Every method the checklist of a trade feeds, with what has been answered for it up to now. */
export function flowsOf({ checklist, seasonIndex }: Trade, answers: Answers, cutOffOn: Day): Flow[] {
  const lastMonth = shiftMonth(monthOf(cutOffOn), -1)
  const season = Object.entries(seasonIndex).find(([month]) => monthOf(cutOffOn).endsWith(`-${month}`))?.[1] ?? '1'
  const named: Readonly<Record<string, string>> = { MONTH: season, LAST_MONTH: lastMonth, LAST_DAY: lastDay(lastMonth) }
  const meant = (value: string | number): string | number => (typeof value === 'string' ? named[value] ?? value : value)
  return boundRows(checklist).map(({ method, account, items, bound }) => {
    const answered: Record<string, unknown> = {}
    const given: Record<string, unknown> = {}
    for (const { item, fills } of bound) put(fills, readAnswer(item, answers[`industry.${item.id}`] ?? ''), { answered, given, meant, ofList: isOfList(fills) })
    const flow = { method, account, items, bound, answered, given }
    const row = rowOf(flow)
    const result = Check.safeParse(row)
    if (result.success) return { ...flow, waits: [], unfit: null }
    const open = items.filter((item) => (answers[`industry.${item.id}`] ?? '') === '')
    const waits = open.filter((item) => bound.some((each) => each.item === item && !canMiss(row, each.fills)))
    return { ...flow, waits, unfit: waits.length > 0 ? null : result.error.issues[0]?.message ?? '' }
  })
}

interface Putting {
  readonly answered: Record<string, unknown>
  readonly given: Record<string, unknown>
  readonly meant: (value: string | number) => string | number
  readonly ofList: (key: string) => boolean
}

function put(fills: TradeFills, value: unknown, { answered, given, meant, ofList }: Putting): void {
  const { method, list, label, field } = fills
  const more = Object.entries(fills.with ?? {}).map(([key, one]) => [key, meant(one)] as const)
  for (const [key, one] of more) if (!ofList(key)) given[key] = whole(one, method, key)
  if (list === undefined) {
    if (value !== null) answered[field] = whole(value, method, field)
    return
  }
  if (value === null) return
  const items = (answered[list] ?? []) as Record<string, unknown>[]
  const item = items.find((one) => one['label'] === label) ?? { label }
  if (!items.includes(item)) items.push(item)
  for (const [key, one] of more) if (ofList(key)) item[key] ??= whole(one, method, key, list)
  item[field] = whole(value, method, field, list)
  answered[list] = items
}

/** A number that counts is kept as a number, one that measures as decimal text: as the input has it. */
function whole(value: unknown, method: string, field: string, list?: string): unknown {
  const schema = inputAt(method, field, list)
  if ((typeof value !== 'string' && typeof value !== 'number') || schema?.safeParse(value).success !== false) return value
  const other = typeof value === 'string' ? Number(value) : String(value)
  return schema.safeParse(other).success ? other : value
}

const OPTIONS = new Map(Check.options.map((option) => [[...option.shape.method.values].join(''), option.shape as unknown as Record<string, Schema>]))
interface Schema { readonly safeParse: (value: unknown) => { success: boolean }; readonly element?: { readonly shape: Record<string, Schema> }; readonly unwrap?: () => Schema }

function inputAt(method: string, field: string, list?: string): Schema | undefined {
  const shape = OPTIONS.get(method)
  if (list === undefined) return shape?.[field]
  return bare(shape?.[list])?.element?.shape[field]
}

function bare(schema: Schema | undefined): Schema | undefined {
  return schema?.element === undefined && schema?.unwrap !== undefined ? bare(schema.unwrap()) : schema
}

function isOfList({ method, list }: TradeFills): (key: string) => boolean {
  return (key) => list !== undefined && inputAt(method, key, list) !== undefined
}

/** The row as it would stand with nothing there before. */
function rowOf({ method, account, answered, given }: Pick<Flow, 'method' | 'account' | 'answered' | 'given'>, evidence: readonly string[] = []): Row {
  return { method, account, ...given, ...answered, evidence }
}

function canMiss(row: Row, fills: TradeFills): boolean {
  if (fills.list === undefined) return inputAt(fills.method, fills.field)?.safeParse(undefined).success ?? true
  const items = row[fills.list] as readonly Row[] | undefined
  const item = items?.find((one) => one['label'] === fills.label)
  return items !== undefined && items.length > 0 && item === undefined
}

/** The checks with one row put in or brought up to date; the same answers change nothing, and no row is ever doubled. */
export function withRow(checks: readonly Check[], flow: Flow, evidenceId: string): readonly Check[] {
  const at = rowAt(checks, flow)
  const before = at === -1 ? undefined : (checks[at] as unknown as Row)
  if (before === undefined) return [...checks, Check.parse(rowOf(flow, [evidenceId]))]
  const row: Row = { ...flow.given, ...before, ...mergedLists(before, flow.answered) }
  const changed = JSON.stringify(sorted(Check.parse(row))) !== JSON.stringify(sorted(before))
  if (!changed) return checks
  const evidence = [...new Set([...(before['evidence'] as readonly string[]), evidenceId])]
  return checks.map((one, index) => (index === at ? Check.parse({ ...row, evidence }) : one))
}

/** The checks without a row whose answers were taken back; one that somebody added to stays. */
export function withoutRow(checks: readonly Check[], flow: Pick<Flow, 'method' | 'account'>, evidenceId: string): readonly Check[] {
  const at = rowAt(checks, flow)
  const row = checks[at]
  const isOurs = row !== undefined && row.cause === undefined && row.evidence.length === 1 && row.evidence[0] === evidenceId
  return isOurs ? checks.filter((_, index) => index !== at) : checks
}

/** Where the row of this method for this account stands among the checks, or -1. */
export function rowAt(checks: readonly Check[], { method, account }: { readonly method: string; readonly account: string }): number {
  return checks.findIndex((check) => check.method === method && check.account === (account as Account))
}

function mergedLists(before: Row, answered: Row): Row {
  return Object.fromEntries(Object.entries(answered).map(([key, value]) => {
    const there = before[key]
    if (!Array.isArray(value) || !Array.isArray(there)) return [key, value]
    const rows = value as Row[]
    const kept = (there as Row[]).map((one) => ({ ...one, ...rows.find((row) => row['label'] === one['label']) }))
    return [key, [...kept, ...rows.filter((row) => !kept.some((one) => (one as Row)['label'] === row['label']))]]
  }))
}

/** Keys in one order, so that two rows can be compared as text. */
function sorted(row: object): unknown {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
}
