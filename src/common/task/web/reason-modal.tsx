import { type ReactNode, useState } from 'react'
import { Button, Modal, NoteField, RefusalText, refusalsIn, useWrite } from '#ui'

/** Asks for a reason and sends it; what is typed stays when the server refuses. */
export function ReasonModal({ title, says, act, path, changes, field = 'reason', onClose }: { title: string; says: ReactNode; act: string; path: string; changes: readonly string[]; field?: 'reason' | 'says'; onClose: () => void }) {
  const write = useWrite({ changes })
  const [text, setText] = useState('')
  const send = (): void => write.mutate({ path, body: { [field]: text.trim() } }, { onSuccess: onClose })
  return (
    <Modal title={title} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={text.trim().length < 4 ? '理由至少 4 个字' : null} onClick={send}>{act}</Button></>}>
      <div className="stack"><p>{says}</p><NoteField label={field === 'says' ? '说明' : '理由'} value={text} onChange={setText} required maxLength={500} /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
