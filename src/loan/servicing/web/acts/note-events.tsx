import { useState } from 'react'
import { EVENT_NAMES, type EventShown, type NotePage, rowNames } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, EmptyState, Facts, Seal } from '#ui'
import { AllocationList } from '../allocation-list.tsx'
import { ReverseModal } from './reverse-modal.tsx'
import { Voucher } from './transfers.tsx'

/** What happened to a note beside repayments, the newest first; each opens where it went and how it was booked. */
export function NoteEvents({ page }: { page: NotePage }) {
  return (
    <section className="panel" aria-label="借据变更">
      <div className="panel-head"><h2>借据变更</h2><span className="muted small">{page.events.length === 0 ? '' : `${page.events.length} 项`}</span></div>
      {page.events.length === 0 ? <EmptyState says="没有调息、展期、减免等变更。" /> : <ul className="repayments">{page.events.map((one) => <NoteEvent key={one.id} page={page} one={one} />)}</ul>}
    </section>
  )
}

function NoteEvent({ page, one }: { page: NotePage; one: EventShown }) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const [isReversing, setReversing] = useState(false)
  const off = !may(me.data, 'note.reverse') ? '您的岗位不能冲正借据变更' : one.kind === 'REVERSED' ? '冲正不能再冲正，须重新办理' : one.madeBy === null ? '由日终按规则办理' : me.data?.staffId === one.madeBy.staffId || me.data?.staffId === one.approvedBy?.staffId ? '经办人和复核人不能冲正自己办的变更' : null
  return (
    <li className={one.reversedBySeq === null ? '' : 'repayment-reversed'}>
      <div className="repayment-line">
        <button type="button" className="figure-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{one.valueDay}</button>
        <span className="repayment-how"><b>{EVENT_NAMES[one.kind]}</b></span>
        <span className="small muted">{one.madeBy?.name ?? '日终'}{one.approvedBy === null ? '' : ` · ${one.approvedBy.name} 复核`} {one.businessDay}</span>
        {one.reversedBySeq === null ? <span className="repayment-acts"><Button kind="quiet" disabledReason={off} onClick={() => setReversing(true)}>冲正</Button></span> : <Seal>已冲正</Seal>}
      </div>
      {isOpen ? (
        <div className="stack act-opened">
          {one.says.length === 0 ? null : <Facts facts={one.says.map(({ label, value }) => [label, value] as const)} />}
          {one.lines.length === 0 ? null : <AllocationList lines={one.lines as Parameters<typeof AllocationList>[0]['lines']} names={rowNames(page.instalments)} />}
          <Voucher noteId={page.noteId} voucherId={one.voucherId} />
        </div>
      ) : null}
      {isReversing ? <ReverseModal page={page} id={one.id} title={`冲正${EVENT_NAMES[one.kind]}`} path={`events/${one.id}/reversal`} onClose={() => setReversing(false)} /> : null}
    </li>
  )
}
