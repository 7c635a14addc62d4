import { useState } from 'react'
import { CLASS_NAMES, CLASS_REASONS, type NoteClass, type ProposalShown } from '#loan/servicing/domain'
import { Button, Drawer, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

const ACTS = {
  confirmation: { title: '风险分类认定', name: '认定', done: '已认定，待审批' },
  approval: { title: '风险分类审批', name: '审批', done: '已审批，分类即日起执行' },
  return: { title: '退回分类意见', name: '退回', done: '已退回，借据维持原分类' },
} as const
const LEAST = 4

/** A second or third person's word on a class. */
export function JudgeDrawer({ noteId, proposal, act, onClose }: { noteId: string; proposal: ProposalShown; act: keyof typeof ACTS; onClose: () => void }) {
  const [says, setSays] = useState('')
  const write = useWrite<NoteClass>({ changes: [api.noteClass(noteId), api.classes(), api.quality()] })
  const { title, name, done } = ACTS[act]
  const send = (): void => write.mutate({ path: api.classProposal(noteId, proposal.proposalId, act), body: { says } }, { onSuccess: () => { announce(done); onClose() } })
  return (
    <Drawer title={title} open onClose={onClose} foot={<><Button onClick={onClose}>关闭</Button><Button kind={act === 'return' ? 'stop' : 'act'} busy={write.isPending} disabledReason={says.trim().length < LEAST ? `请写意见，至少 ${LEAST} 个字` : null} onClick={send}>{name}</Button></>}>
      <div className="stack">
        <p>{CLASS_NAMES[proposal.classBefore]} → <b>{CLASS_NAMES[proposal.riskClass]}</b>：{proposal.reasons.map((reason) => CLASS_REASONS[reason]).join('、')}</p>
        <p>{proposal.proposed.says}<br /><span className="muted small">初分 {proposal.proposed.by} {proposal.proposed.on}</span></p>
        <NoteField label="意见" value={says} onChange={setSays} rows={4} maxLength={1000} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
