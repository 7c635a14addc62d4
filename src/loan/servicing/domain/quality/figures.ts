import { divide, formatExact } from '#kernel'
import { PARS } from './buckets.ts'
import { shareOf } from './ratios.ts'

/** First day overdue that is more than thirty. */
export const PAR30_FROM = PARS.find(({ id }) => id === 'PAR30')!.from

/** Sizes of customers by all their lines together, as the supervisor's table of inclusive loans has them. */
export const SIZES = [
  { id: 'TO_1M', name: '100 万元及以下', upToFen: 100_000_000 },
  { id: 'TO_5M', name: '100–500 万元', upToFen: 500_000_000 },
  { id: 'TO_10M', name: '500–1,000 万元', upToFen: 1_000_000_000 },
  { id: 'TO_30M', name: '1,000–3,000 万元', upToFen: 3_000_000_000 },
  { id: 'ABOVE', name: '3,000 万元以上', upToFen: null },
] as const
export type Size = (typeof SIZES)[number]['id']

/** Sums over notes; everything a figure of the accounts is made of. */
export interface AccountSums {
  readonly lent: number
  readonly lentFen: number
  readonly writtenOffFen: number
  readonly notes: number
  readonly balanceFen: number
  readonly overdueNotes: number
  readonly overdueFen: number
  readonly overduePrincipalFen: number
  readonly par30Fen: number
  readonly nonPerformingFen: number
}
export const NOTHING: AccountSums = { lent: 0, lentFen: 0, writtenOffFen: 0, notes: 0, balanceFen: 0, overdueNotes: 0, overdueFen: 0, overduePrincipalFen: 0, par30Fen: 0, nonPerformingFen: 0 }

/** Sums of one cell: what the day-end tells apart. */
export interface AccountCell extends AccountSums {
  readonly unitId: string
  readonly productCode: string
  readonly guarantee: string
  readonly managerId: string
  readonly isFirst: boolean
}

/** Cells added up. */
export function sumOf(cells: readonly AccountSums[]): AccountSums {
  const names = Object.keys(NOTHING) as (keyof AccountSums)[]
  return Object.fromEntries(names.map((name) => [name, cells.reduce((total, cell) => total + cell[name], 0)])) as unknown as AccountSums
}

/** Everything the figures of a day are worked out from. */
export interface FigureInput {
  readonly cells: readonly AccountCell[]
  /** None where the question leaves customers out, as that for one product does. */
  readonly customers: readonly { readonly size: Size; readonly customers: number; readonly balanceFen: number }[] | null
  readonly collected: { readonly interestFen: number; readonly chargesFen: number }
  readonly due: { readonly instalments: number; readonly principalFen: number; readonly unpaid: number; readonly unpaidFen: number }
}

export type FigureKind = 'money' | 'count' | 'rate'
/** Notes a figure leads to. */
export const DRILLS = { RUNNING: '在贷', OVERDUE: '逾期', PAR30: '逾期 30 天以上', NON_PERFORMING: '不良', FIRST_OVERDUE: '首笔贷款逾期', CREDIT: '信用贷款', CREDIT_OVERDUE: '信用贷款逾期', GUARANTEED_OVERDUE: '保证贷款逾期' } as const satisfies Record<string, string>
export type Drill = keyof typeof DRILLS

export interface Figure {
  readonly id: string
  readonly name: string
  readonly group: 'SCALE' | 'QUALITY' | 'COLLECTION' | 'STRUCTURE'
  readonly kind: FigureKind
  /** Fen, a count, or decimal text of a rate; none of nothing. */
  readonly value: number | string | null
  /** How it is worked out, in words that name both numerator and denominator. */
  readonly formula: string
  readonly parts: { name: string; kind: FigureKind; value: number }[]
  readonly drill: Drill | null
}

export const FIGURE_GROUPS: Readonly<Record<Figure['group'], string>> = { SCALE: '规模', QUALITY: '质量', COLLECTION: '回收', STRUCTURE: '结构' }

const FEN_A_WAN = 1_000_000
/** 万 with two places, as a report prints an amount: 79,875 yuan is 7.99 万. */
export function inWan(fen: number): string {
  return `${formatExact(divide(fen, FEN_A_WAN), 2)} 万`
}

const GUARANTEED = ['PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY']

/** Whole fen a unit, rounded for the report only. */
function average(fen: number, by: number): number | null {
  return by === 0 ? null : Number(formatExact(divide(fen, by), 0))
}

/** The figures of the accounts: each with its formula and the numbers put into it. */
export function figuresOf({ cells, customers, collected, due }: FigureInput): Figure[] {
  const all = sumOf(cells)
  const of = (keep: (cell: AccountCell) => boolean): AccountSums => sumOf(cells.filter(keep))
  const [first, credit, guaranteed] = [of(({ isFirst }) => isFirst), of(({ guarantee }) => guarantee === 'CREDIT'), of(({ guarantee }) => GUARANTEED.includes(guarantee))]
  const collectedFen = all.lentFen - all.balanceFen - all.writtenOffFen
  const money = (name: string, value: number) => ({ name, kind: 'money' as const, value })
  const count = (name: string, value: number) => ({ name, kind: 'count' as const, value })
  const overdue = (id: string, name: string, words: string, sums: AccountSums, drill: Drill): Figure =>
    ({ id, name, group: 'QUALITY', kind: 'rate', value: shareOf(sums.overdueFen, sums.balanceFen), formula: `${words}中有任何一期逾期的余额 ÷ ${words}余额`, parts: [money('逾期贷款余额', sums.overdueFen), money('余额', sums.balanceFen)], drill })
  const rate = (name: string, formula: string, parts: Figure['parts'], drill: Drill | null): Pick<Figure, 'name' | 'kind' | 'value' | 'formula' | 'parts' | 'drill'> =>
    ({ name, kind: 'rate', value: shareOf(parts[0]!.value, parts[1]!.value), formula, parts, drill })
  return [
    { id: 'lent', name: '累计发放笔数', group: 'SCALE', kind: 'count', value: all.lent, formula: '开办以来放款的借据，冲销的不计', parts: [], drill: null },
    { id: 'lentFen', name: '累计发放金额', group: 'SCALE', kind: 'money', value: all.lentFen, formula: '上述借据的放款金额合计', parts: [], drill: null },
    { id: 'avgLoan', name: '笔均放款', group: 'SCALE', kind: 'money', value: average(all.lentFen, all.lent), formula: '累计发放金额 ÷ 累计发放笔数', parts: [money('累计发放金额', all.lentFen), count('笔数', all.lent)], drill: null },
    { id: 'balance', name: '贷款余额', group: 'SCALE', kind: 'money', value: all.balanceFen, formula: '在贷借据的未还本金合计', parts: [], drill: 'RUNNING' },
    { id: 'notes', name: '在贷笔数', group: 'SCALE', kind: 'count', value: all.notes, formula: '当日终了仍在还款的借据', parts: [], drill: 'RUNNING' },
    ...(customers === null ? [] : ofCustomers(customers)),
    overdue('overdue', '逾期率（PAR1）', '贷款', all, 'OVERDUE'),
    { id: 'overdueAmount', group: 'QUALITY', ...rate('逾期本金率', '已到期未还的本金 ÷ 贷款余额；只计欠的部分', [money('逾期本金', all.overduePrincipalFen), money('贷款余额', all.balanceFen)], 'OVERDUE') },
    { id: 'par30', group: 'QUALITY', ...rate('PAR30', '逾期 30 天以上贷款的余额 ÷ 贷款余额', [money('逾期 30 天以上', all.par30Fen), money('贷款余额', all.balanceFen)], 'PAR30') },
    { id: 'npl', group: 'QUALITY', ...rate('不良率', '次级、可疑、损失类余额 ÷ 贷款余额', [money('不良余额', all.nonPerformingFen), money('贷款余额', all.balanceFen)], 'NON_PERFORMING') },
    overdue('firstOverdue', '首贷逾期率', '客户首笔贷款', first, 'FIRST_OVERDUE'), overdue('creditOverdue', '信用贷款逾期率', '信用贷款', credit, 'CREDIT_OVERDUE'), overdue('guaranteedOverdue', '保证贷款逾期率', '自然人保证与担保公司贷款', guaranteed, 'GUARANTEED_OVERDUE'),
    { id: 'collected', name: '累计收回本金', group: 'COLLECTION', kind: 'money', value: collectedFen, formula: '累计发放 − 贷款余额 − 核销本金', parts: [money('累计发放', all.lentFen), money('贷款余额', all.balanceFen), money('核销本金', all.writtenOffFen)], drill: null },
    { id: 'interest', name: '累计收回利息', group: 'COLLECTION', kind: 'money', value: collected.interestFen, formula: '还款中冲利息的部分合计，冲正的已减', parts: [], drill: null },
    { id: 'charges', name: '累计收回罚息及费用', group: 'COLLECTION', kind: 'money', value: collected.chargesFen, formula: '还款中冲罚息、复利、费用的部分合计', parts: [], drill: null },
    { id: 'maturity', group: 'COLLECTION', ...rate('到期本金收回率', '本月到期本金中已收回的 ÷ 本月到期本金', [money('已收回', due.principalFen - due.unpaidFen), money('到期本金', due.principalFen)], null) },
    { id: 'instalments', group: 'COLLECTION', ...rate('期次未还率', '本月到期未还清的期次 ÷ 本月到期的期次', [count('未还清', due.unpaid), count('到期期次', due.instalments)], null) },
    { id: 'creditShare', group: 'STRUCTURE', ...rate('信用贷款占比', '信用贷款余额 ÷ 贷款余额', [money('信用贷款余额', credit.balanceFen), money('贷款余额', all.balanceFen)], 'CREDIT') },
  ]
}

function ofCustomers(rows: NonNullable<FigureInput['customers']>): Figure[] {
  const [customers, balanceFen] = [rows.reduce((sum, row) => sum + row.customers, 0), rows.reduce((sum, row) => sum + row.balanceFen, 0)]
  const small = rows.filter(({ size }) => size === 'TO_1M')
  const [smallCount, smallFen] = [small.reduce((sum, row) => sum + row.customers, 0), small.reduce((sum, row) => sum + row.balanceFen, 0)]
  return [
    { id: 'customers', name: '贷款户数', group: 'SCALE', kind: 'count', value: customers, formula: '有在贷借据的客户，每户计一次', parts: [], drill: null },
    { id: 'avgBalance', name: '户均余额', group: 'SCALE', kind: 'money', value: average(balanceFen, customers), formula: '贷款余额 ÷ 贷款户数', parts: [{ name: '贷款余额', kind: 'money', value: balanceFen }, { name: '户数', kind: 'count', value: customers }], drill: null },
    { id: 'smallShare', name: '100 万元及以下客户占比', group: 'STRUCTURE', kind: 'rate', value: shareOf(smallCount, customers), formula: '授信合计 100 万元及以下的客户 ÷ 贷款户数', parts: [{ name: '100 万元及以下', kind: 'count', value: smallCount }, { name: '户数', kind: 'count', value: customers }], drill: null },
    { id: 'smallBalance', name: '100 万元及以下客户余额', group: 'STRUCTURE', kind: 'money', value: smallFen, formula: '授信合计 100 万元及以下客户的贷款余额合计', parts: [], drill: null },
  ]
}
