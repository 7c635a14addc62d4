import { useState } from 'react'
import type { z } from 'zod'
import { type HistoryEntry, type NotePage, type Paper } from '#loan/servicing/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { Button, announce, api, refusalsIn, useWrite } from '#ui'
import { ReverseModal } from './reverse-modal.tsx'

/** What can be done with an entry of the history: its paper opened or issued, itself taken back. */
export function EntryActs({ page, one }: { page: NotePage; one: HistoryEntry }) {
  const me = useMe().data
  const [isReversing, setReversing] = useState(false)
  const isEvent = /^E\d+$/.test(one.id)
  const isReversible = one.reversedBy === null && one.reverses === null && (isEvent || one.kind === 'REPAYMENT')
  return (
    <span className="history-acts">
      {one.documentId === null ? null : <a className="button button-quiet" href={api.notePaper(page.noteId, one.documentId)} target="_blank" rel="noreferrer">{one.kind === 'PAPER' ? '打开' : '回单'}</a>}
      {isReversible && !isEvent && one.documentId === null ? <Receipt page={page} one={one} me={me} /> : null}
      {isReversible ? <Button kind="quiet" disabledReason={isEvent ? offForEvent(one, me) : offForRepayment(one, me)} onClick={() => setReversing(true)}>冲正</Button> : null}
      {isReversing ? <ReverseModal page={page} id={one.id} title={`冲正${isEvent ? one.name : `还款 ${one.number ?? ''}`}`} path={isEvent ? `events/${one.id}/reversal` : `repayments/${one.id}/reversal`} onClose={() => setReversing(false)} /> : null}
    </span>
  )
}

function Receipt({ page, one, me }: { page: NotePage; one: HistoryEntry; me: Me | undefined }) {
  const write = useWrite<z.output<typeof Paper>>({ changes: [api.note(page.noteId)] })
  const issue = (): void => write.mutate({ path: api.repayment(page.noteId, one.id, 'receipt') }, { onSuccess: ({ number }) => announce(`已出具回单 ${number}`), onError: (error) => announce(refusalsIn(error)[0]?.message ?? '未能出具') })
  return <Button kind="quiet" busy={write.isPending} disabledReason={may(me, 'note.share') ? null : '您的岗位不出具回单'} onClick={issue}>出回单</Button>
}

function offForRepayment({ by }: HistoryEntry, me: Me | undefined): string | null {
  return !may(me, 'repayment.reverse') ? '您的岗位不能冲正还款' : me?.staffId === by?.staffId ? '记账人不能冲正自己记的还款' : null
}

function offForEvent({ by, approvedBy }: HistoryEntry, me: Me | undefined): string | null {
  if (!may(me, 'note.reverse')) return '您的岗位不能冲正借据变更'
  if (by === null) return '由日终按规则办理'
  return me?.staffId === by.staffId || me?.staffId === approvedBy?.staffId ? '经办人和复核人不能冲正自己办的变更' : null
}
