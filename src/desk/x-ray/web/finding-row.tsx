import { type Finding, type XRayReport, overdueSaid, percent, placeOf } from '#desk/x-ray/domain'
import { Money } from '#ui'
import { fen } from '#kernel'

/** One finding: how many cases of how many, as a bar; opened, each case with what it shows. */
export function FindingRow({ finding, cases, onOpen }: { finding: Finding; cases: XRayReport['cases']; onOpen: (key: string) => void }) {
  const { name, why, cases: having, known, share, lentFen, overdue } = finding
  const of = (key: string) => cases.find((each) => each.case.key === key)!
  return (
    <li>
      <details className="x-ray-finding">
        <summary>
          <b>{name}</b>
          <span className="x-ray-bar" aria-hidden><i style={{ width: `${Number(share ?? 0) * 100}%` }} /></span>
          <span className="x-ray-count">{known === 0 ? '看不出' : <>{having.length} / {known} 案 <small className="muted">{percent(share ?? '0', 1)}</small></>}</span>
          <span className="x-ray-money">{having.length === 0 ? null : <Money fen={fen(lentFen)} />}</span>
          <span className="small muted x-ray-why">{why}。{known === 0 ? '所给文件里没有这项。' : having.length === 0 ? '' : `${overdueSaid(overdue)}。`}</span>
        </summary>
        {having.length === 0 ? null : <ul className="x-ray-cases">{having.map(({ key, says }) => { const { case: one, loan } = of(key); return <li key={key}><button type="button" onClick={() => onOpen(key)}>{one.customer.name}</button><span className="small muted">{placeOf(one)}</span><span>{says}</span>{loan === null || loan.daysOverdue === 0 ? null : <span className="x-ray-late">逾期 {loan.daysOverdue} 天</span>}</li> })}</ul>}
      </details>
    </li>
  )
}
