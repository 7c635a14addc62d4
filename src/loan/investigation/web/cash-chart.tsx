import { useCallback } from 'react'
import { type CaseStore, useAfterwards } from '#common/assessment/web'
import { type Value, isNumber } from '#common/figures/domain'
import { approximate, formatYuan } from '#kernel'

interface Month { readonly month: string; readonly net: number; readonly closing: number }
const [WIDTH, HEIGHT, TOP, FOOT] = [960, 220, 24, 26]

/** Cash at the end of each month as a line, the month's net as bars from zero; labelled where it matters, without a legend. */
export function CashChart({ months }: { months: readonly string[] }) {
  const read = useCallback(({ figures }: CaseStore) => months.map((month, index): Month => ({ month, net: amount(figures.value('planNet', index)), closing: amount(figures.value('closingCash', index)) })), [months])
  const points = useAfterwards(read)
  if (points.length === 0) return null
  const top = Math.max(1, ...points.flatMap(({ net, closing }) => [net, closing]))
  const bottom = Math.min(0, ...points.flatMap(({ net, closing }) => [net, closing]))
  const y = (value: number): number => TOP + ((top - value) / (top - bottom)) * (HEIGHT - TOP - FOOT)
  const step = WIDTH / points.length
  const x = (index: number): number => step * (index + 0.5)
  const lowest = points.reduce((least, point, index) => (point.closing < points[least]!.closing ? index : least), 0)
  return (
    <figure className="panel cash-chart">
      <figcaption>月末现金与当月净现金</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`预测 ${points.length} 个月，最低月末现金 ${formatYuan(points[lowest]!.closing)} 元，在 ${points[lowest]!.month}`}>
        <line className="cash-zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
        {points.map(({ month, net }, index) => <rect key={month} className={net < 0 ? 'cash-out' : 'cash-in'} x={x(index) - step * 0.18} width={step * 0.36} y={Math.min(y(0), y(net))} height={Math.max(1, Math.abs(y(net) - y(0)))} />)}
        <polyline className="cash-line" points={points.map(({ closing }, index) => `${x(index)},${y(closing)}`).join(' ')} />
        {points.map(({ month, closing }, index) => <circle key={month} className={index === lowest ? 'cash-lowest' : 'cash-dot'} cx={x(index)} cy={y(closing)} r={index === lowest ? 4 : 2.5} />)}
        <text className="cash-label" x={x(lowest)} y={y(points[lowest]!.closing) + 20} textAnchor={lowest === 0 ? 'start' : 'middle'}>最低 {formatYuan(points[lowest]!.closing)}</text>
        {points.map(({ month }, index) => (points.length <= 14 || index % 3 === 0 ? <text key={month} className="cash-month" x={x(index)} y={HEIGHT - 8} textAnchor="middle">{month.slice(2)}</text> : null))}
      </svg>
    </figure>
  )
}

/** For drawing only. */
function amount(value: Value): number {
  return value !== null && isNumber(value) ? Math.round(approximate(value)) : 0
}
