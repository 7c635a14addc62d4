import './customer-lines.css'
import type { z } from 'zod'
import { type Fen, fen } from '#kernel'
import { LINE_STATES, type LineShown, type Lines } from '#common/line/domain'
import { EmptyState, Facts, Money, RefusalText, SkeletonRows, StateBadge, api, refusalsIn, useRead } from '#ui'

type Answer = z.output<typeof Lines>

/** 授信 and exposure of a customer: what each line still carries, and what the bank has at stake with him, his household, his group. */
export function CustomerLines({ customerId }: { customerId: string }) {
  const read = useRead<Answer>(api.customerLines(customerId))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={3} /></div>
  const { lines, exposure } = read.data
  return (
    <section className="panel" aria-label="授信与敞口">
      <div className="panel-head"><h2>授信与敞口</h2></div>
      {lines.length === 0 && exposure.group.lines === 0 ? <EmptyState says="还没有授信。审批通过、合同签订后额度列在这里。" /> : (
        <>
          <table className="line-exposure">
            <thead><tr><th /><th className="figure">未还本金</th><th className="figure">含可用额度</th><th className="figure">授信笔数</th></tr></thead>
            <tbody>
              {([['本人', exposure.customer], ['家庭', exposure.household], ['关联集团', exposure.group]] as const).map(([name, sum]) => (
                <tr key={name}><th scope="row">{name}</th><td className="figure"><Money fen={fen(sum.drawnFen)} /></td><td className="figure"><Money fen={fen(sum.committedFen)} /></td><td className="figure">{sum.lines}</td></tr>
              ))}
            </tbody>
          </table>
          {lines.map((line) => <Line key={line.lineId} line={line} />)}
        </>
      )}
    </section>
  )
}

function Line({ line }: { line: LineShown }) {
  const state = line.isExpired && line.state === 'OPEN' ? '已到期' : LINE_STATES[line.state]
  const used = line.revolving ? line.drawnFen : line.takenFen
  return (
    <div className="line-one">
      <div className="row"><h3>{line.number}</h3><StateBadge tone={state === LINE_STATES.OPEN ? 'holds' : 'quiet'}>{state}</StateBadge><span className="small muted">{line.revolving ? '循环' : '不循环'}</span></div>
      <div className="line-bar" role="img" aria-label={`额度已占用 ${Math.round((used / line.capFen) * 100)} %`}><i style={{ width: `${Math.min(100, (used / line.capFen) * 100)}%` }} /></div>
      <Facts facts={[['额度', money(line.capFen)], [line.revolving ? '未还' : '已用', money(used)], ['今日可用', money(line.availableFen)], ['有效期', `${line.validFrom} 至 ${line.validUntil}`], ...line.products.map((one) => [`${one.name} 可用`, money(one.availableFen)] as const)]} />
    </div>
  )
}

function money(amount: number) {
  return <Money fen={amount as Fen} />
}
