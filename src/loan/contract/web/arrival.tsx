import { useState } from 'react'
import { ARRIVAL_WAYS, DRAWDOWN_STATES, type DrawdownShown } from '#loan/contract/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import { Button, ChoiceField, EmptyState, Go, Money, NoteField, RefusalText, StateBadge, TextField, type Tone, announce, api, paths, refusalsIn, useWrite } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import type { PartProps } from './part-props.ts'

type Way = keyof typeof ARRIVAL_WAYS
const WAYS = Object.entries(ARRIVAL_WAYS).map(([value, label]) => ({ value: value as Way, label }))
const TONE: Readonly<Record<DrawdownShown['state'], Tone>> = { ORDERED: 'going', DISBURSED: 'going', ARRIVED: 'holds', CANCELLED: 'quiet', REVERSED: 'stop' }

/** 到账确认: the customer sees the money; and on the same day the way back, by two people. */
export function Arrival({ caseId, file }: PartProps) {
  if (file.drawdowns.length === 0) return <section className="panel"><EmptyState says="放款之后，与客户一起查到钱才算放款办完。" /></section>
  return (
    <section className="panel">
      <div className="panel-head"><h2>放款记录</h2><Go to={paths.case(caseId, 'servicing')}>打开还款</Go></div>
      <div className="panel-body">{file.drawdowns.toReversed().map((one) => <Payment key={one.drawdownId} caseId={caseId} file={file} one={one} />)}</div>
    </section>
  )
}

function Payment({ caseId, file, one }: PartProps & { one: DrawdownShown }) {
  const isOut = one.state === 'DISBURSED' || one.state === 'ARRIVED'
  return (
    <div className="contract-card stack">
      <div className="row"><strong>{one.noteNumber}</strong><Money fen={fen(one.amountFen)} unit /><span className="muted">{one.valueOn} 起息</span><StateBadge tone={TONE[one.state]}>{DRAWDOWN_STATES[one.state]}</StateBadge></div>
      <p className="small muted">
        {one.ordered.name}录入{one.checked === null ? '' : `，${one.checked.name}复核`}{one.cancelReason === null ? '' : `；撤销：${one.cancelReason}`}
        {one.arrived === null ? '' : `；${one.arrived.on} ${one.arrived.by.name}${ARRIVAL_WAYS[one.arrived.how as Way]}，${one.arrived.with}见到到账`}
        {one.reversal === null ? '' : `；${one.reversal.asked.name}提出冲正：${one.reversal.reason}${one.reversal.reversed === null ? '' : `，${one.reversal.reversed.name}确认`}`}
      </p>
      {isOut ? <div className="row">{one.state === 'DISBURSED' ? <ArriveAct caseId={caseId} name={file.customerName} one={one} /> : null}{one.valueOn === file.today ? <Reversal caseId={caseId} one={one} /> : null}</div> : null}
    </div>
  )
}

function ArriveAct({ caseId, name, one }: { caseId: string; name: string; one: DrawdownShown }) {
  const { data: me } = useMe()
  const [how, setHow] = useState<Way>('ATM')
  const [withWhom, setWith] = useState(name)
  return (
    <ActDrawer caseId={caseId} label="确认到账…" kind="act" title="与客户确认到账" path={api.contract(caseId, 'drawdowns', one.drawdownId, 'arrival')} body={{ how, with: withWhom }} act="客户已见到钱" done="到账已确认" why={may(me, 'loan.confirm-arrival') ? null : '由客户经理与客户确认'} lacking={withWhom.trim() === '' ? '请写向谁确认' : null}>
      <ChoiceField label="怎样确认" value={how} choices={WAYS} onChange={setHow} />
      <TextField label="向谁确认" value={withWhom} onChange={setWith} maxLength={40} required />
    </ActDrawer>
  )
}

function Reversal({ caseId, one }: { caseId: string; one: DrawdownShown }) {
  const { data: me } = useMe()
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const off = may(me, 'loan.reverse') ? null : '由放款岗位或部门负责人办理'
  if (one.reversal === null) {
    return (
      <ActDrawer caseId={caseId} label="当日冲正…" kind="stop" title={`冲正借据 ${one.noteNumber}`} path={api.contract(caseId, 'drawdowns', one.drawdownId, 'reversal')} body={{ reason }} act="提出冲正" done="冲正已提出，等待另一人确认" why={off} lacking={reason.trim().length < 4 ? '请说明理由，至少 4 个字' : null}>
        <p className="muted">只能当日、由两人办理；借据作废，额度恢复。</p>
        <NoteField label="理由" value={reason} onChange={setReason} required maxLength={400} />
      </ActDrawer>
    )
  }
  const isAsker = me?.staffId === one.reversal.asked.staffId
  return (
    <>
      <Button kind="stop" busy={write.isPending} disabledReason={off ?? (isAsker ? '提出人不能确认，由另一人办理' : null)} onClick={() => write.mutate({ path: api.contract(caseId, 'drawdowns', one.drawdownId, 'reverse') }, { onSuccess: () => announce(`借据 ${one.noteNumber} 已冲正，额度恢复`) })}>确认冲正</Button>
      <RefusalText refusals={refusalsIn(write.error)} />
    </>
  )
}
