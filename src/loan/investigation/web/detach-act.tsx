import { useState } from 'react'
import type { Evidence } from '#common/assessment/domain'
import type { RefusalDetail } from '#kernel'
import { Button, IconButton, Modal, RefusalText, TextField, announce, refusalsIn } from '#ui'
import { detach } from './acts.ts'
import { useOpenCase } from './session-context.ts'

/** Takes a piece of evidence off, with the reason that stays on record. */
export function DetachAct({ evidence, uses }: { evidence: Evidence; uses: number }) {
  const open = useOpenCase()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const act = async (): Promise<void> => {
    setBusy(true)
    try {
      await detach(open, evidence.id, reason)
      announce(`已移出「${evidence.title}」，原件留存`)
      setAsking(false)
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <IconButton icon="cross" size={14} label={`移出 ${evidence.title}`} onClick={() => setAsking(true)} />
      <Modal title={`移出「${evidence.title}」`} open={isAsking} onClose={() => setAsking(false)} foot={<><Button onClick={() => setAsking(false)}>不移出</Button><Button kind="stop" busy={busy} disabledReason={reason.trim().length < 2 ? '请写明理由' : null} onClick={() => void act()}>移出</Button></>}>
        <div className="stack">
          {uses > 0 ? <p>它支持案卷中 {uses} 处，移出后这些地方将无凭据；账单给出的检验随之移出。</p> : <p>没有数字引用它。移出后留痕，原件仍保存。</p>}
          <TextField label="理由" value={reason} onChange={setReason} required />
          <RefusalText refusals={refusals} />
        </div>
      </Modal>
    </>
  )
}
