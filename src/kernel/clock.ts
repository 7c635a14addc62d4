import { type Day, day } from './day.ts'

const DATE_AND_TIME = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** What calendar and clock of a zone (`Asia/Shanghai`) show at an instant: a civil date and `HH:MM`, midnight being 00:00. */
export function clockIn(zone: string, at: Date): { readonly date: Day; readonly time: string } {
  const parts = new Map(new Intl.DateTimeFormat('en-CA', { ...DATE_AND_TIME, timeZone: zone }).formatToParts(at).map(({ type, value }) => [type, value]))
  return { date: day(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`), time: `${parts.get('hour')}:${parts.get('minute')}` }
}
