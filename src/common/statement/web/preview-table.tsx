import { type PreviewRow, ROLE_NAMES, type TaughtLayout } from '#common/statement/domain'
import { formatYuan } from '#kernel'
import { StateBadge } from '#ui'

const SHOWN = 8
const SHOWN_WRONG = 20

/** The rows as they read now; what is wrong stands first, each with its cell. */
export function PreviewTable({ rows, layout }: { rows: readonly PreviewRow[]; layout: TaughtLayout }) {
  const wrong = rows.flatMap((row) => row.wrong)
  const shown = [...rows.filter((row) => row.wrong.length > 0), ...rows.filter((row) => row.wrong.length === 0)].slice(0, SHOWN)
  const steps = followShare(rows)
  return (
    <section aria-label="预览" className="stack">
      <p className="layout-verdict">
        {wrong.length === 0 ? <StateBadge tone="holds">{`${rows.length} 行读通`}</StateBadge> : <StateBadge tone="stop">{`${wrong.length} 处读不通`}</StateBadge>}
        {steps === null ? null : <span className="small muted">{steps.fits === steps.of ? '余额逐行对得上' : `余额 ${steps.of} 步中 ${steps.fits} 步对得上${steps.fits * 2 < steps.of ? '：请核对金额、方向与余额列' : ''}`}</span>}
      </p>
      {wrong.length === 0 ? null : <ul className="layout-wrong">{wrong.slice(0, SHOWN_WRONG).map((cell) => <li key={`${cell.row} ${cell.says}`}>{cell.says}{cell.role === null ? '' : `（${ROLE_NAMES[cell.role]}）`}；应为：{cell.expected}</li>)}</ul>}
      {shown.length === 0 ? null : (
        <div className="layout-scroll">
          <table className="layout-preview">
            <caption>预览（{shown.length} 行）</caption>
            <thead><tr><th scope="col">行</th><th scope="col">日期</th><th scope="col">收支</th><th scope="col">金额</th>{layout.columns.balance === undefined ? null : <th scope="col">余额</th>}<th scope="col">对方</th><th scope="col">摘要</th></tr></thead>
            <tbody>{shown.map((row) => (
              <tr key={row.row} className={row.wrong.length > 0 ? 'layout-bad' : ''}>
                <td className="figure">{row.row}</td><td>{row.at?.replace('T', ' ') ?? '？'}</td><td>{row.way === null ? '？' : row.way === 'IN' ? '收入' : '支出'}</td><td className="figure">{row.amountFen === null ? '？' : formatYuan(row.amountFen)}</td>
                {layout.columns.balance === undefined ? null : <td className="figure">{row.balanceFen === null ? '' : formatYuan(row.balanceFen)}</td>}<td>{row.counterparty}</td><td>{row.words}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** How many steps from row to row the amounts bear out, whichever end the file begins with; null without balances. */
function followShare(rows: readonly PreviewRow[]): { fits: number; of: number } | null {
  const known = rows.filter((row) => row.balanceFen !== null && row.amountFen !== null && row.way !== null)
  if (known.length < 2) return null
  const signed = (row: PreviewRow): number => (row.way === 'IN' ? 1 : -1) * (row.amountFen ?? 0)
  const count = (ordered: readonly PreviewRow[]): number => ordered.filter((row, at) => at > 0 && (ordered[at - 1]?.balanceFen ?? 0) + signed(row) === row.balanceFen).length
  return { fits: Math.max(count(known), count(known.toReversed())), of: known.length - 1 }
}
