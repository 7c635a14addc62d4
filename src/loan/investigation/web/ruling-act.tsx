import { useState } from 'react'
import { type CasePart, Button, Modal, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'
import { useOpenCase } from './session-context.ts'

const LEAST = 4

/** A ruling on the investigation with its reason: a flag lifted, an explanation not believed. */
export function RulingAct({ part, body, act, title, says, done }: { part: CasePart; body: object; act: string; title: string; says: string; done: string }) {
  const { caseId, session, reload } = useOpenCase()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.case(caseId)] })
  const rule = async (): Promise<void> => {
    await session.save()
    write.mutate({ path: api.ofCase(caseId, part), body: { ...body, reason } }, { onSuccess: () => { setAsking(false); announce(done); reload() } })
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>{act}</Button>
      <Modal title={title} open={isAsking} onClose={() => setAsking(false)} foot={<><Button onClick={() => setAsking(false)}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : null} onClick={() => void rule()}>{act}</Button></>}>
        <div className="stack"><p>{says}</p><NoteField label="理由" value={reason} onChange={setReason} rows={3} maxLength={400} required hint="记入审计；依据有变时重新提示" /><RefusalText refusals={refusalsIn(write.error)} /></div>
      </Modal>
    </>
  )
}
