import { useState } from 'react'
import { type ApplicationPanel, DECLINE_GROUNDS, type DeclineGround, SHARED_KINDS } from '#loan/application/domain'
import { Banner, Button, CheckField, Modal, NoteField, RefusalText, announce, api, refusalsIn } from '#ui'
import { useAct } from './use-act.ts'

type Move = 'admit' | 'decline' | 'withdraw' | 'reopen'
const MOVES: readonly Move[] = ['admit', 'decline', 'withdraw', 'reopen']
const SAID: Readonly<Record<Move, string>> = { admit: '已准入，调查开始', decline: '不予准入，理由已留存', withdraw: '申请已撤回，材料留存', reopen: '已重新受理' }
const LEAST = 4

/** Yes, no, taken back, taken up again: what the state allows, each with why it cannot be done now. */
export function Moves({ panel }: { panel: ApplicationPanel }) {
  const [asking, setAsking] = useState<Move | null>(null)
  const acts = panel.acts.flatMap((one) => MOVES.filter((move) => move === one.act).map((move) => ({ ...one, move })))
  return (
    <div className="row">
      {acts.map((one) => <Button key={one.move} kind={one.move === 'admit' ? 'act' : 'plain'} disabledReason={one.why} onClick={() => setAsking(one.move)}>{one.name}</Button>)}
      {asking === null ? null : <Asking key={asking} panel={panel} move={asking} name={acts.find(({ move }) => move === asking)?.name ?? ''} onClose={() => setAsking(null)} />}
    </div>
  )
}

function Asking({ panel, move, name, onClose }: { panel: ApplicationPanel; move: Move; name: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [grounds, setGrounds] = useState<readonly DeclineGround[]>([])
  const write = useAct(panel.caseId)
  const warnings = move === 'admit' ? warningsOf(panel) : []
  const isAsked = move !== 'admit' || warnings.length > 0
  const lacking = isAsked && reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : move === 'decline' && grounds.length === 0 ? '请选缘由' : null
  const body = { ...(reason.trim() === '' ? {} : { reason }), ...(move === 'decline' ? { grounds } : {}) }
  const go = (): void => write.mutate({ path: api.ofCase(panel.caseId, move), ...(Object.keys(body).length === 0 ? {} : { body }) }, { onSuccess: () => { announce(SAID[move]); onClose() } })
  return (
    <Modal title={name} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind={move === 'decline' ? 'stop' : 'act'} busy={write.isPending} disabledReason={lacking} onClick={go}>{name}</Button></>}>
      <div className="stack">
        {move === 'admit' ? <p>准入后调查随即开始，由主办编写。</p> : null}
        {move === 'withdraw' ? <p>后面各环节未办的事项一并取消；材料、证据与已编的报表留存，重新受理后接着办。</p> : null}
        {warnings.map((text) => <Banner key={text} tone="warning">{text}</Banner>)}
        {move === 'decline' ? <fieldset className="application-grounds"><legend>缘由</legend>{(Object.entries(DECLINE_GROUNDS) as [DeclineGround, string][]).map(([code, label]) => <CheckField key={code} label={label} checked={grounds.includes(code)} onChange={(checked) => setGrounds(checked ? [...grounds, code] : grounds.filter((one) => one !== code))} />)}</fieldset> : null}
        {isAsked ? <NoteField label={move === 'withdraw' ? '客户撤回的原因' : '理由'} value={reason} onChange={setReason} required maxLength={500} hint={move === 'decline' ? '留在本案；给客户的答复措辞中性，不写这里的话' : undefined} /> : null}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}

/** What warns against admission. */
export function warningsOf({ watched, shared, sharedApplicants }: ApplicationPanel): string[] {
  return [
    ...(watched.length === 0 ? [] : [`客户在关注名单上：${watched.map(({ caseNumber }) => caseNumber).join('、')}`]),
    ...shared.filter(({ others }) => others >= sharedApplicants).map(({ kind, others, cases }) => `${SHARED_KINDS[kind]}与另外 ${others} 名申请人相同：${cases.map((one) => `${one.customerName} ${one.number}`).join('、')}`),
  ]
}
