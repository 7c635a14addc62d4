import { policyFor } from '#common/policy/server'
import { type Day, daysBetween } from '#kernel'
import { type CoreDifference, type Figures, type Pair, differencesOf } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { headOffice } from '../debit/head-office.ts'
import type { DayEndStep } from '../day-end/step.ts'
import { type Found, keepDifferences } from './keep-differences.ts'

/** Compares every note the core bank keeps with its figures of the closed day, unit by unit. */
export const mirrorCompareStep: DayEndStep = {
  id: 'mirror-compare', name: '核心对账', perUnit: true,
  run: async (tx, { day, unitId }) => {
    const done = await compareDay(tx, day, unitId ?? await headOffice(tx))
    return { rows: done.opened + done.closed, controlFen: done.deltaFen, figures: { 对账借据: done.notes, 新增差异: done.opened, 消除差异: done.closed, 未消除: done.live } }
  },
}

export interface Compared { readonly notes: number; readonly opened: number; readonly closed: number; readonly live: number; readonly deltaFen: number }

/**
 * One statement puts both books side by side and returns the notes that differ; the rules then say why. A note that moved
 * after the close is left to the next day, since its figures are no longer those of this one.
 */
export async function compareDay(tx: Tx, day: Day, unitId: string): Promise<Compared> {
  const files = await filesOf(tx, day)
  const isHead = unitId === await headOffice(tx)
  const found: Found[] = isHead ? [...missingFiles(files), ...await unknownHere(tx, day)] : []
  const complete = files.filter((one) => one.balances)
  if (complete.length > 0) {
    const rows = await differingNotes(tx, day, unitId, complete.map((one) => one.product_code))
    const manual = await manualPostings(tx, rows.map((row) => row.note_id), day)
    const late = new Set(files.filter((one) => !one.statements).map((one) => one.product_code))
    const roundings = new Map<string, number>()
    for (const { product_code: product } of complete) roundings.set(product, (await policyFor(tx, { applicationOn: day }, { unit: unitId, product })).servicing.mirrorRounding)
    for (const row of rows) {
      const pair = pairOf(row, { day, manual: manual.get(row.note_id) ?? null, statementMissing: late.has(row.product_code), roundingFen: roundings.get(row.product_code) ?? 0 })
      for (const difference of differencesOf(pair)) found.push(ofNote(row, unitId, difference))
    }
  }
  const kept = await keepDifferences(tx, { day, unitId, isHead, products: complete.map((one) => one.product_code) }, found)
  return { ...kept, notes: await countNotes(tx, day, unitId, complete.map((one) => one.product_code)), deltaFen: found.reduce((sum, one) => sum + one.totalDeltaFen, 0) }
}

interface FilesOfProduct { readonly product_code: string; readonly balances: boolean; readonly statements: boolean }

/** Products whose ledger is the core bank and which of their files of the day have come. A product without a note is asked for nothing. */
async function filesOf(tx: Tx, day: Day): Promise<FilesOfProduct[]> {
  const has = (kind: string) => sql`exists (select from core_file f where f.bank_id = p.bank_id and f.product_code = p.product_code and f.kind = ${kind} and f.day = ${day})`
  const { rows } = await sql<FilesOfProduct>`
    select p.product_code, ${has('BALANCES')} as balances, ${has('STATEMENT')} as statements from product p
    where p.bank_id = ${tx.bankId} and p.book = 'MIRROR' and exists (select from note n where n.bank_id = p.bank_id and n.product_code = p.product_code and n.book = 'MIRROR' and n.state = 'RUNNING' and n.disbursed_on < ${day}) order by p.product_code`.execute(tx)
  return rows
}

function missingFiles(files: readonly FilesOfProduct[]): Found[] {
  const missing = (product: string, kind: string, name: string): Found => ({
    subject: `FILE:${kind}:${product}`, noteId: null, coreNumber: null, productCode: product, unitId: null, cause: 'LATE_FILE', why: `产品 ${product} 当日的${name}文件未到`, figures: [], balanceDeltaFen: 0, totalDeltaFen: 0,
  })
  return files.flatMap((one) => [...(one.balances ? [] : [missing(one.product_code, 'BALANCES', '余额')]), ...(one.statements ? [] : [missing(one.product_code, 'STATEMENT', '交易流水')])])
}

async function unknownHere(tx: Tx, day: Day): Promise<Found[]> {
  const rows = await tx.selectFrom('core_balance').select(['note_number', 'core_number', 'product_code', 'balance_fen']).where('bank_id', '=', tx.bankId).where('day', '=', day).where('note_id', 'is', null).where('state', '=', 'RUNNING').orderBy('note_number').execute()
  return rows.map((row) => ({
    subject: `CORE:${row.note_number}`, noteId: null, coreNumber: row.core_number ?? row.note_number, productCode: row.product_code, unitId: null, cause: 'UNKNOWN', why: `核心有借据 ${row.note_number}，本系统没有`,
    figures: [{ figure: 'BALANCE', ours: '0', theirs: String(row.balance_fen), deltaFen: row.balance_fen }], balanceDeltaFen: row.balance_fen, totalDeltaFen: row.balance_fen,
  }))
}

interface DifferingRow {
  readonly note_id: string
  readonly product_code: string
  readonly state: string
  readonly balance: number
  readonly due_principal: number
  readonly due_interest: number
  readonly accrued: number
  readonly rate: string
  readonly class: string
  readonly period_from: Day | null
  readonly period_to: Day | null
  readonly period_interest: number
  readonly core_number: string | null
  readonly core_state: string | null
  readonly core_balance: number
  readonly core_due_principal: number | null
  readonly core_due_interest: number | null
  readonly core_accrued: number | null
  readonly core_rate: string | null
  readonly core_class: string | null
}

/** Interest of the running period up to the day, as `accruedOn` works it out without what has fallen due. */
const accrued = (day: Day) => sql`case when n.period_from is null or n.period_to is null or ${day} <= n.period_from then 0 when ${day} >= n.period_to then n.period_interest_fen
  else div(2 * n.period_interest_fen::numeric * (${day}::date - n.period_from) + (n.period_to - n.period_from), 2 * (n.period_to - n.period_from))::bigint end`

/** Notes the core bank keeps that were there before the day and did not move since; one drawn on the day may have missed the file. */
const comparable = (tx: Tx, day: Day, unitId: string, products: readonly string[]) => sql`n.bank_id = ${tx.bankId} and n.unit_id = ${unitId} and n.book = 'MIRROR' and n.product_code = any(${products}::text[]) and n.disbursed_on < ${day} and (n.period_from is null or n.period_from <= ${day})
  and not exists (select from repayment r where r.bank_id = n.bank_id and r.note_id = n.note_id and r.recorded_on > ${day} and not (r.channel = 'CORE' and r.paid_on <= ${day}))
  and not exists (select from note_event e where e.bank_id = n.bank_id and e.note_id = n.note_id and e.business_day > ${day})`

async function differingNotes(tx: Tx, day: Day, unitId: string, products: readonly string[]): Promise<DifferingRow[]> {
  const { rows } = await sql<DifferingRow>`
    select * from (
      select n.note_id, n.product_code, case n.state when 'REVERSED' then 'CANCELLED' else n.state end as state, n.balance_fen as balance, n.due_principal_fen as due_principal, n.due_interest_fen as due_interest, ${accrued(day)} as accrued, n.annual_rate as rate,
        n.risk_class as class, n.period_from, n.period_to, n.period_interest_fen as period_interest, b.core_number, b.state as core_state, coalesce(b.balance_fen, 0) as core_balance, b.due_principal_fen as core_due_principal, b.due_interest_fen as core_due_interest,
        b.accrued_fen as core_accrued, b.annual_rate as core_rate, b.risk_class as core_class
      from note n left join core_balance b on b.bank_id = n.bank_id and b.note_id = n.note_id and b.day = ${day}
      where ${comparable(tx, day, unitId, products)} and (n.state = 'RUNNING' or b.state = 'RUNNING')
    ) p
    where core_state is null or core_state <> state or core_balance <> balance or core_due_principal <> due_principal or core_due_interest <> due_interest or core_accrued <> accrued or core_rate <> rate or core_class <> class
    order by note_id`.execute(tx)
  return rows
}

async function countNotes(tx: Tx, day: Day, unitId: string, products: readonly string[]): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from note n where ${comparable(tx, day, unitId, products)} and n.state = 'RUNNING'`.execute(tx)
  return row?.count ?? 0
}

/** Postings by hand on these notes that no repayment of ours stands for. */
async function manualPostings(tx: Tx, noteIds: readonly string[], day: Day): Promise<ReadonlyMap<string, NonNullable<Pair['manual']>>> {
  const { rows } = await sql<{ note_id: string; amount: number; principal: number | null }>`
    select note_id, sum(case flow when 'IN' then amount_fen else -amount_fen end)::bigint as amount, case when bool_and(principal_fen is not null) then sum(case flow when 'IN' then principal_fen else -principal_fen end)::bigint end as principal
    from core_transaction where bank_id = ${tx.bankId} and note_id = any(${noteIds}::uuid[]) and day <= ${day} and kind in ('MANUAL', 'REVERSAL') group by note_id`.execute(tx)
  return new Map(rows.map((row) => [row.note_id, { amountFen: row.amount, principalFen: row.principal }]))
}

function pairOf(row: DifferingRow, { day, manual, statementMissing, roundingFen }: { day: Day; manual: Pair['manual']; statementMissing: boolean; roundingFen: number }): Pair {
  const theirs: Figures | null = row.core_state === null ? null : {
    state: row.core_state, balanceFen: row.core_balance, duePrincipalFen: row.core_due_principal, dueInterestFen: row.core_due_interest, accruedFen: row.core_accrued, annualRate: row.core_rate, riskClass: row.core_class,
  }
  const { period_from: from, period_to: to } = row
  return {
    on: day, theirs, manual, statementMissing, roundingFen, period: from === null || to === null || daysBetween(from, to) <= 0 ? null : { from, to, interestFen: row.period_interest },
    ours: { state: row.state, balanceFen: row.balance, duePrincipalFen: row.due_principal, dueInterestFen: row.due_interest, accruedFen: row.accrued, annualRate: row.rate, riskClass: row.class },
  }
}

function ofNote(row: DifferingRow, unitId: string, { cause, why, figures, balanceDeltaFen, totalDeltaFen }: CoreDifference): Found {
  return { subject: row.note_id, noteId: row.note_id, coreNumber: row.core_number, productCode: row.product_code, unitId, cause, why, figures, balanceDeltaFen, totalDeltaFen }
}
