import { BUCKETS, PARS, type QualityPage, inWan } from '#loan/servicing/domain'
import { approximate, exact, formatYuan } from '#kernel'
import { percentText } from '#ui'

const [WIDTH, HEIGHT, TOP, FOOT, LEFT, RIGHT] = [560, 220, 16, 26, 8, 112]
const SHADES = ['var(--slate)', 'var(--amber)', 'var(--cinnabar)', 'var(--ink)'] as const
const LABEL_GAP = 16

/** PAR over the closed days, from zero, each line with its name and last figure beside its end. */
export function ParChart({ series }: Pick<QualityPage, 'series'>) {
  const values = series.map(({ day, par }) => ({ day, of: PARS.map(({ id }) => (par[id] === null ? 0 : approximate(exact(par[id])))) }))
  const top = Math.max(0.01, ...values.flatMap(({ of }) => of))
  const x = (at: number): number => LEFT + (values.length < 2 ? 0 : (at / (values.length - 1)) * (WIDTH - LEFT - RIGHT))
  const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - FOOT)
  const last = values.at(-1)
  const labels = spread(last?.of.map(y) ?? [])
  return (
    <figure className="panel quality-chart">
      <figcaption>在险贷款占比（任何一期逾期即计全部余额），近 {values.length} 个封账日</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={last === undefined ? '还没有封账日' : PARS.map(({ name }, at) => `${name} ${percentText(series.at(-1)?.par[PARS[at]!.id] ?? '0')}%`).join('，')}>
        <line className="quality-axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        {PARS.map(({ id, name }, line) => (
          <g key={id}>
            <path className="quality-line" stroke={SHADES[line]} d={values.map(({ of }, at) => `${at === 0 ? 'M' : 'L'}${x(at)},${y(of[line]!)}`).join(' ')} />
            {last === undefined ? null : <circle cx={x(values.length - 1)} cy={y(last.of[line]!)} r="3" fill={SHADES[line]} />}
            {last === undefined ? null : <text x={x(values.length - 1) + 8} y={labels[line]! + 4}>{name} {percentText(series.at(-1)?.par[id] ?? '0')}%</text>}
          </g>
        ))}
        <text className="quality-muted" x={LEFT} y={HEIGHT - 8}>{values[0]?.day ?? ''}</text>
        {values.length < 2 ? null : <text className="quality-muted" x={WIDTH - RIGHT} y={HEIGHT - 8} textAnchor="end">{last?.day ?? ''}</text>}
      </svg>
    </figure>
  )
}

/** Places of labels pushed apart so that none lies on another; the order stays. */
function spread(wanted: readonly number[]): number[] {
  const order = wanted.map((place, line) => ({ place, line })).sort((a, b) => b.place - a.place)
  const placed: number[] = []
  let above = Number.POSITIVE_INFINITY
  for (const { place, line } of order) {
    above = Math.min(place, above - LABEL_GAP)
    placed[line] = above
  }
  return placed
}

const [ROW, NAME, AMOUNT] = [26, 108, 216]

/** Balances by days overdue: bars from zero with amount and share beside them. Notes in order are said, not drawn, or nothing else would be seen. */
export function BucketChart({ buckets }: Pick<QualityPage, 'buckets'>) {
  const late = buckets.filter(({ bucket }) => bucket !== 'NONE')
  const most = Math.max(1, ...late.map(({ balanceFen }) => balanceFen))
  const [inOrder] = buckets
  const name = (id: string): string => BUCKETS.find((one) => one.id === id)?.name ?? id
  const height = ROW * late.length + 8
  return (
    <figure className="panel quality-chart">
      <figcaption>逾期账龄；未逾期 {inOrder === undefined ? 0 : inOrder.notes} 笔、{formatYuan(inOrder?.balanceFen ?? 0)} 元</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={late.map((row) => `${name(row.bucket)} ${row.notes} 笔 ${formatYuan(row.balanceFen)} 元`).join('，')}>
        <line className="quality-axis" x1={NAME} x2={NAME} y1="4" y2={height - 4} />
        {late.map((row, at) => {
          const width = (row.balanceFen / most) * (WIDTH - NAME - AMOUNT)
          const tone = row.bucket === 'D1_30' || row.bucket === 'D31_60' || row.bucket === 'D61_90' ? 'quality-bar-late' : 'quality-bar-bad'
          return (
            <g key={row.bucket}>
              <text className="quality-muted" x={NAME - 8} y={at * ROW + 21} textAnchor="end">{name(row.bucket)}</text>
              <rect className={tone} x={NAME} y={at * ROW + 8} width={width} height={ROW - 8} />
              <text x={NAME + width + 6} y={at * ROW + 21}>{row.notes === 0 ? '没有' : `${row.notes} 笔 ${inWan(row.balanceFen)}（${percentText(row.share ?? '0')}%）`}</text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
