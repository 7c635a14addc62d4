import { type Day, absolute, compare, divide, exact, formatExact, subtract } from '#kernel'
import { type FieldId, fieldOf } from './fields.ts'
import { type Mapping, unitOf } from './mapping.ts'
import { ownTransfersIn } from './own-transfers.ts'
import { type CellReading, readCount, readDay, readMoney, readNumber, readPhone, readText } from './read-cell.ts'
import type { AccountSeen, PersonSeen, XRayCase, XRayRules, XRayTable } from './seen-case.ts'

/** A cell that does not say what its column is for. */
export interface WrongCell {
  readonly file: string
  readonly row: number
  readonly column: string
  readonly value: string
  readonly expected: string
}

/** One row of a loan list. */
export interface LoanRow {
  readonly file: string
  readonly row: number
  readonly number: string | null
  readonly customer: PersonSeen
  readonly guarantors: readonly PersonSeen[]
  readonly lentFen: number | null
  readonly balanceFen: number | null
  readonly daysOverdue: number
}

interface Row {
  readonly row: number
  readonly text: Readonly<Partial<Record<FieldId, string>>>
  readonly money: Readonly<Partial<Record<FieldId, number>>>
  readonly day: Readonly<Partial<Record<FieldId, Day>>>
  readonly checks: readonly number[]
  readonly has: (id: FieldId) => boolean
}

/** The rows below the titles as read through a mapping; a row without a customer (sums, notes, blanks) is left out. */
function rowsOf(file: string, table: XRayTable, mapping: Mapping): { rows: Row[]; wrong: WrongCell[] } {
  const titles = table.rows[mapping.header]?.cells ?? []
  const mapped = Object.entries(mapping.columns).map(([at, id]) => ({ at: Number(at), id }))
  const wrong: WrongCell[] = []
  const rows: Row[] = []
  for (const { row, cells } of table.rows.slice(mapping.header + 1)) {
    const [text, money, days, checks]: [Partial<Record<FieldId, string>>, Partial<Record<FieldId, number>>, Partial<Record<FieldId, Day>>, number[]] = [{}, {}, {}, []]
    const faults: WrongCell[] = []
    for (const { at, id } of mapped) {
      const [value, title] = [cells[at] ?? '', titles[at] ?? '']
      const take = <T>(reading: CellReading<T>, keep: (value: T) => void): void => {
        if ('expected' in reading) faults.push({ file, row, column: `${columnLetters(at)} ${title}`.trim(), value, expected: reading.expected })
        else if (reading.value !== null) keep(reading.value)
      }
      switch (fieldOf(id)!.kind) {
        case 'TEXT': take(readText(value), (read) => { text[id] = read }); break
        case 'NUMBER': take(readNumber(value), (read) => { text[id] = read }); break
        case 'PHONE': take(readPhone(value), (read) => { text[id] = read }); break
        case 'DAY': take(readDay(value), (read) => { days[id] = read }); break
        case 'COUNT': take(readCount(value), (read) => { money[id] = read }); break
        case 'MONEY': take(readMoney(value, unitOf(title, mapping.unit)), (read) => { if (id === 'salesCheck') checks.push(read); else money[id] = read }); break
      }
    }
    if (text.customer === undefined || /^(?:合计|总计|小计)$/.test(text.customer)) continue
    wrong.push(...faults)
    rows.push({ row, text, money, day: days, checks, has: (id) => mapped.some((each) => each.id === id) })
  }
  return { rows, wrong }
}

/** Cases of a bank's own sheet. What its columns do not say stays unknown. */
export function casesOfTable(file: string, table: XRayTable, mapping: Mapping, rules: XRayRules): { cases: XRayCase[]; wrong: WrongCell[] } {
  const { rows, wrong } = rowsOf(file, table, mapping)
  return { wrong, cases: rows.map((row) => caseOfRow(file, row, rules)) }
}

function caseOfRow(file: string, row: Row, rules: XRayRules): XRayCase {
  const { text, money, day } = row
  const stated = money.statedSales ?? null
  const salesKnown = row.has('salesCheck') || row.has('flowCredits')
  return {
    key: `${file}#${row.row}`, file, row: row.row, number: text.number ?? null, ...peopleOf(text), lentFen: money.lent ?? null, lentOn: day.lentOn ?? null,
    accounts: salesKnown ? [salesAccount(stated, row.checks, money.flowCredits === undefined ? 0 : 1, rules)] : [],
    equityDeviation: money.equityActual === undefined || money.equityExpected === undefined ? null : deviation(money.equityActual, money.equityExpected),
    ownTransfers: money.flowCredits === undefined || stated === null ? 'UNKNOWN' : ownTransfersIn({ creditsFen: money.flowCredits, ownFen: row.has('ownTransfers') ? (money.ownTransfers ?? 0) : null, otherFen: 0, statedFen: stated, cashShare: 0 }, rules.tolerance),
    ownTransfersFen: row.has('ownTransfers') ? (money.ownTransfers ?? 0) : null,
    cashFlow: row.has('flowCredits') ? money.flowCredits !== undefined : null, visited: row.has('visitedOn') ? day.visitedOn !== undefined : null, judged: null,
  }
}

/** Takings are a check too, but no deviation is measured on them: what is paid in cash they do not show. */
function salesAccount(stated: number | null, checks: readonly number[], takings: number, { methodsPerAccount }: XRayRules): AccountSeen {
  const methods = checks.length + takings
  const deviations = stated === null ? [] : checks.map((check) => deviation(stated, check))
  return { account: 'sales', methods, enough: methods >= methodsPerAccount, deviation: deviations.length === 0 ? null : deviations.reduce((most, each) => (compare(exact(each), exact(most)) > 0 ? each : most)) }
}

/** How far what is stated is from what was found; of nothing stated it is all of it. */
function deviation(stated: number, found: number): string {
  return formatExact(stated === 0 ? (found === 0 ? 0 : 1) : absolute(divide(subtract(stated, found), stated)), 4)
}

/** The loans of a list. */
export function loansOfTable(file: string, table: XRayTable, mapping: Mapping): { loans: LoanRow[]; wrong: WrongCell[] } {
  const { rows, wrong } = rowsOf(file, table, mapping)
  return { wrong, loans: rows.map(({ row, text, money }) => ({ file, row, number: text.number ?? null, ...peopleOf(text), lentFen: money.lent ?? null, balanceFen: money.balance ?? null, daysOverdue: money.daysOverdue ?? 0 })) }
}

/** Several guarantors in one cell stand behind each other; a phone in the same place is theirs. */
function peopleOf(text: Row['text']): { customer: PersonSeen; guarantors: PersonSeen[] } {
  const names = (text.guarantor ?? '').split(/[、,;/]|\s+/).filter((name) => name !== '')
  const sole = names.length === 1
  return {
    customer: { name: text.customer!, idNumber: text.idNumber ?? null, phone: text.phone ?? null },
    guarantors: names.map((name) => ({ name, idNumber: sole ? (text.guarantorId ?? null) : null, phone: sole ? (text.guarantorPhone ?? null) : null })),
  }
}

const LETTERS = 26

function columnLetters(at: number): string {
  return at < LETTERS ? String.fromCharCode(at + 65) : `${columnLetters(Math.floor(at / LETTERS) - 1)}${columnLetters(at % LETTERS)}`
}
