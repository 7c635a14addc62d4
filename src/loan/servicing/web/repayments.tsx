import { useState } from 'react'
import type { z } from 'zod'
import { fen } from '#kernel'
import { CHANNELS, KEEPS, type NotePage, type Paper, REPAYMENT_KINDS, type RepaymentShown, rowNames } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, EmptyState, Money, Seal, announce, api, refusalsIn, useWrite } from '#ui'
import { AllocationList } from './allocation-list.tsx'
import { ReverseModal } from './acts/reverse-modal.tsx'
import { Voucher } from './acts/transfers.tsx'

/** Every repayment, the newest first: where it went, who took it, its receipt; a reversed one stays and says so. */
export function Repayments({ page }: { page: NotePage }) {
  const names = rowNames(page.instalments)
  const last = page.repayments.find((one) => one.reversed === null)?.repaymentId
  return (
    <section className="panel" aria-label="还款记录">
      <div className="panel-head"><h2>还款记录</h2><span className="muted small">{page.repayments.length === 0 ? '' : `${page.repayments.length} 笔`}</span></div>
      {page.repayments.length === 0 ? <EmptyState says="还没有还款。到期款入账后，每一分的去处都列在这里。" /> : (
        <ul className="repayments">{page.repayments.map((one) => <Repayment key={one.repaymentId} page={page} one={one} isLast={one.repaymentId === last} names={names} />)}</ul>
      )}
    </section>
  )
}

function Repayment({ page, one, isLast, names }: { page: NotePage; one: RepaymentShown; isLast: boolean; names: ReadonlyMap<number, string> }) {
  const [isOpen, setOpen] = useState(isLast)
  return (
    <li className={one.reversed === null ? '' : 'repayment-reversed'}>
      <div className="repayment-line">
        <button type="button" className="figure-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{one.paidOn}</button>
        <span className="repayment-amount"><Money fen={fen(one.amountFen)} strong /></span>
        <span className="repayment-how">{REPAYMENT_KINDS[one.kind]}{one.keep === null ? '' : ` · ${KEEPS[one.keep]}`}<span className="small muted"> {CHANNELS[one.channel]}{one.payer === 'OTHER' ? ` · ${one.payerName ?? ''} 代还` : ''}{one.reference === null ? '' : ` · ${one.reference}`}</span></span>
        <span className="small muted">{one.number} · {one.recordedBy?.name ?? CHANNELS[one.channel]} {one.recordedOn}</span>
        {one.reversed === null ? <RepaymentActs page={page} one={one} /> : <Seal>已冲正</Seal>}
      </div>
      {one.reversed === null ? null : <p className="small">{one.reversed.by.name} 于 {one.reversed.on} 冲正：{one.reversed.reason}</p>}
      {isOpen ? <AllocationList lines={one.lines} names={names} /> : null}
      {isOpen ? <Booked page={page} voucherId={one.repaymentId} /> : null}
    </li>
  )
}

function RepaymentActs({ page, one }: { page: NotePage; one: RepaymentShown }) {
  const me = useMe()
  const [isReversing, setReversing] = useState(false)
  const write = useWrite<z.output<typeof Paper>>({ changes: [api.note(page.noteId)] })
  const issue = (): void => write.mutate({ path: api.repayment(page.noteId, one.repaymentId, 'receipt') }, { onSuccess: ({ number }) => announce(`已出具回单 ${number}`), onError: (error) => announce(refusalsIn(error)[0]?.message ?? '未能出具') })
  const reverseOff = !may(me.data, 'repayment.reverse') ? '您的岗位不能冲正还款' : me.data?.staffId === one.recordedBy?.staffId ? '记账人不能冲正自己记的还款' : null
  return (
    <span className="repayment-acts">
      {one.documentId === null ? <Button kind="quiet" busy={write.isPending} disabledReason={may(me.data, 'note.share') ? null : '您的岗位不出具回单'} onClick={issue}>出回单</Button> : <a className="button button-quiet" href={api.notePaper(page.noteId, one.documentId)} target="_blank" rel="noreferrer">回单</a>}
      <Button kind="quiet" disabledReason={reverseOff} onClick={() => setReversing(true)}>冲正</Button>
      {isReversing ? <ReverseModal page={page} id={one.repaymentId} title={`冲正还款 ${one.number}`} path={`repayments/${one.repaymentId}/reversal`} onClose={() => setReversing(false)} /> : null}
    </span>
  )
}

/** How it was booked, read only when asked for. */
function Booked({ page, voucherId }: { page: NotePage; voucherId: string }) {
  const [isOpen, setOpen] = useState(false)
  return isOpen ? <Voucher noteId={page.noteId} voucherId={voucherId} /> : <Button kind="quiet" onClick={() => setOpen(true)}>看分录</Button>
}
