import type { RateShown } from '#loan/servicing/domain'
import { approximate, exact } from '#kernel'
import { percentText } from '#ui'

const [WIDTH, HEIGHT, TOP, FOOT, LEFT, RIGHT] = [460, 170, 16, 24, 4, 132]
const LINES = [{ name: '五年期以上', of: (one: RateShown) => one.fiveYears, stroke: 'var(--amber)' }, { name: '一年期', of: (one: RateShown) => one.oneYear, stroke: 'var(--pine)' }] as const

/** Both tenors over the last publications: a rate holds until the next one, so the lines are steps. The axis begins at zero. */
export function RateChart({ rates }: { rates: readonly RateShown[] }) {
  const points = rates.toReversed()
  if (points.length < 2) return null
  const value = (text: string): number => approximate(exact(text))
  const top = Math.max(...points.flatMap((one) => LINES.map(({ of }) => value(of(one)))))
  const x = (at: number): number => LEFT + (at / (points.length - 1)) * (WIDTH - LEFT - RIGHT)
  const y = (rate: number): number => TOP + (1 - rate / top) * (HEIGHT - TOP - FOOT)
  const last = points.at(-1)!
  return (
    <figure className="panel rate-chart">
      <figcaption>近 {points.length} 期贷款市场报价利率</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={LINES.map(({ name, of }) => `${name} ${percentText(of(last))}`).join('，')}>
        <line className="rate-axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        {LINES.map(({ name, of, stroke }) => (
          <g key={name}>
            <path className="rate-line" stroke={stroke} d={points.map((one, at) => (at === 0 ? `M${x(0)},${y(value(of(one)))}` : `H${x(at)}V${y(value(of(one)))}`)).join('')} />
            <text x={x(points.length - 1) + 8} y={y(value(of(last))) + 4}>{name} {percentText(of(last))}%</text>
          </g>
        ))}
        <text className="rate-muted" x={LEFT} y={HEIGHT - 6}>{points[0]!.publishedOn}</text>
        <text className="rate-muted" x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end">{last.publishedOn}</text>
      </svg>
    </figure>
  )
}
