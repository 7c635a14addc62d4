import { sql } from 'kysely'
import type { DayEndDetail, DayEndFigure, DayEndPage, DayEndPart, DayEndRow, DayEndState, DayEndStepView } from '#loan/servicing/domain'
import { type Day, Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { automaticFor } from './automatic.ts'
import { daysOf } from './begin.ts'

const LISTED: number = 30
const ALIVE_MS: number = 60_000

/** The bank's days, whether the worker ends them by itself, and the last day-ends. */
export async function readDayEnds(tx: Tx, now: Date): Promise<Omit<DayEndPage, 'worker'>> {
  const { today, unfinished } = await daysOf(tx)
  const runs = await rowsOf(tx, LISTED)
  const open = runs.find(({ day }) => day === unfinished)
  const next = open === undefined ? { day: unfinished, kind: 'RUN' as const } : open.state === 'FAILED' ? { day: unfinished, kind: 'RESUME' as const } : null
  return { today, unfinished, automatic: await automaticFor(tx, now), next, runs }
}

/** Whether some worker lives: it does the parts. Workers belong to no bank, so this is asked beside the bank's transaction. */
export function isAlive(heartbeats: readonly { readonly modes: string; readonly seen_at: string }[], now: Date): boolean {
  return heartbeats.some((one) => one.modes !== 'web' && now.getTime() - Date.parse(one.seen_at) < ALIVE_MS)
}

/** One day-end, step by step and part by part. */
export async function readDayEnd(tx: Tx, day: Day): Promise<DayEndDetail> {
  const [run] = await rowsOf(tx, 1, day)
  if (run === undefined) throw new Refusal({ code: 'day-end.unknown', message: `没有 ${day} 的日终`, value: day, expected: '已开始的日终' }, 404)
  const rows = await tx.selectFrom('day_end_part as p').leftJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'p.bank_id').onRef('u.unit_id', '=', 'p.unit_id'))
    .select(['p.step', 'p.step_no', 'p.name', 'p.part', 'u.name as unit', 'p.state', 'p.attempts', 'p.started_at', 'p.finished_at', 'p.row_count', 'p.control_fen', 'p.figures', 'p.error'])
    .where('p.bank_id', '=', tx.bankId).where('p.day', '=', day).orderBy('p.step_no').orderBy('u.code').execute()
  const steps = new Map<string, { name: string; parts: DayEndPart[] }>()
  for (const row of rows) {
    const step = steps.get(row.step) ?? { name: row.name, parts: [] }
    step.parts.push({
      part: row.part, name: row.unit ?? '全行', state: row.state as DayEndState, attempts: row.attempts, startedAt: row.started_at, seconds: secondsOf(row.started_at, row.finished_at), rows: row.row_count,
      controlFen: row.control_fen, says: row.error, figures: figuresOf(row.figures as Record<string, number | string> | null),
    })
    steps.set(row.step, step)
  }
  return { run, steps: [...steps].map(([step, { name, parts }]) => stepOf(step, name, parts)) }
}

function stepOf(step: string, name: string, parts: readonly DayEndPart[]): DayEndStepView {
  const begun = parts.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)]))
  const ended = parts.flatMap(({ startedAt, seconds }) => (startedAt === null || seconds === null ? [] : [Date.parse(startedAt) + seconds * 1_000]))
  const done = parts.filter(({ state }) => state === 'DONE').length
  const state = parts.some((part) => part.state === 'FAILED') ? 'FAILED' : done === parts.length ? 'DONE' : done > 0 || parts.some((part) => part.state === 'RUNNING') ? 'RUNNING' : 'WAITING'
  return { step, name, state, done, rows: parts.reduce((sum, part) => sum + (part.rows ?? 0), 0), seconds: ended.length === 0 ? 0 : (Math.max(...ended) - Math.min(...begun)) / 1_000, figures: summed(parts), parts: [...parts] }
}

/** Figures of the parts of a step under one name added up; of words the last stands. */
function summed(parts: readonly DayEndPart[]): DayEndFigure[] {
  const sums = new Map<string, DayEndFigure>()
  for (const figure of parts.flatMap(({ figures }) => figures)) {
    const before = sums.get(figure.name)
    sums.set(figure.name, before === undefined || typeof before.value === 'string' || typeof figure.value === 'string' ? figure : { ...before, value: before.value + figure.value })
  }
  return [...sums.values()]
}

/** What is money by the end of its name; everything else counts something. */
const MONEY = /(?:金额|余额|本金|利息|罚息|复利|发生额|准备|补提|类|成本|还款|暂收款|表内)$/
function figuresOf(figures: Record<string, number | string> | null): DayEndFigure[] {
  return Object.entries(figures ?? {}).map(([name, value]) => ({ name, value, isMoney: typeof value === 'number' && MONEY.test(name) }))
}

function secondsOf(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)) / 1_000
}

async function rowsOf(tx: Tx, count: number, day?: Day): Promise<DayEndRow[]> {
  const { rows } = await sql<{ day: Day; state: DayEndState; started_at: string; finished_at: string | null; asked: string | null; parts: number; done: number; rows: number; differences: number; failed_step: string | null; failed_part: string | null; error: string | null }>`
    select r.day, r.state, r.started_at, r.finished_at, s.name as asked, p.parts, p.done, p.rows, d.differences, f.name as failed_step, coalesce(f.unit, '全行') as failed_part, f.error
    from day_end_run r left join staff s on s.bank_id = ${tx.bankId} and s.staff_id = r.asked_by
    cross join lateral (select count(*)::int as parts, (count(*) filter (where p.state = 'DONE'))::int as done, coalesce(sum(p.row_count), 0)::bigint as rows from day_end_part p where p.bank_id = ${tx.bankId} and p.day = r.day) p
    cross join lateral (select count(*)::int as differences from ledger_difference l where l.bank_id = ${tx.bankId} and l.day = r.day) d
    left join lateral (select p.name, u.name as unit, p.error from day_end_part p left join unit u on u.bank_id = ${tx.bankId} and u.unit_id = p.unit_id where p.bank_id = ${tx.bankId} and p.day = r.day and p.state = 'FAILED' order by p.step_no limit 1) f on true
    where r.bank_id = ${tx.bankId} ${day === undefined ? sql`` : sql`and r.day = ${day}`} order by r.day desc limit ${count}`.execute(tx)
  return rows.map((row) => ({
    day: row.day, state: row.state, startedAt: row.started_at, finishedAt: row.finished_at, seconds: secondsOf(row.started_at, row.finished_at), askedBy: row.asked, parts: row.parts, partsDone: row.done, rows: row.rows, differences: row.differences,
    failed: row.error === null ? null : { step: row.failed_step!, part: row.failed_part!, says: row.error },
  }))
}
