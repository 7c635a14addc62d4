import { ScheduleTerms, buildSchedule, ratesOfSchedule } from '#common/schedule/domain'
import { formatExact, read } from '#kernel'
import { answerJson, wrongUse } from './io.ts'

const RATE_PLACES = 4

/** `schedule`: loan terms in, rows, totals and annual rates out. */
export function run(argv: string[]): Promise<number> {
  if (argv.length > 0) return Promise.resolve(wrongUse(`schedule 不接受参数「${argv.join(' ')}」，贷款条件从标准输入读取`))
  return answerJson(schedule)
}

function schedule(input: unknown) {
  const terms = read(ScheduleTerms, input)
  const built = buildSchedule(terms)
  const { simple, effective } = ratesOfSchedule(terms, built)
  return { ...built, apr: { simple: formatExact(simple, RATE_PLACES), effective: formatExact(effective, RATE_PLACES) } }
}
