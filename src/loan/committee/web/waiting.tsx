import { useState } from 'react'
import type { Committee } from '#loan/committee/domain'
import { DECIDING_BODIES } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import { Button, EmptyState, Go, Money, Seal, clockTime, paths } from '#ui'
import { ConveneDrawer } from './convene-drawer.tsx'

type Case = Committee['waiting'][number]

/** Cases that passed their review and wait for a meeting; those of one body can be put on one agenda. */
export function Waiting({ waiting }: { waiting: readonly Case[] }) {
  const me = useMe().data
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isConvening, setConvening] = useState(false)
  const records = may(me, 'committee.record')
  const picked = waiting.filter(({ caseId }) => chosen.includes(caseId))
  const bodyId = picked[0]?.bodyId ?? null
  const bodies = new Set(picked.map((one) => one.bodyId))
  const why = !records ? '由审贷会记录员排会' : picked.length === 0 ? '先选一案' : bodies.size > 1 ? '所选业务分属不同的审贷会，请分别排会' : bodyId === null ? '本机构还没有相应的审贷会，先在「委员」中设立' : null
  const toggle = (caseId: string): void => setChosen(chosen.includes(caseId) ? chosen.filter((id) => id !== caseId) : [...chosen, caseId])
  return (
    <section className="panel">
      <div className="panel-head"><h2>待上会　{waiting.length}</h2><Button kind="act" disabledReason={why} onClick={() => setConvening(true)}>排会</Button></div>
      {waiting.length === 0 ? <EmptyState says="没有等待上会的业务；审查通过后在此排会。" act={<Go to={paths.cases()}>打开办件</Go>} /> : (
        <div className="committee-table"><table>
          <thead><tr><th><span className="unseen">选择</span></th><th>业务</th><th>客户</th><th className="figure">申请金额</th><th>审议</th><th>主办</th><th>送审</th></tr></thead>
          <tbody>
            {waiting.map((one) => (
              <tr key={one.caseId}>
                <td><input type="checkbox" aria-label={`选 ${one.number}`} checked={chosen.includes(one.caseId)} disabled={!records} onChange={() => toggle(one.caseId)} /></td>
                <td><Go to={paths.case(one.caseId, 'committee')}>{one.number}</Go> {one.mayVeto ? <Seal>否决权</Seal> : null}</td><td>{one.customer}</td><td className="figure"><Money fen={fen(one.amountFen)} /></td>
                <td>{DECIDING_BODIES[one.authority]} {one.seats} 席{one.reconsiders === null ? '' : '（复议）'}</td><td>{one.lead}</td><td>{one.on} {clockTime(one.since)}</td>
              </tr>
            ))}
          </tbody>
        </table></div>
      )}
      {isConvening && bodyId !== null ? <ConveneDrawer bodyId={bodyId} cases={picked} onClose={() => setConvening(false)} /> : null}
    </section>
  )
}
