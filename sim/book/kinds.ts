import { type Method, ScheduleTerms, buildSchedule } from '#common/schedule/domain'

/** A kind of note: many notes share its plan and differ in their days. */
export interface NoteKind {
  readonly kind: number
  readonly product: string
  readonly method: Method
  readonly periods: number
  readonly amountFen: number
  readonly annualRate: string
  readonly terms: Readonly<Record<string, unknown>>
  readonly rows: readonly { readonly seq: number; readonly principalFen: number; readonly interestFen: number; readonly balanceFen: number }[]
}

export const PRODUCTS = ['MICRO', 'SHOP', 'FARM', 'SEASON'] as const
const YUAN = 100
const AMOUNTS = [20_000, 50_000, 80_000, 118_000, 200_000, 300_000, 500_000].map((yuan) => yuan * YUAN)
const TERMS = [6, 12, 12, 18, 24] as const
const RATES = ['0.0588', '0.072', '0.0888'] as const
const METHODS: readonly Method[] = ['ANNUITY', 'ANNUITY', 'EQUAL_PRINCIPAL', 'INTEREST_ONLY_M']

/** The kinds a book is made of: amounts, terms, rates and repayment types as a micro-lender has them. */
export function noteKinds(): NoteKind[] {
  const kinds: NoteKind[] = []
  for (const [m, method] of METHODS.entries()) for (const periods of TERMS) for (const [a, amountFen] of AMOUNTS.entries()) {
    const annualRate = RATES[(a + m) % RATES.length]!
    // Any regular months give the same figures: M30 knows no length of months.
    const terms = { principalFen: amountFen, annualRate, method, periods, every: 'MONTH', disbursedOn: '2024-01-15', firstDueOn: '2024-02-15', dayCount: 'M30', rounding: 'HALF_UP' } as const
    const rows = buildSchedule(ScheduleTerms.parse(terms)).rows
    kinds.push({ kind: kinds.length, product: PRODUCTS[(a + periods) % PRODUCTS.length]!, method, periods, amountFen, annualRate, terms, rows })
  }
  return kinds
}
