import './debit.css'
import { useState } from 'react'
import { fen, formatYuan } from '#kernel'
import { SUSPENSE_ACTS, SUSPENSE_ACT_STATES, SUSPENSE_CAUSES, SUSPENSE_VIEWS, type SuspenseActState, type SuspenseList, type SuspenseShown, type SuspenseView } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Chips, EmptyState, Go, Money, RefusalText, SkeletonRows, StateBadge, type Tone, announce, api, paths, refusalsIn, useAddressState, useRead, useWrite } from '#ui'
import { SuspenseDrawer, type SuspenseDoing } from './suspense-drawer.tsx'

const isView = (text: string | undefined): text is SuspenseView => text !== undefined && Object.hasOwn(SUSPENSE_VIEWS, text)
const EMPTY: Readonly<Record<SuspenseView, string>> = { open: '没有待处理的暂收款。对不上号的款项会列在这里，一笔不漏。', waiting: '没有待复核的处理。', done: '还没有处理完的暂收款。' }
const ACT_TONES: Readonly<Record<SuspenseActState, Tone>> = { PROPOSED: 'warning', DONE: 'holds', REFUSED: 'quiet' }

/** 暂收款: money that came and could not be set off, and what people do with it. */
export function SuspensePage() {
  const [address, change] = useAddressState()
  const view = isView(address['view']) ? address['view'] : 'open'
  const read = useRead<SuspenseList>(api.suspense({ view }))
  const { data } = read
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>暂收款</h1><p>{data === undefined ? '' : `${SUSPENSE_VIEWS[view]} ${data.count} 笔，共 ${formatYuan(data.leftFen)} 元；${formatYuan(data.secondPersonFromFen)} 元起的入账与退回须由另一人复核`}</p></div>
        <div className="row"><Go className="button" to={paths.debits()}>扣划</Go></div>
      </div>
      <Chips label="清单" value={view} onChange={(next) => change({ view: next === 'open' ? null : next })} choices={(Object.keys(SUSPENSE_VIEWS) as SuspenseView[]).map((value) => ({ value, label: SUSPENSE_VIEWS[value], count: data?.counts[value] }))} />
      <RefusalText refusals={refusalsIn(read.error)} />
      <section className="panel" aria-label="暂收款清单">
        {read.isPending ? <SkeletonRows rows={4} /> : null}
        {data?.items.length === 0 ? <EmptyState says={EMPTY[view]} act={view === 'open' ? <Go className="button" to={paths.debits()}>看扣划结果</Go> : <Button onClick={() => change({ view: null })}>看待处理</Button>} /> : null}
        <ul className="suspense-list">{data?.items.map((item) => <li key={item.suspenseId}><Item item={item} secondFromFen={data.secondPersonFromFen} /></li>)}</ul>
      </section>
    </div>
  )
}

function Item({ item, secondFromFen }: { item: SuspenseShown; secondFromFen: number }) {
  const me = useMe()
  const [doing, setDoing] = useState<SuspenseDoing | null>(null)
  const waiting = item.acts.find((act) => act.state === 'PROPOSED')
  const off = !may(me.data, 'suspense.handle') ? '您的岗位不处理暂收款' : item.leftFen === 0 ? '已处理完毕' : waiting === undefined ? null : '已有一项处理待复核'
  return (
    <div className="suspense-item">
      <div>
        <p className="row"><b>{item.number}</b><StateBadge tone={item.leftFen === 0 ? 'quiet' : 'warning'}>{SUSPENSE_CAUSES[item.cause]}</StateBadge>{item.days > 0 && item.leftFen > 0 ? <span className="small muted">挂账 {item.days} 天</span> : null}</p>
        <p>{item.says}</p>
        <p className="small muted">{[item.customerName, `起息 ${item.paidOn}`, `收到 ${item.receivedOn}`, item.accountMasked === null ? null : `账户 ${item.accountMasked}`, item.unitName].filter((text) => text !== null && text !== '').join(' · ')}</p>
      </div>
      <div className="suspense-sum"><Money fen={fen(item.leftFen)} strong />{item.leftFen === item.amountFen ? null : <p className="small muted">原 {formatYuan(item.amountFen)} 元</p>}</div>
      {item.acts.length === 0 ? null : <ul className="suspense-past small">{item.acts.map((act) => <Past key={act.actId} item={item} act={act} />)}</ul>}
      {item.leftFen === 0 ? null : (
        <p className="row suspense-acts">
          <Button disabledReason={off} onClick={() => setDoing('ALLOCATE')}>{SUSPENSE_ACTS.ALLOCATE}</Button>
          <Button disabledReason={off} onClick={() => setDoing('RETURN')}>{SUSPENSE_ACTS.RETURN}</Button>
          <Button kind="quiet" disabledReason={off} onClick={() => setDoing('EXPLAIN')}>{SUSPENSE_ACTS.EXPLAIN}</Button>
        </p>
      )}
      {doing === null ? null : <SuspenseDrawer item={item} doing={doing} secondFromFen={secondFromFen} onClose={() => setDoing(null)} />}
    </div>
  )
}

/** One act and, while it waits, the second person's answer. */
function Past({ item, act }: { item: SuspenseShown; act: SuspenseShown['acts'][number] }) {
  const me = useMe()
  const [refusing, setRefusing] = useState(false)
  const write = useWrite({ changes: ['/api/suspense', '/api/debits', '/api/notes'] })
  const off = !may(me.data, 'suspense.confirm') ? '您的岗位不复核暂收款' : me.data?.staffId === act.askedBy.staffId ? '复核人不得是提出人' : null
  return (
    <li className="row">
      <span>{act.askedOn} {act.askedBy.name} {SUSPENSE_ACTS[act.kind]}{act.amountFen === 0 ? '' : ` ${formatYuan(act.state === 'DONE' ? act.doneFen : act.amountFen)} 元`}{act.noteNumber === null ? '' : `（${act.noteNumber}）`}：{act.reason}{act.authorisation === null ? '' : `；客户授权 ${act.authorisation.paper}，${act.authorisation.signedOn}`}</span>
      <StateBadge tone={ACT_TONES[act.state]}>{SUSPENSE_ACT_STATES[act.state]}</StateBadge>
      {act.decidedBy === null ? null : <span className="muted">{act.decidedBy.name} {act.decidedOn}{act.decision === null || act.decision === '' ? '' : `：${act.decision}`}</span>}
      {act.state === 'PROPOSED' ? (
        <>
          <Button kind="act" busy={write.isPending} disabledReason={off} onClick={() => write.mutate({ path: api.suspenseAct(item.suspenseId, act.actId, 'confirmation'), body: { says: '' } }, { onSuccess: () => announce('已复核办理') })}>复核办理</Button>
          <Button kind="quiet" disabledReason={off} onClick={() => setRefusing(true)}>不同意</Button>
        </>
      ) : null}
      {refusing ? <SuspenseDrawer item={item} doing={{ refuse: act.actId }} secondFromFen={0} onClose={() => setRefusing(false)} /> : null}
      <RefusalText refusals={refusalsIn(write.error)} />
    </li>
  )
}
