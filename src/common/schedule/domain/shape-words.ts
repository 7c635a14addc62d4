import { formatYuan } from '#kernel'
import type { ScheduleShape } from './terms.ts'

/** How principal comes back, as screens and papers say it; null where the type alone says it. */
export function shapeWords(shape: ScheduleShape | undefined): string | null {
  if (shape === undefined) return null
  const { gracePeriods, amortisationPeriods, residualFen, principalEachFen, steps, principalsFen } = shape
  const yuan = (amount: number): string => `${formatYuan(amount)} 元`
  const words = [
    ...(gracePeriods === undefined ? [] : [`前 ${gracePeriods} 期只付息`]), ...(amortisationPeriods === undefined ? [] : [`每期按 ${amortisationPeriods} 期分摊，余额到期一次还`]),
    ...(residualFen === undefined ? [] : [`末期另还尾款 ${yuan(residualFen)}`]), ...(principalEachFen === undefined ? [] : [`每期还本 ${yuan(principalEachFen)}，余额末期还`]),
    ...(steps === undefined ? [] : [stepWords(steps)]), ...(principalsFen === undefined ? [] : [`各期还本依次为 ${principalsFen.map((amount) => formatYuan(amount)).join('、')} 元`]),
  ]
  return words.length === 0 ? null : words.join('；')
}

function stepWords(steps: NonNullable<ScheduleShape['steps']>): string {
  let from = 1
  return steps.map(({ periods, principalFen }) => {
    const until = from + periods - 1
    const says = `第 ${from === until ? from : `${from} 至 ${until}`} 期每期还本 ${formatYuan(principalFen)} 元`
    from = until + 1
    return says
  }).join('，')
}
