import './score.css'
import { type WeighedIndicator, weighedIndicators } from '#common/assessment/domain'
import { WhatWouldChange, useCase } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { percentText } from '#ui'
import { CapBars } from '../cap-bars.tsx'
import { Grade } from '../rail.tsx'
import { Affordability } from '../affordability.tsx'
import { PriceParts } from '../price-parts.tsx'

/** 评分与额度: 27 indicators in five dimensions, every cap with the binding one, haircut, price, what the loan does to the household. */
export function ScoreSheet() {
  return <div className="stack"><CapBars /><Affordability /><Scorecard /><PriceParts /><Changes /></div>
}

function Changes() {
  const store = useCase()
  return <WhatWouldChange caseFile={() => store.caseFile} pack={store.pack} />
}

function Scorecard() {
  const { pack } = useCase()
  const { dimensions, version, grades } = pack.scorecard
  const weighed = weighedIndicators(pack)
  return (
    <section className="part" aria-label="评分">
      <header><h3>评分</h3><span className="small muted">{version}　{grades.map(({ grade, from }) => `${grade} ≥ ${from}`).join('　')}</span><span className="score-total"><Grade /></span></header>
      <div className="dimensions">
        {Object.entries(dimensions).map(([id, { name, points }]) => (
          <section key={id} className="dimension">
            <h4><span>{id} {name}</span><span><LiveFigure id={`dimension${id}`} strong /> / {points}</span></h4>
            <ul>{weighed.filter(({ dimension }) => dimension === id).map((indicator) => <Indicator key={indicator.id} indicator={indicator} />)}</ul>
          </section>
        ))}
      </div>
    </section>
  )
}

function Indicator({ indicator: { id, name, most, weight, trend } }: { indicator: WeighedIndicator }) {
  const points = Number(useFigure(id) ?? 0)
  return (
    <li className={`indicator${points < most ? ' indicator-less' : ''}`}>
      <span className="ledger-code">{id}</span><span className="indicator-name">{name}<small className="muted"> 权重 {percentText(weight)} %{trend === null ? null : <Trend id={trend} />}</small></span>
      <span className="indicator-bar" aria-hidden><i style={{ width: `${most === 0 ? 0 : (points / most) * 100}%` }} /></span>
      <span className="figure indicator-points"><LiveFigure id={id} /><small className="muted">/{most}</small></span>
    </li>
  )
}

/** How it moved since the earlier balance sheet, or against the year before; silent where there is none. */
function Trend({ id }: { id: string }) {
  return useFigure(id) === null ? null : <>，比上期 <LiveFigure id={id} /></>
}
