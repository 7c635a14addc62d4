import type { TradePack } from '#common/trade/domain'
import { percentText } from '#ui'

const [WIDTH, HEIGHT, TOP, FOOT] = [640, 200, 26, 24]

/** The year of a trade: each month's share of the sales, against an even month. */
export function SeasonChart({ season }: { season: TradePack['season'] }) {
  const shares = season.map(({ share }) => Number(share)) // for drawing only
  const top = Math.max(...shares)
  const y = (share: number): number => TOP + (1 - share / top) * (HEIGHT - TOP - FOOT)
  const step = WIDTH / season.length
  const even = 1 / season.length
  return (
    <figure className="panel trade-season">
      <div className="panel-head"><h2>季节指数</h2><span className="small muted">每月占全年营业额 %，虚线为平均月</span></div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`季节指数：${season.map(({ month, share }) => `${Number(month)} 月 ${percentText(share)} %`).join('，')}`}>
        <line className="trade-season-even" x1={0} x2={WIDTH} y1={y(even)} y2={y(even)} />
        {season.map(({ month, share }, at) => (
          <g key={month}>
            <rect className={shares[at]! >= even ? 'trade-season-high' : 'trade-season-low'} x={step * at + step * 0.16} width={step * 0.68} y={y(shares[at]!)} height={HEIGHT - FOOT - y(shares[at]!)} />
            <text className="trade-season-share" x={step * (at + 0.5)} y={y(shares[at]!) - 6} textAnchor="middle">{percentText(share).replace(/\.?0+$/, '')}</text>
            <text className="trade-season-month" x={step * (at + 0.5)} y={HEIGHT - 7} textAnchor="middle">{Number(month)} 月</text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
