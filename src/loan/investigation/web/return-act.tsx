import { useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { Button, Modal, NoteField, RefusalText, announce, refusalsIn } from '#ui'
import { giveBack } from './acts.ts'
import { useOpenCase } from './session-context.ts'

const LEAST = 4

/** 退回补正: by someone who did not work on the case; the reason opens the next version. */
export function ReturnAct({ why }: { why: string | null }) {
  const { caseId, reload } = useOpenCase()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const act = async (): Promise<void> => {
    setBusy(true)
    try {
      const { version } = await giveBack(caseId, reason)
      announce(`已退回，第 ${version} 版待补正`)
      setAsking(false)
      reload()
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button disabledReason={why} onClick={() => { setRefusals([]); setAsking(true) }}>退回补正</Button>
      <Modal title="退回补正" open={isAsking} onClose={() => setAsking(false)} foot={<><Button onClick={() => setAsking(false)}>不退回</Button><Button kind="act" busy={busy} disabledReason={reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : null} onClick={() => void act()}>退回</Button></>}>
        <div className="stack">
          <NoteField label="退回理由" value={reason} onChange={setReason} rows={4} maxLength={1000} required hint="主办据此补正，理由留在历次版本" />
          <RefusalText refusals={refusals} />
        </div>
      </Modal>
    </>
  )
}
