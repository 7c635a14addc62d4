import { type Day, Refusal, add, addMonths, exact, formatExact, isDay, multiply } from '#kernel'
import type { Tenor } from './events.ts'

/**
 * 贷款市场报价利率 as the National Interbank Funding Center has published it: day, one year, five years and more, in percent.
 * It is published on the twentieth of each month (the next working day on a holiday) and holds until the next one.
 */
const PUBLISHED = `
2019-08-20 4.25 4.85
2019-09-20 4.20 4.85
2019-10-21 4.20 4.85
2019-11-20 4.15 4.80
2019-12-20 4.15 4.80
2020-01-20 4.15 4.80
2020-02-20 4.05 4.75
2020-03-20 4.05 4.75
2020-04-20 3.85 4.65
2020-05-20 3.85 4.65
2020-06-22 3.85 4.65
2020-07-20 3.85 4.65
2020-08-20 3.85 4.65
2020-09-21 3.85 4.65
2020-10-20 3.85 4.65
2020-11-20 3.85 4.65
2020-12-21 3.85 4.65
2021-01-20 3.85 4.65
2021-02-20 3.85 4.65
2021-03-22 3.85 4.65
2021-04-20 3.85 4.65
2021-05-20 3.85 4.65
2021-06-21 3.85 4.65
2021-07-20 3.85 4.65
2021-08-20 3.85 4.65
2021-09-22 3.85 4.65
2021-10-20 3.85 4.65
2021-11-22 3.85 4.65
2021-12-20 3.80 4.65
2022-01-20 3.70 4.60
2022-02-21 3.70 4.60
2022-03-21 3.70 4.60
2022-04-20 3.70 4.60
2022-05-20 3.70 4.45
2022-06-20 3.70 4.45
2022-07-20 3.70 4.45
2022-08-22 3.65 4.30
2022-09-20 3.65 4.30
2022-10-20 3.65 4.30
2022-11-21 3.65 4.30
2022-12-20 3.65 4.30
2023-01-20 3.65 4.30
2023-02-20 3.65 4.30
2023-03-20 3.65 4.30
2023-04-20 3.65 4.30
2023-05-22 3.65 4.30
2023-06-20 3.55 4.20
2023-07-20 3.55 4.20
2023-08-21 3.45 4.20
2023-09-20 3.45 4.20
2023-10-20 3.45 4.20
2023-11-20 3.45 4.20
2023-12-20 3.45 4.20
2024-01-22 3.45 4.20
2024-02-20 3.45 3.95
2024-03-20 3.45 3.95
2024-04-22 3.45 3.95
2024-05-20 3.45 3.95
2024-06-20 3.45 3.95
2024-07-22 3.35 3.85
2024-08-20 3.35 3.85
2024-09-20 3.35 3.85
2024-10-21 3.10 3.60
2024-11-20 3.10 3.60
2024-12-20 3.10 3.60
2025-01-20 3.10 3.60
2025-02-20 3.10 3.60
2025-03-20 3.10 3.60
2025-04-21 3.10 3.60
2025-05-20 3.00 3.50
2025-06-20 3.00 3.50
2025-07-21 3.00 3.50
2025-08-20 3.00 3.50
2025-09-22 3.00 3.50
2025-10-20 3.00 3.50
2025-11-20 3.00 3.50
2025-12-22 3.00 3.50
2026-01-20 3.00 3.50
2026-02-24 3.00 3.50
2026-03-20 3.00 3.50
2026-04-20 3.00 3.50
2026-05-20 3.00 3.50
2026-06-22 3.00 3.50
2026-07-20 3.00 3.50
2026-08-20 3.00 3.50
`.trim().split('\n').map((line) => {
  const [publishedOn, ONE_YEAR, FIVE_YEARS] = line.split(' ') as [Day, string, string]
  return { publishedOn, ONE_YEAR, FIVE_YEARS }
})

/** A published rate as decimal text. */
export interface Lpr {
  readonly tenor: Tenor
  readonly publishedOn: Day
  readonly rate: string
}

const PLACES = 12

/** The rate in force on a day; the table ends where its source did, and a later day must not pass for known. */
export function lprOn(on: Day, tenor: Tenor): Lpr {
  const found = PUBLISHED.findLast((one) => one.publishedOn <= on)
  const knownUntil = addMonths(PUBLISHED.at(-1)!.publishedOn, 1)
  if (found === undefined || on > knownUntil) throw new Refusal({ code: 'lpr.unknown', message: `${on} 没有贷款市场报价利率`, value: on, expected: `${PUBLISHED[0]!.publishedOn} 至 ${knownUntil}` })
  return { tenor, publishedOn: found.publishedOn, rate: plain(multiply(exact(found[tenor]), exact('0.01'))) }
}

/** Which published rate a loan of so many months follows. */
export function tenorOf(months: number, longFrom: number): Tenor {
  return months < longFrom ? 'ONE_YEAR' : 'FIVE_YEARS'
}

/** A published rate plus the spread agreed (加点), and the penalty rate that follows it. */
export function repriced(lpr: Lpr, spread: string, penaltyUplift: string): { annualRate: string; penaltyRate: string } {
  const annualRate = add(exact(lpr.rate), exact(spread))
  return { annualRate: plain(annualRate), penaltyRate: plain(multiply(annualRate, add(1, exact(penaltyUplift)))) }
}

/** When a floating rate is looked at anew. */
export const REPRICINGS = { NEVER: '固定利率', YEAR_START: '每年 1 月 1 日', ANNIVERSARY: '每年放款对月对日' } as const satisfies Record<string, string>
export type Repricing = keyof typeof REPRICINGS

/** The repricing day of a year of a loan's life; none where the rate is fixed, or before the first whole year by its rule. */
export function isRepricingDay(on: Day, disbursedOn: Day, repricing: Repricing): boolean {
  if (on <= disbursedOn) return false
  switch (repricing) {
    case 'NEVER': return false
    case 'YEAR_START': return on.endsWith('-01-01')
    // Drawn on the 29th of February, a year without that day is repriced on the 1st of March.
    case 'ANNIVERSARY': return on.slice(4) === disbursedOn.slice(4) || (disbursedOn.endsWith('-02-29') && on.endsWith('-03-01') && !isDay(`${on.slice(0, 4)}-02-29`))
  }
}

function plain(rate: ReturnType<typeof exact>): string {
  return formatExact(rate, PLACES).replace(/\.?0+$/, '')
}
