import { ScheduleTerms, buildSchedule, ratesOfSchedule } from '#common/schedule/domain'
import { publishedCalendar } from '#common/schedule/server'
import { addDays, formatExact, read } from '#kernel'
import { answerJson, wrongUse } from './io.ts'

const RATE_PLACES = 4
/** Longer than any holiday with the weekends around it. */
const LONGEST_HOLIDAY = 30

/** `schedule`: loan terms in, rows, totals and annual rates out. */
export function run(argv: string[]): Promise<number> {
  if (argv.length > 0) return Promise.resolve(wrongUse(`schedule 不接受参数「${argv.join(' ')}」，贷款条件从标准输入读取`))
  return answerJson(schedule)
}

/** What one input comes to, or the refusal that names its place. */
export function schedule(input: unknown) {
  const terms = read(ScheduleTerms, input)
  const built = scheduleOf(terms)
  const { simple, effective } = ratesOfSchedule(terms, built)
  return { ...built, apr: { simple: formatExact(simple, RATE_PLACES), effective: formatExact(effective, RATE_PLACES) } }
}

/** The rows, with due days moved off the published holidays where the terms ask for it. */
function scheduleOf(terms: ScheduleTerms) {
  const { holidayRule, ...asContracted } = terms
  const contracted = buildSchedule(asContracted)
  if (holidayRule === undefined || holidayRule === 'NONE') return contracted
  const last = contracted.rows.at(-1)?.dueOn ?? terms.firstDueOn
  return buildSchedule(terms, publishedCalendar(addDays(terms.firstDueOn, -LONGEST_HOLIDAY), addDays(last, LONGEST_HOLIDAY)))
}
