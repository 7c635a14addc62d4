import { useState } from 'react'
import type { Item } from '#loan/committee/domain'
import { Button, Modal, NoteField, RefusalText, api } from '#ui'
import { useAct } from './use-live.ts'

/** 延期: the case waits for another meeting; votes already cast stay sealed. */
export function AdjournAct({ item }: { item: Item }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct()
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'adjournment'), { body: { reason }, said: '本案已延期，另会再议' })) setOpen(false) }
  return (
    <>
      <Button onClick={() => setOpen(true)}>延期…</Button>
      <Modal title="本案延期" open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不延期</Button><Button kind="stop" busy={act.busy} disabledReason={reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null} onClick={() => void go()}>延期</Button></>}>
        <div className="stack"><NoteField label="理由" value={reason} onChange={setReason} maxLength={400} required hint="已投的票永远封存，另会重新表决" /><RefusalText refusals={act.refusals} /></div>
      </Modal>
    </>
  )
}
