import type { LoanRow } from './from-rows.ts'
import { samePerson } from './people.ts'
import type { PersonSeen, XRayCase } from './seen-case.ts'

/** By what a case and a row of the loan list were found to be the same, the surest first. */
const WAYS = ['NUMBER', 'ID', 'PHONE', 'NAME'] as const
export type JoinedBy = (typeof WAYS)[number]
export const JOINED_BY_NAMES: Readonly<Record<JoinedBy, string>> = { NUMBER: '编号', ID: '证件号码', PHONE: '姓名与手机号', NAME: '仅姓名' }

interface Joinable {
  readonly number: string | null
  readonly customer: PersonSeen
}

export interface Joined {
  /** By the key of the case. */
  readonly loans: ReadonlyMap<string, { readonly loan: LoanRow; readonly by: JoinedBy }>
  /** What could be joined in more than one way, and therefore was not. */
  readonly ambiguous: readonly string[]
  readonly casesAlone: number
  readonly loansAlone: number
}

/** Joins cases and loans; nothing is guessed: what fits twice, or fits by number and not by name, is said and left apart. */
export function joinLoans(cases: readonly XRayCase[], loans: readonly LoanRow[]): Joined {
  const found = new Map<string, { loan: LoanRow; by: JoinedBy }>()
  const ambiguous: string[] = []
  let [openCases, openLoans] = [[...cases], [...loans]]
  for (const by of WAYS) {
    const [byCase, byLoan] = [index(openCases, by), index(openLoans, by)]
    const settledCases = new Set<XRayCase>()
    const settledLoans = new Set<LoanRow>()
    for (const [mark, ownCases] of byCase) {
      const ownLoans = by === 'NAME' ? (byLoan.get(mark) ?? []).filter((loan) => ownCases.every((each) => samePerson(each.customer, loan.customer))) : (byLoan.get(mark) ?? [])
      const [one, sole] = [ownCases[0]!, ownLoans[0]]
      if (sole === undefined) continue
      const alone = ownCases.length === 1 && ownLoans.length === 1
      const named = alone && sole.customer.name === one.customer.name
      if (named) found.set(one.key, { loan: sole, by })
      else ambiguous.push(doubt(by, ownCases, ownLoans, alone))
      ownCases.forEach((each) => settledCases.add(each))
      ownLoans.forEach((each) => settledLoans.add(each))
    }
    openCases = openCases.filter((each) => !settledCases.has(each))
    openLoans = openLoans.filter((each) => !settledLoans.has(each))
  }
  return { loans: found, ambiguous, casesAlone: openCases.length, loansAlone: openLoans.length }
}

function doubt(by: JoinedBy, cases: readonly XRayCase[], loans: readonly LoanRow[], alone: boolean): string {
  const [where, rows] = [cases.map((each) => placeOf(each)).join('、'), `${loans[0]!.file} 第 ${loans.map(({ row }) => row).join('、')} 行`]
  return alone ? `${JOINED_BY_NAMES[by]}相同而姓名不同：${where}「${cases[0]!.customer.name}」与${rows}「${loans[0]!.customer.name}」` : `${JOINED_BY_NAMES[by]}对上不止一处：${where}与${rows}「${loans[0]!.customer.name}」`
}

/** Where a case stands, for a person to look it up. */
export function placeOf({ file, row }: Pick<XRayCase, 'file' | 'row'>): string {
  return row === null ? file : `${file} 第 ${row} 行`
}

function index<T extends Joinable>(all: readonly T[], by: JoinedBy): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const each of all) {
    const mark = markOf(each, by)
    if (mark === null) continue
    const own = found.get(mark)
    if (own === undefined) found.set(mark, [each])
    else own.push(each)
  }
  return found
}

function markOf({ number, customer: { name, idNumber, phone } }: Joinable, by: JoinedBy): string | null {
  switch (by) {
    case 'NUMBER': return number?.toUpperCase() ?? null
    case 'ID': return idNumber
    case 'PHONE': return phone === null ? null : `${name} ${phone}`
    case 'NAME': return name
  }
}
