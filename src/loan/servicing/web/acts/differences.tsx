import { fen } from '#kernel'
import type { Tried } from '#loan/servicing/domain'
import { Money } from '#ui'
import { Transfers } from './transfers.tsx'

/** What an act of an earlier day changes: where earlier money went, before and after, and what is booked today. */
export function Differences({ tried }: { tried: Tried }) {
  return (
    <section className="servicing-preview" aria-label="差异" aria-live="polite">
      <h3>{tried.differences.length === 0 ? '以前款项的去处不变' : '以前款项的去处会改变'}</h3>
      {tried.differences.length === 0 ? null : (
        <div className="servicing-scroll"><table className="servicing-plan"><thead><tr><th>款项</th><th>项目</th><th className="figure">原来</th><th className="figure">改为</th></tr></thead>
          <tbody>{tried.differences.map((one) => <tr key={`${one.id}${one.part}`}><th scope="row">{one.name}</th><td>{one.part}</td><td className="figure"><Money fen={fen(one.beforeFen)} /></td><td className="figure"><Money fen={fen(one.afterFen)} /></td></tr>)}</tbody></table></div>
      )}
      <p>剩余本金 <Money fen={fen(tried.before.balanceFen)} /> → <Money fen={fen(tried.after.balanceFen)} strong />；今日应还 <Money fen={fen(tried.before.dueFen)} /> → <Money fen={fen(tried.after.dueFen)} strong /></p>
      {tried.transfers.length === 0 ? null : <><h3>今天入账</h3><Transfers rows={tried.transfers} /></>}
    </section>
  )
}
