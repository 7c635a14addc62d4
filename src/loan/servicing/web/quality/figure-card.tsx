import { fen } from '#kernel'
import { type Drill, type FigureKind, type FiguresPage, inWan } from '#loan/servicing/domain'
import { Money, Rate } from '#ui'

/** From ten thousand yuan on a report reads in 万. */
const WORTH_WAN = 1_000_000

/** One figure: its name, its value, the formula in words and the numbers put into it. */
export function FigureCard({ figure, onOpen }: { figure: FiguresPage['figures'][number]; onOpen: (drill: Drill) => void }) {
  const { name, kind, value, formula, parts, drill } = figure
  const sign = formula.includes('÷') ? '÷' : '−'
  return (
    <article className="figure-card" aria-label={name}>
      <h3>{name}</h3>
      <p className="figure-value">{drill === null || value === null ? <Value kind={kind} value={value} /> : <button type="button" className="figure-link" aria-label={`${name}：看借据`} onClick={() => onOpen(drill)}><Value kind={kind} value={value} /></button>}{kind === 'money' && Number(value) >= WORTH_WAN ? <span className="muted small"> {inWan(Number(value))}</span> : null}</p>
      <p className="muted small">{formula}</p>
      {parts.length === 0 ? null : <p className="small figure-parts">= {parts.map((part, at) => <span key={part.name}>{at === 0 ? null : ` ${sign} `}<span title={part.name}><Value kind={part.kind} value={part.value} /></span></span>)}</p>}
    </article>
  )
}

function Value({ kind, value }: { kind: FigureKind; value: number | string | null }) {
  if (value === null) return <span className="muted">—</span>
  switch (kind) {
    case 'money': return <Money fen={fen(Number(value))} />
    case 'rate': return <Rate value={String(value)} />
    case 'count': return <>{Number(value).toLocaleString('zh-CN')}</>
  }
}
