import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { day, divide, exact, fen, multiply, read } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Schedule, ScheduleTerms, buildSchedule } from './index.ts'

const REAL_DATA = path.resolve(process.env['WEIDAI_REAL_DATA'] ?? '../shared/data')
const LENDING_CLUB = path.join(REAL_DATA, 'credit/lendingclub_2018q1_first5000.csv')
const CALCULATORS = path.join(REAL_DATA, 'finance/cn_calculator_tables.json')

/** A loan paid monthly from 2025-01-15; `rate` is the yearly one in per cent. */
function monthly(loan: { yuan: number; percent: string; months: number }, more: Partial<ScheduleTerms>): Schedule {
  return buildSchedule({
    principalFen: fen(Math.round(loan.yuan * 100)), annualRate: divide(exact(loan.percent), 100), method: 'ANNUITY', periods: loan.months,
    disbursedOn: day('2025-01-15'), firstDueOn: day('2025-02-15'), ...more,
  })
}

const toFen = (yuan: number) => Math.round(yuan * 100)
const ifThere = (file: string) => {
  if (!existsSync(file)) console.log(`skipped: ${path.basename(file)} is not in WEIDAI_REAL_DATA`)
  return { skip: !existsSync(file) }
}

describe('5,000 real instalments of LendingClub', () => {
  it('are the annuity rounded up to the cent, but for two that do not follow from their own terms', ifThere(LENDING_CLUB), () => {
    const [head = '', ...lines] = readFileSync(LENDING_CLUB, 'utf8').trim().split('\n')
    const columns = head.split(',')
    const off = lines.flatMap((line, i) => {
      const cells = line.split(',')
      const cell = (name: string) => cells[columns.indexOf(name)]!
      const { rows } = monthly({ yuan: Number(cell('loan_amount')), percent: cell('interest_rate'), months: Number(cell('term')) }, { rounding: 'UP' })
      const printed = toFen(Number(cell('installment')))
      return rows[0]!.totalFen === printed ? [] : [{ line: i + 2, ours: rows[0]!.totalFen, printed }]
    })
    expect(lines).toHaveLength(5000)
    // Both say 6 %; their instalments belong to 5.993 % and 4.341 %.
    expect(off).toEqual([{ line: 1549, ours: 24_338, printed: 24_335 }, { line: 1969, ours: 85_182, printed: 83_093 }])
  })
})

interface Table {
  method: string
  principal: number
  months: number
  annual_rate_pct: number
  payment?: number
  principal_per_period?: number
  rows?: Record<string, [number, number, number | null]>
  rows_payment_interest?: Record<string, [number, number]>
}

describe('tables printed by Chinese web calculators', () => {
  const tables = existsSync(CALCULATORS) ? (JSON.parse(readFileSync(CALCULATORS, 'utf8')) as { tables: Table[] }).tables : []
  const loanOf = (table: Table) => ({ yuan: table.principal, percent: String(table.annual_rate_pct), months: table.months })

  it('six of level instalments: every cell exactly, interest and principal within a fen in a ledger', ifThere(CALCULATORS), () => {
    const level = tables.filter((table) => table.method === '等额本息')
    expect(level).toHaveLength(6)
    for (const table of level) {
      const shown = monthly(loanOf(table), { rounding: 'EXACT_DISPLAY' }).rows
      const kept = monthly(loanOf(table), {}).rows
      expect(shown[0]!.totalFen).toBe(toFen(table.payment!))
      for (const [seq, [interest, principal, balance]] of Object.entries(table.rows!)) {
        const [a, b] = [shown[Number(seq) - 1]!, kept[Number(seq) - 1]!]
        expect([a.interestFen, a.principalFen, balance === null ? null : a.balanceFen]).toEqual([toFen(interest), toFen(principal), balance === null ? null : toFen(balance)])
        expect(Math.abs(b.interestFen - toFen(interest))).toBeLessThanOrEqual(1)
        expect(Math.abs(b.principalFen - toFen(principal))).toBeLessThanOrEqual(1)
      }
    }
  })

  it('one of equal principal: every cell, but for a tie it shows rounded down', ifThere(CALCULATORS), () => {
    const table = tables.find((each) => each.method === '等额本金')!
    const shown = monthly(loanOf(table), { method: 'EQUAL_PRINCIPAL', rounding: 'EXACT_DISPLAY' }).rows
    const kept = monthly(loanOf(table), { method: 'EQUAL_PRINCIPAL' }).rows
    expect([shown[0]!.principalFen, kept[0]!.principalFen]).toEqual([toFen(table.principal_per_period!), toFen(table.principal_per_period!)])
    const off = Object.entries(table.rows_payment_interest!).flatMap(([seq, [payment, interest]]) => {
      const [a, b] = [shown[Number(seq) - 1]!, kept[Number(seq) - 1]!]
      expect(Math.abs(b.interestFen - toFen(interest))).toBeLessThanOrEqual(1)
      expect(Math.abs(b.totalFen - toFen(payment))).toBeLessThanOrEqual(1)
      return [a.totalFen === toFen(payment) ? [] : [`${seq} payment`], a.interestFen === toFen(interest) ? [] : [`${seq} interest ${a.interestFen}`]].flat()
    })
    expect(off).toEqual(['12 interest 1437563']) // exactly 14,375.625
  })
})

type Vector = [expected: number, args: (number | null)[]]
const excel = JSON.parse(readFileSync(new URL('excel-vectors.json', import.meta.url), 'utf8')) as Record<string, Vector[]>

describe('Excel', () => {
  /** Ten thousand millionths of a fen a currency unit: enough digits to compare what Excel computes in floating point. */
  const SCALE = 1e9
  const inScale = (amount: number) => amount / SCALE
  const decimal = (value: number) => exact(value.toFixed(20).slice(0, 20))
  /** Vectors of our kind: a number expected, no balloon, paid at the end of the period. */
  const ours = (name: string, args: number) => excel[name]!.filter((vector): vector is [number, number[]] => typeof vector[0] === 'number' && Array.isArray(vector[1]) && vector[1].every((arg, i) => typeof arg === 'number' && (i < args || arg === 0)))
  const exactly = (rate: number, periods: number, present: number) => buildSchedule({
    principalFen: fen(present * SCALE), annualRate: multiply(decimal(rate), 12), method: 'ANNUITY', periods, disbursedOn: day('2025-01-15'), firstDueOn: day('2025-02-15'), rounding: 'EXACT_DISPLAY',
  }).rows

  it('PMT is the level instalment', () => {
    const vectors = ours('PMT', 3).filter(([, args]) => args[2]! > 0)
    expect(vectors).toHaveLength(1)
    for (const [expected, [rate, periods, present]] of vectors) expect(inScale(exactly(rate!, periods!, present!)[0]!.totalFen)).toBeCloseTo(-expected, 6)
  })

  it.each([['IPMT', 'interestFen', 4], ['PPMT', 'principalFen', 4]] as const)('%s is a cell of the schedule', (name, cell, count) => {
    const vectors = ours(name, 4)
    expect(vectors).toHaveLength(count)
    for (const [expected, [rate, seq, periods, present]] of vectors) expect(inScale(exactly(rate!, periods!, present!)[seq! - 1]![cell])).toBeCloseTo(-expected, 6)
  })

  it.each([['CUMIPMT', 'interestFen'], ['CUMPRINC', 'principalFen']] as const)('%s is a sum of cells', (name, cell) => {
    const vectors = (excel[name] as unknown as (number | string | null)[][]).filter((vector): vector is number[] => vector.slice(0, 6).every((each) => typeof each === 'number') && (vector[6] ?? 0) === 0)
    expect(vectors.length).toBeGreaterThan(3)
    for (const [expected, rate, periods, present, from, to] of vectors) {
      const cells = exactly(rate!, periods!, present!).slice(from! - 1, to!)
      expect(inScale(cells.reduce((sum, row) => sum + row[cell], 0))).toBeCloseTo(-expected!, 5)
    }
  })
})

describe('schedules published by Apache Fineract', () => {
  const example = (name: string) => JSON.parse(readFileSync(new URL(`../../../../examples/${name}`, import.meta.url), 'utf8')) as unknown[]
  const expected = example('schedule-fineract.expected.json') as { id: string; rows: object[] }[]

  it.each(example('schedule-fineract.json').map((terms, i) => [expected[i]!.id, terms, expected[i]!.rows] as const))('%s', (_, terms, rows) => {
    expect(buildSchedule(read(ScheduleTerms, terms)).rows).toEqual(rows)
  })
})
