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
}

const loan = (name: string, bornOn: string, terms: readonly [yuan: number, annualRate: string, method: EarlierLoan['method'], periods: number], days: readonly [disbursedOn: string, firstDueOn: string], paidInstalments: number): EarlierLoan =>
  ({ name, customerType: 'SELF_EMPLOYED', bornOn, yuan: terms[0], annualRate: terms[1], method: terms[2], periods: terms[3], disbursedOn: day(days[0]), firstDueOn: day(days[1]), paidInstalments })

/** Due today and on the next days, a few days late, six weeks late, more than three months late, nearly paid off, two days from being off the balance sheet. */
const MANY: readonly EarlierLoan[] = [
  loan('赵德海', '1974-03-08', [80_000, '0.0720', 'ANNUITY', 12], ['2024-07-12', '2024-08-12'], 7),
  loan('彭玉兰', '1983-11-21', [120_000, '0.0690', 'ANNUITY', 18], ['2024-09-12', '2024-10-12'], 5),
  loan('任国强', '1979-05-16', [50_000, '0.0750', 'EQUAL_PRINCIPAL', 12], ['2024-10-13', '2024-11-13'], 4),
  loan('钟桂芳', '1988-01-30', [200_000, '0.0660', 'ANNUITY', 24], ['2024-06-15', '2024-07-15'], 8),
  loan('姚建军', '1971-09-02', [150_000, '0.0720', 'INTEREST_ONLY_M', 12], ['2024-05-20', '2024-06-20'], 9),
  loan('崔小梅', '1990-07-25', [60_000, '0.0720', 'ANNUITY', 12], ['2024-08-06', '2024-09-06'], 6),
  loan('邱志远', '1976-12-11', [90_000, '0.0780', 'ANNUITY', 12], ['2024-06-28', '2024-07-28'], 6),
  loan('贺秋生', '1969-04-19', [100_000, '0.0780', 'EQUAL_PRINCIPAL', 18], ['2024-03-01', '2024-04-01'], 8),
  loan('龚春燕', '1985-10-05', [30_000, '0.0720', 'ANNUITY', 6], ['2024-09-18', '2024-10-18'], 5),
  loan('施长林', '1978-08-17', [60_000, '0.0780', 'EQUAL_PRINCIPAL', 12], ['2024-06-13', '2024-07-13'], 5),
]
const FEW: readonly EarlierLoan[] = [
  loan('向东明', '1977-02-14', [80_000, '0.0720', 'ANNUITY', 12], ['2024-08-12', '2024-09-12'], 6),
  loan('毕小英', '1984-08-03', [110_000, '0.0690', 'EQUAL_PRINCIPAL', 12], ['2024-09-22', '2024-10-22'], 5),
  loan('卓文亮', '1981-06-27', [60_000, '0.0750', 'ANNUITY', 12], ['2024-07-25', '2024-08-25'], 5),
]

/** The loans a demonstration bank brings along; where the core bank keeps the book, it hands over none before its first file. */
export const earlierLoans = (bank: string): readonly EarlierLoan[] => (bank === 'hengchuan' ? MANY : bank === 'linhu' ? [] : FEW)
