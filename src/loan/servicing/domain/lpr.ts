import { type Day, Refusal, type WorkingCalendar, add, exact, formatExact, isDay, monthOf, multiply, shiftMonth, workingDayFrom } from '#kernel'
import type { Tenor } from './events.ts'
import type { Publication } from './rates/publication.ts'
import { SHIPPED } from './rates/shipped.ts'

/** A published rate as decimal text. */
export interface Lpr {
  readonly tenor: Tenor
  readonly publishedOn: Day
  readonly rate: string
}

const PLACES = 12
/** Day of the month on which it is published, or on the next working day. */
const PUBLISHED_ON = '-20'

/** What is known of the published rate: the bank's own entries beside the shipped list, and the holidays that move a publication. */
export interface KnownRates {
  readonly own?: readonly Publication[]
  readonly calendar?: WorkingCalendar
}

/** The shipped list with the bank's own entries in their places; of one day the bank's own holds. */
export function publications(own: readonly Publication[] = []): Publication[] {
  return [...new Map([...SHIPPED, ...own].map((one) => [one.publishedOn, one])).values()].toSorted((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1))
}

/** The day on which the publication after the last one known is due; from then on the rate is not known. */
export function nextPublicationOn({ own, calendar = { holidays: new Set(), makeUpDays: new Set() } }: KnownRates): Day {
  return workingDayFrom(`${shiftMonth(monthOf(publications(own).at(-1)!.publishedOn), 1)}${PUBLISHED_ON}` as Day, calendar)
}

/** The rate in force on a day; the list ends where its source did, and a later day must not pass for known. */
export function lprOn(on: Day, tenor: Tenor, known: KnownRates = {}): Lpr {
  const list = publications(known.own)
  const found = list.findLast((one) => one.publishedOn <= on)
  const next = nextPublicationOn(known)
  if (found === undefined) throw new Refusal({ code: 'lpr.unknown', message: `${on} 没有贷款市场报价利率`, value: on, expected: `${list[0]!.publishedOn} 或以后` }, 422)
  if (on >= next) throw new Refusal({ code: 'lpr.not-entered', message: `${on} 的贷款市场报价利率尚未登记：已登记到 ${list.at(-1)!.publishedOn} 公布的一期，${next} 应有新的一期`, value: on, expected: `先在「利率重定价」登记 ${next.slice(0, 7)} 公布的报价利率` }, 422)
  return { tenor, publishedOn: found.publishedOn, rate: plain(exact(tenor === 'ONE_YEAR' ? found.oneYear : found.fiveYears)) }
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
