import { useState } from 'react'
import { may, useMe } from '#common/staff/web'
import { Button, Modal, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

const LEAST = 4

/** 重新送审: an approval ran out before a contract was signed; the same version goes to the committee again. */
export function RenewAct({ caseId }: { caseId: string }) {
  const { data: me } = useMe()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.case(caseId)] })
  const act = (): void => write.mutate({ path: api.decision(caseId, 'renewal'), body: { reason } }, { onSuccess: () => { setOpen(false); announce('已重新送审，按权限表上会') } })
  return (
    <>
      <Button disabledReason={may(me, 'decision.reconsider') ? null : '由客户经理或部门负责人重新送审'} onClick={() => setOpen(true)}>重新送审…</Button>
      <Modal title="重新送审" open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不送审</Button><Button kind="act" busy={write.isPending} disabledReason={reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : null} onClick={act}>重新送审</Button></>}>
        <div className="stack">
          <NoteField label="理由" value={reason} onChange={setReason} rows={4} maxLength={1000} required hint="为何未如期签约；情况有变的，应重新调查" />
          <RefusalText refusals={refusalsIn(write.error)} />
        </div>
      </Modal>
    </>
  )
}
