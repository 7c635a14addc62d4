import { useState } from 'react'
import type { z } from 'zod'
import { EVENT_NAMES, REQUEST_STATES, type NotePage, type RequestList, type RequestShown, type RequestState, type RequestsOfNote, type Tried } from '#loan/servicing/domain'
import { Button, Chips, EmptyState, Facts, Go, Modal, NoteField, RefusalText, SkeletonRows, StateBadge, announce, api, paths, refusalsIn, useAddressState, useRead, useWrite } from '#ui'
import { Differences } from './differences.tsx'

const CHANGED = ['/api/notes', '/api/note-requests', '/api/repricing', '/api/cases', '/api/tasks', '/api/inbox', '/api/today']
const SHORTEST = 4
const isState = (text: string | undefined): text is RequestState => text !== undefined && Object.hasOwn(REQUEST_STATES, text)

/** 待复核: acts on notes that wait for their second person. */
export function NoteRequestsPage() {
  const [address, change] = useAddressState()
  const state = isState(address['state']) ? address['state'] : 'PROPOSED'
  const list = useRead<z.output<typeof RequestList>>(api.noteRequests(state))
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>借据变更复核</h1><p>调息、展期、调整计划、减免、核销、退款由一人申请、另一人复核；减免和核销由行领导审批</p></div></div>
      <Chips label="状态" value={state} onChange={(next) => change({ state: next === 'PROPOSED' ? null : next })} choices={(Object.keys(REQUEST_STATES) as RequestState[]).map((value) => ({ value, label: REQUEST_STATES[value] }))} />
      <RefusalText refusals={refusalsIn(list.error)} />
      {list.data === undefined ? (list.isError ? null : <SkeletonRows rows={4} />) : list.data.requests.length === 0 ? <div className="panel"><EmptyState says={state === 'PROPOSED' ? '没有待复核的借据变更。' : '没有这一状态的申请。'} /></div> : list.data.requests.map((one) => <Request key={one.requestId} one={one} isLinked />)}
    </div>
  )
}

/** Requests on one note; nothing where there never was one. */
export function RequestsPanel({ page }: { page: NotePage }) {
  const read = useRead<z.output<typeof RequestsOfNote>>(api.note(page.noteId, 'requests'))
  const open = read.data?.requests.filter((one) => one.state === 'PROPOSED') ?? []
  return <>{open.map((one) => <Request key={one.requestId} one={one} isLinked={false} />)}</>
}

function Request({ one, isLinked }: { one: RequestShown; isLinked: boolean }) {
  const [tried, setTried] = useState<Tried | null>(null)
  const trial = useWrite<Tried>()
  const show = (): void => trial.mutate({ path: api.note(one.noteId, 'trial'), body: { kind: one.kind, valueDay: one.valueDay, body: one.body, grounds: one.grounds } }, { onSuccess: setTried })
  return (
    <section className="panel" aria-label={`${EVENT_NAMES[one.kind]}申请`}>
      <div className="panel-head">
        <h2>{EVENT_NAMES[one.kind]} <StateBadge tone={one.state === 'PROPOSED' ? 'warning' : one.state === 'DONE' ? 'holds' : 'quiet'}>{REQUEST_STATES[one.state]}</StateBadge></h2>
        {one.state === 'PROPOSED' ? <><Button kind="quiet" busy={trial.isPending} onClick={show}>看结果</Button><Decide one={one} /></> : null}
      </div>
      <div className="panel-body stack">
        <p>{one.customerName} {isLinked ? <Go to={one.caseId === null ? paths.note(one.noteId) : paths.case(one.caseId, 'servicing')}>{one.noteNumber}</Go> : one.noteNumber} · {one.unitName} · <span className="muted">{one.asked.name} {one.askedOn} 申请{one.valueDay === null ? '' : `，起息日 ${one.valueDay}`}</span></p>
        <Facts facts={one.says.map(({ label, value }) => [label, value] as const)} />
        {one.decided === null ? null : <p className="small">{one.decided.name} {one.decidedOn}：{one.decision}</p>}
        {tried === null ? null : <Differences tried={tried} />}
        <RefusalText refusals={refusalsIn(trial.error)} />
      </div>
    </section>
  )
}

const WAYS = { approve: { name: '同意并办理', label: '复核意见' }, refuse: { name: '不同意', label: '不同意的原因' }, withdraw: { name: '撤回申请', label: '撤回原因' } } as const
type Way = keyof typeof WAYS

function Decide({ one }: { one: RequestShown }) {
  const [way, setWay] = useState<Way | null>(null)
  return (
    <>
      {one.isMine ? <Button onClick={() => setWay('withdraw')}>撤回</Button> : <Button disabledReason={one.cannotDecide} onClick={() => setWay('refuse')}>不同意</Button>}
      <Button kind="act" disabledReason={one.cannotDecide} onClick={() => setWay('approve')}>同意并办理</Button>
      {way === null ? null : <DecideModal one={one} way={way} onClose={() => setWay(null)} />}
    </>
  )
}

function DecideModal({ one, way, onClose }: { one: RequestShown; way: Way; onClose: () => void }) {
  const [says, setSays] = useState('')
  const write = useWrite({ changes: CHANGED })
  const text = says.trim()
  const input = { approve: { path: api.approveRequests(), body: { requestIds: [one.requestId], says: text } }, refuse: { path: api.noteRequest(one.requestId, 'refusal'), body: { says: text } }, withdraw: { path: api.noteRequest(one.requestId, 'withdrawal'), body: { reason: text } } }[way]
  const { name, label } = WAYS[way]
  return (
    <Modal title={`${name} · ${EVENT_NAMES[one.kind]}`} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind={way === 'approve' ? 'act' : 'stop'} busy={write.isPending} disabledReason={[...text].length < SHORTEST ? `${label}至少 ${SHORTEST} 个字` : null} onClick={() => write.mutate(input, { onSuccess: () => { announce(`${EVENT_NAMES[one.kind]}：${name}`); onClose() } })}>{name}</Button></>}>
      <div className="stack">
        <p>{one.customerName} {one.noteNumber}</p>
        <NoteField label={label} value={says} onChange={setSays} maxLength={400} required />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}
