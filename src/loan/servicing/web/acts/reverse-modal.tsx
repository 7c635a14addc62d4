import { useEffect, useState } from 'react'
import type { NotePage, Tried } from '#loan/servicing/domain'
import { Button, Drawer, NoteField, RefusalText, SkeletonRows, announce, api, refusalsIn, useWrite } from '#ui'
import { changesOf } from '../changes.ts'
import { Differences } from './differences.tsx'

const SHORTEST_REASON = 4

/** Taking back a repayment or an event: what that changes for the others is shown before it is confirmed. */
export function ReverseModal({ page, id, title, path, onClose }: { page: NotePage; id: string; title: string; path: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { mutate, data: tried, error } = useWrite<Tried>()
  const write = useWrite({ changes: changesOf(page) })
  useEffect(() => mutate({ path: api.note(page.noteId, 'trial'), body: { kind: 'REVERSED', valueDay: null, body: { reverses: id } } }), [id, mutate, page.noteId])
  const off = tried === undefined ? '正在试算差异' : [...reason.trim()].length < SHORTEST_REASON ? `冲正原因至少 ${SHORTEST_REASON} 个字` : null
  const reverse = (): void => write.mutate({ path: api.note(page.noteId, path), body: { reason: reason.trim(), seen: tried?.seen ?? null } }, { onSuccess: () => { announce(`${title}已办`); onClose() } })
  return (
    <Drawer title={title} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="stop" busy={write.isPending} disabledReason={off} onClick={reverse}>确认冲正</Button></>}>
      <div className="stack">
        <p>原记录留存；其后的款项按规则重新分配，差额记在今天。</p>
        {tried === undefined ? (error === null ? <SkeletonRows rows={4} /> : null) : <Differences tried={tried} />}
        <NoteField label="冲正原因" value={reason} onChange={setReason} maxLength={200} required />
        <RefusalText refusals={[...refusalsIn(error), ...refusalsIn(write.error)]} />
      </div>
    </Drawer>
  )
}
