import './score.css'
import { useCase } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { CapBars } from '../cap-bars.tsx'
import { Grade } from '../rail.tsx'
import { Affordability } from '../affordability.tsx'
import { PriceParts } from '../price-parts.tsx'

/** 评分与额度: 27 indicators in five dimensions, every cap with the binding one, haircut, price, what the loan does to the household. */
export function ScoreSheet() {
  return <div className="stack"><CapBars /><Affordability /><Scorecard /><PriceParts /></div>
}

function Scorecard() {
  const { pack } = useCase()
  const { dimensions, indicators, version, grades } = pack.scorecard
  return (
    <section className="part" aria-label="评分">
      <header><h3>评分</h3><span className="small muted">{version}　{grades.map(({ grade, from }) => `${grade} ≥ ${from}`).join('　')}</span><span className="score-total"><Grade /></span></header>
      <div className="dimensions">
        {Object.entries(dimensions).map(([id, { name, points }]) => (
          <section key={id} className="dimension">
            <h4><span>{id} {name}</span><span><LiveFigure id={`dimension${id}`} strong /> / {points}</span></h4>
            <ul>{Object.entries(indicators).filter(([one]) => one.startsWith(id)).map(([one, { name: says, bins }]) => <Indicator key={one} id={one} name={says} most={Math.max(...bins.map(({ then }) => Number(then)))} />)}</ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function Indicator({ id, name, most }: { id: string; name: string; most: number }) {
  const points = Number(useFigure(id) ?? 0)
  return (
    <li className={`indicator${points < most ? ' indicator-less' : ''}`}>
      <span className="ledger-code">{id}</span><span className="indicator-name">{name}</span>
      <span className="indicator-bar" aria-hidden><i style={{ width: `${most === 0 ? 0 : (points / most) * 100}%` }} /></span>
      <span className="figure indicator-points"><LiveFigure id={id} /><small className="muted">/{most}</small></span>
    </li>
  )
}
