import { fen, formatYuan, sumFen } from '#kernel'
import type { NotePage } from '#loan/servicing/domain'

const [WIDTH, HEIGHT, TOP, FOOT, LEFT, RIGHT] = [560, 220, 28, 26, 8, 60]

interface Point { readonly on: string; readonly balanceFen: number }

/** What the bank still has out after each due day: the plan as a falling line, what came of it so far beside it. */
export function ExposureCurve({ page }: { page: NotePage }) {
  const planned: readonly Point[] = [{ on: page.disbursedOn, balanceFen: page.amountFen }, ...[...page.instalments].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.seq - b.seq)).map((row) => ({ on: row.dueOn, balanceFen: row.balanceFen }))]
  const actual = actualOf(page)
  const [from, until] = [time(planned[0]!.on), Math.max(time(planned.at(-1)!.on), time(page.on), time(page.disbursedOn) + 1)]
  const x = (on: string): number => LEFT + ((time(on) - from) / (until - from)) * (WIDTH - LEFT - RIGHT)
  const y = (amount: number): number => TOP + (1 - amount / page.amountFen) * (HEIGHT - TOP - FOOT)
  const steps = (points: readonly Point[], end: string): string => points.map(({ on, balanceFen }, k) => `${k === 0 ? 'M' : `H${x(on)} V`}${k === 0 ? `${x(on)},` : ''}${y(balanceFen)}`).join(' ') + ` H${x(end)}`
  const shown = page.state === 'SETTLED' ? page.settledOn ?? page.on : page.on
  return (
    <figure className="panel exposure">
      <figcaption>风险敞口随还款下降{page.state === 'RUNNING' ? `，今日 ${formatYuan(page.balanceFen)} 元` : ''}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`放款 ${formatYuan(page.amountFen)} 元，剩余本金 ${formatYuan(page.balanceFen)} 元，计划 ${planned.at(-1)!.on} 降到 0`}>
        <line className="exposure-zero" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        <path className="exposure-area" d={`${steps(actual, shown)} V${y(0)} H${x(page.disbursedOn)} Z`} />
        <path className="exposure-plan" d={steps(planned, planned.at(-1)!.on)} />
        <path className="exposure-actual" d={steps(actual, shown)} />
        <circle className="exposure-now" cx={x(shown)} cy={y(actual.at(-1)!.balanceFen)} r="4" />
        <text className="exposure-label" x={LEFT} y={16}>{formatYuan(page.amountFen)}</text>
        {page.state === 'RUNNING' && page.balanceFen !== page.amountFen ? <text className="exposure-label" x={x(shown) + 8} y={y(actual.at(-1)!.balanceFen) - 8}>{formatYuan(page.balanceFen)}</text> : null}
        <text className="exposure-day" x={LEFT} y={HEIGHT - 8}>{page.disbursedOn}</text>
        <text className="exposure-day" x={x(planned.at(-1)!.on)} y={HEIGHT - 8} textAnchor="end">{planned.at(-1)!.on}</text>
      </svg>
    </figure>
  )
}

/** The balance as repayments brought it down; reversed ones never counted. */
function actualOf(page: NotePage): readonly Point[] {
  const points: Point[] = [{ on: page.disbursedOn, balanceFen: page.amountFen }]
  for (const repayment of [...page.repayments].reverse()) {
    if (repayment.reversed !== null) continue
    const principal = sumFen(repayment.lines.filter((line) => line.part === 'PRINCIPAL').map((line) => fen(line.amountFen)))
    points.push({ on: repayment.paidOn, balanceFen: points.at(-1)!.balanceFen - principal })
  }
  return points
}

function time(on: string): number {
  return Date.parse(on)
}
