import { useState } from 'react'
import { OUTCOMES, type Statistics, VOTES, namesOf } from '#loan/committee/domain'
import { useMe } from '#common/staff/web'
import { type Day, fen, isDay } from '#kernel'
import { DayField, EmptyState, Facts, Money, Rate, RefusalText, SkeletonRows, api, percentText, refusalsIn, useRead } from '#ui'

/** 委员统计: how much each sat, how he voted, how what he agreed to fared, what he is paid. */
export function MemberFigures() {
  const today = useMe().data?.businessDate ?? ''
  const [from, setFrom] = useState<Day | null>(null)
  const [until, setUntil] = useState<Day | null>(null)
  const year = isDay(today) ? today.slice(0, 4) : ''
  const first = from ?? (year === '' ? null : (`${year}-01-01` as Day))
  const last = until ?? (year === '' ? null : (`${Number(year) + 1}-01-01` as Day))
  const read = useRead<Statistics>(first === null || last === null ? null : api.committeeStatistics(first, last))
  return (
    <>
      <div className="row"><DayField label="自" value={first} onChange={setFrom} /><DayField label="至（不含）" value={last} onChange={setUntil} /></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? <div className="panel"><SkeletonRows rows={8} /></div> : <Figures statistics={read.data} />}
    </>
  )
}

function Figures({ statistics: { decided, approved, approvalRate, outcomes, members } }: { statistics: Statistics }) {
  return (
    <>
      <section className="panel">
        <div className="panel-head"><h2>审贷会</h2></div>
        <div className="panel-body"><Facts facts={[['通过率', approvalRate === null ? '—' : `${percentText(approvalRate)} %（${approved} ÷ ${decided}）`], ...namesOf(OUTCOMES).map((name): [string, number] => [OUTCOMES[name], outcomes[name]])]} /></div>
      </section>
      <section className="panel">
        <div className="panel-head"><h2>委员</h2></div>
        {members.length === 0 ? <EmptyState says="这段时间没有形成决议的表决，换一段时间看。" /> : (
          <div className="committee-table"><table>
            <thead><tr><th>委员</th><th className="figure">案数</th>{namesOf(VOTES).map((kind) => <th key={kind} className="figure">{VOTES[kind]}</th>)}<th className="figure">每案提问</th><th className="figure">每案分钟</th><th className="figure">与决议一致</th><th className="figure">同意金额</th><th className="figure">其中余额</th><th className="figure">不良率</th><th className="figure">逾期率</th><th className="figure">反对而成不良</th><th className="figure">否决生效</th><th className="figure">系数</th><th className="figure">津贴</th></tr></thead>
            <tbody>{members.map((one) => (
              <tr key={one.staffId}>
                <td>{one.name}</td><td className="figure">{one.sat}</td>{namesOf(VOTES).map((kind) => <td key={kind} className="figure">{one.votes[kind]}</td>)}<td className="figure">{one.questionsPerCase}</td><td className="figure">{one.minutesPerCase}</td><td className="figure"><Rate value={one.agreement} /></td>
                <td className="figure"><Money fen={fen(one.approvedFen)} /></td><td className="figure"><Money fen={fen(one.balanceFen)} /></td><td className="figure"><Rate value={one.nplRatio} /></td><td className="figure"><Rate value={one.overdueRatio} /></td><td className="figure">{one.opposedAndBad}</td><td className="figure">{one.vetoesUpheld} / {one.vetoes}</td><td className="figure">{one.factor}</td><td className="figure"><Money fen={fen(one.feeFen)} /></td>
              </tr>
            ))}</tbody>
          </table></div>
        )}
      </section>
    </>
  )
}
