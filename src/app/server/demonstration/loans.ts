import type { CustomerType } from '#common/customer/domain'
import { type Day, day } from '#kernel'

/** A loan the bank had before it began with Weidai, as its core bank handed it over. */
export interface EarlierLoan {
  readonly name: string
  readonly customerType: CustomerType
  readonly bornOn: string
  readonly yuan: number
  readonly annualRate: string
  readonly method: 'ANNUITY' | 'EQUAL_PRINCIPAL' | 'INTEREST_ONLY_M'
  readonly periods: number
  readonly disbursedOn: Day
  readonly firstDueOn: Day
  readonly paidInstalments: number
  readonly guarantee: 'CREDIT' | 'PERSONAL_GUARANTEE' | 'MORTGAGE'
  /** Where it is not made up: the simulated bank finds next to nothing on these accounts, so that what is late stays late. */
  readonly account?: string
  /** Follows the published rate, looked at anew each year on its day. */
  readonly followsRate?: true
}

type More = Partial<Pick<EarlierLoan, 'guarantee' | 'account' | 'followsRate'>>
const loan = (name: string, bornOn: string, terms: readonly [yuan: number, annualRate: string, method: EarlierLoan['method'], periods: number], days: readonly [disbursedOn: string, firstDueOn: string], paidInstalments: number, more: More = {}): EarlierLoan =>
  ({ guarantee: 'PERSONAL_GUARANTEE', ...more, name, customerType: 'SELF_EMPLOYED', bornOn, yuan: terms[0], annualRate: terms[1], method: terms[2], periods: terms[3], disbursedOn: day(days[0]), firstDueOn: day(days[1]), paidInstalments })

/** Hardly any money ever comes in on these. */
const POOR = ['6230000009000000002', '6230000009000000013', '6230000009000000015', '6230000009000000111'] as const

/** Due today and on the next days, a few days late, six weeks late, more than three months late, nearly paid off, two days from being off the balance sheet; then what the first days settle, pay, pay twice, write off and price anew. */
const MANY: readonly EarlierLoan[] = [
  loan('赵德海', '1974-03-08', [80_000, '0.0720', 'ANNUITY', 12], ['2024-07-12', '2024-08-12'], 7),
  loan('彭玉兰', '1983-11-21', [120_000, '0.0690', 'ANNUITY', 18], ['2024-09-12', '2024-10-12'], 5),
  loan('任国强', '1979-05-16', [50_000, '0.0750', 'EQUAL_PRINCIPAL', 12], ['2024-10-13', '2024-11-13'], 4, { guarantee: 'CREDIT' }),
  loan('钟桂芳', '1988-01-30', [200_000, '0.0660', 'ANNUITY', 24], ['2024-06-15', '2024-07-15'], 8, { guarantee: 'MORTGAGE' }),
  loan('姚建军', '1971-09-02', [150_000, '0.0720', 'INTEREST_ONLY_M', 12], ['2024-05-20', '2024-06-20'], 9),
  loan('崔小梅', '1990-07-25', [60_000, '0.0720', 'ANNUITY', 12], ['2024-08-06', '2024-09-06'], 6, { guarantee: 'CREDIT' }),
  loan('邱志远', '1976-12-11', [90_000, '0.0780', 'ANNUITY', 12], ['2024-06-28', '2024-07-28'], 6, { account: POOR[0] }),
  loan('贺秋生', '1969-04-19', [100_000, '0.0780', 'EQUAL_PRINCIPAL', 18], ['2024-03-01', '2024-04-01'], 8, { account: POOR[1] }),
  loan('龚春燕', '1985-10-05', [30_000, '0.0720', 'ANNUITY', 6], ['2024-09-18', '2024-10-18'], 5),
  loan('施长林', '1978-08-17', [60_000, '0.0780', 'EQUAL_PRINCIPAL', 12], ['2024-06-13', '2024-07-13'], 5, { account: POOR[2], guarantee: 'CREDIT' }),
  loan('文秀兰', '1982-06-03', [40_000, '0.0720', 'ANNUITY', 12], ['2024-03-07', '2024-04-07'], 11),
  loan('庞建业', '1975-01-22', [70_000, '0.0720', 'ANNUITY', 12], ['2024-08-05', '2024-09-05'], 6, { guarantee: 'CREDIT' }),
  loan('费玉华', '1987-09-14', [90_000, '0.0690', 'ANNUITY', 12], ['2024-09-11', '2024-10-11'], 5),
  loan('鲁志成', '1968-12-19', [60_000, '0.0780', 'ANNUITY', 12], ['2023-09-01', '2023-10-01'], 3, { account: POOR[3] }),
  loan('申国梁', '1980-05-27', [160_000, '0.0690', 'ANNUITY', 24], ['2024-03-10', '2024-04-10'], 11, { guarantee: 'MORTGAGE', followsRate: true }),
]

/** Numbers of those to which something happens in the first days. */
export const HAPPENING = { settled: 'JQ2024000011', twice: 'JQ2024000013', lost: 'JQ2024000014', repriced: 'JQ2024000005', extended: 'JQ2024000004', sixWeeks: 'JQ2024000007', threeMonths: 'JQ2024000008', relieved: 'JQ2024000006' } as const
const FEW: readonly EarlierLoan[] = [
  loan('向东明', '1977-02-14', [80_000, '0.0720', 'ANNUITY', 12], ['2024-08-12', '2024-09-12'], 6),
  loan('毕小英', '1984-08-03', [110_000, '0.0690', 'EQUAL_PRINCIPAL', 12], ['2024-09-22', '2024-10-22'], 5),
  loan('卓文亮', '1981-06-27', [60_000, '0.0750', 'ANNUITY', 12], ['2024-07-25', '2024-08-25'], 5),
]

/** The loans a demonstration bank brings along; where the core bank keeps the book, it hands over none before its first file. */
export const earlierLoans = (bank: string): readonly EarlierLoan[] => (bank === 'hengchuan' ? MANY : bank === 'linhu' ? [] : FEW)
