import { useState } from 'react'
import { type Abandon, type Visits, ABANDON_REASONS, keysOf } from '#loan/investigation/domain'
import { Button, ChoiceField, Modal, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

const LEAST = 10
const LEAST_RESUME = 4

/** 放弃调查, and its way back by somebody else. */
export function AbandonAct({ caseId, acts }: { caseId: string; acts: Visits['acts'] }) {
  if (acts.resume === null) return <Resume caseId={caseId} />
  if (acts.abandon !== null) return null
  return <GiveUp caseId={caseId} />
}

function GiveUp({ caseId }: { caseId: string }) {
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState<Abandon>({ reason: 'UNCLEAR', says: '' })
  const write = useWrite({ changes: [api.case(caseId)] })
  const act = (): void => write.mutate({ path: api.ofCase(caseId, 'abandon'), body: typed }, { onSuccess: () => { setAsking(false); announce('已放弃调查，本案不再推进') } })
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>放弃调查</Button>
      <Modal title="放弃调查" open={isAsking} onClose={() => setAsking(false)} foot={<><Button onClick={() => setAsking(false)}>继续调查</Button><Button kind="stop" busy={write.isPending} disabledReason={typed.says.trim().length < LEAST ? `请说明情况，至少 ${LEAST} 个字` : null} onClick={act}>放弃本案调查</Button></>}>
        <div className="stack">
          <ChoiceField label="理由" value={typed.reason} onChange={(reason) => setTyped({ ...typed, reason })} choices={keysOf(ABANDON_REASONS).map((value) => ({ value, label: ABANDON_REASONS[value] }))} />
          <NoteField label="情况说明" value={typed.says} onChange={(says) => setTyped({ ...typed, says })} rows={4} maxLength={1000} required hint="记录与材料留存；要恢复须由审查或主管决定" />
          <RefusalText refusals={refusalsIn(write.error)} />
        </div>
      </Modal>
    </>
  )
}

function Resume({ caseId }: { caseId: string }) {
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const write = useWrite({ changes: [api.case(caseId)] })
  const act = (): void => write.mutate({ path: api.ofCase(caseId, 'resume'), body: { reason } }, { onSuccess: () => { setAsking(false); announce('调查已恢复') } })
  return (
    <>
      <Button onClick={() => setAsking(true)}>恢复调查</Button>
      <Modal title="恢复调查" open={isAsking} onClose={() => setAsking(false)} foot={<Button kind="act" busy={write.isPending} disabledReason={reason.trim().length < LEAST_RESUME ? `请写明理由，至少 ${LEAST_RESUME} 个字` : null} onClick={act}>恢复</Button>}>
        <div className="stack"><NoteField label="恢复的理由" value={reason} onChange={setReason} maxLength={1000} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
      </Modal>
    </>
  )
}
