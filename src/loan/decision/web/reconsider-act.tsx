import { useState } from 'react'
import { may, useMe } from '#common/staff/web'
import { Button, Modal, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

const LEAST = 20

/** 复议: on facts nobody knew, by a committee with at least one other member. */
export function ReconsiderAct({ caseId, why }: { caseId: string; why: string | null }) {
  const { data: me } = useMe()
  const [isOpen, setOpen] = useState(false)
  const [newFacts, setFacts] = useState('')
  const write = useWrite({ changes: [api.case(caseId)] })
  const act = (): void => write.mutate({ path: api.decision(caseId, 'reconsideration'), body: { newFacts } }, { onSuccess: () => { setOpen(false); announce('已申请复议，按权限表重新上会') } })
  return (
    <>
      <Button disabledReason={why ?? (may(me, 'decision.reconsider') ? null : '复议由客户经理或部门负责人申请')} onClick={() => setOpen(true)}>申请复议…</Button>
      <Modal title="申请复议" open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不申请</Button><Button kind="act" busy={write.isPending} disabledReason={newFacts.trim().length < LEAST ? `请写明新事实，至少 ${LEAST} 个字` : null} onClick={act}>申请复议</Button></>}>
        <div className="stack">
          <NoteField label="新事实" value={newFacts} onChange={setFacts} rows={5} maxLength={2000} required hint="审贷会当时不知道的事实；复议的审贷会至少一人不同" />
          <RefusalText refusals={refusalsIn(write.error)} />
        </div>
      </Modal>
    </>
  )
}
