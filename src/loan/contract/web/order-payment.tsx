import { useState } from 'react'
import { PAYMENTS } from '#loan/contract/domain'
import { usualFirstDay } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, type Fen, fen } from '#kernel'
import { Button, DayField, EmptyState, Facts, MoneyField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'
import { Checklist } from './checklist.tsx'
import type { PartProps } from './part-props.ts'

/** 放款录入: what the day asks, then the order; the note gets its number and is printed for signing. */
export function OrderPayment({ caseId, file }: PartProps) {
  if (file.drawn === null || (file.state !== 'CONFIRMED' && file.state !== 'SIGNED')) return <section className="panel"><EmptyState says="签约并经主管确认之后，在这里录入放款。" /></section>
  const ordered = file.drawdowns.find(({ state }) => state === 'ORDERED')
  return (
    <div className="contract-two">
      <section className="panel"><div className="panel-head"><h2>放款前检查</h2><span className="muted small">当日 {file.ask.cutOff} 截止</span></div><div className="panel-body"><Checklist items={file.beforeDrawdown} label="放款前检查" /></div></section>
      <section className="panel">
        <div className="panel-head"><h2>放款录入</h2></div>
        <div className="panel-body stack">
          <Facts facts={[['起息日', file.today], ['支付方式', PAYMENTS[file.drawn.payment]], ['放款账户', `${file.drawn.accountName}，${file.drawn.accountBank}，${file.drawn.accountMasked}`]]} />
          {ordered !== undefined ? <p>借据 {ordered.noteNumber} 已由{ordered.ordered.name}录入，等待另一人复核。</p> : file.leftFen === 0 ? <p>合同金额已全部放出。</p> : <Order caseId={caseId} file={file} />}
        </div>
      </section>
    </div>
  )
}

function Order({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const today = file.today as Day
  const [amountFen, setAmount] = useState<Fen | null>(fen(file.leftFen))
  const [firstDueOn, setFirstDue] = useState<Day | null>(file.drawn === null || file.drawn.startsOn !== file.today ? usualFirstDay(file.drawn?.terms ?? file.terms, today) : (file.drawn.firstDueOn as Day))
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const open = file.beforeDrawdown.filter(({ done }) => !done).length
  const off = !may(me, 'loan.order') ? '由放款录入岗办理' : open > 0 ? `放款前检查还有 ${open} 项未办` : amountFen === null || firstDueOn === null ? '请填金额与首次还款日' : null
  return (
    <>
      <MoneyField label="放款金额" fen={amountFen} onChange={setAmount} required />
      <DayField label="首次还款日" value={firstDueOn} onChange={setFirstDue} today={today} required />
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="contract-foot"><Button kind="act" busy={write.isPending} disabledReason={off} onClick={() => write.mutate({ path: api.contract(caseId, 'drawdowns'), body: { amountFen, firstDueOn } }, { onSuccess: () => announce('放款已录入，借据与还款计划已出，等待另一人复核') })}>录入放款</Button></div>
    </>
  )
}
