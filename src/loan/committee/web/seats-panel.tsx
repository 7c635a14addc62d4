import { useState } from 'react'
import { CONFLICTS, type Item, SEATS, type SeatRow } from '#loan/committee/domain'
import { Button, ChoiceField, Modal, NoteField, RefusalText, StateBadge, api, clockTime } from '#ui'
import { useAct } from './use-live.ts'

/** Who sits, who stepped back, how many have voted: names and times, never what was cast. */
export function SeatsPanel({ item }: { item: Item }) {
  const seated = item.seated.filter(({ standing }) => standing === 'SEATED')
  const voted = seated.filter(({ casts }) => casts > 0).length
  const barred = item.members.filter(({ bars }) => bars.length > 0)
  return (
    <section className="panel">
      <div className="panel-head"><h2>委员</h2></div>
      {item.state === 'VOTING' ? (
        <div className="panel-body committee-count" aria-live="polite"><span>已投 {voted}/{seated.length}</span><span className="committee-dots" aria-hidden>{seated.map((one) => <i key={one.staffId} data-cast={one.casts > 0 ? '' : undefined} />)}</span></div>
      ) : null}
      <ul className="committee-people">{item.seated.map((one) => <SeatLine key={one.staffId} item={item} seat={one} />)}</ul>
      {barred.length === 0 ? null : <div className="panel-body small muted"><p>回避：</p><ul>{barred.map(({ staffId, name, bars }) => <li key={staffId}>{name}（{bars.join('、')}）</li>)}</ul></div>}
    </section>
  )
}

function SeatLine({ item, seat }: { item: Item; seat: SeatRow }) {
  const ends = item.state === 'LISTED' || item.state === 'PRESENTED' || item.state === 'VOTING'
  const isOut = seat.standing !== 'SEATED'
  const isReplaced = item.seated.some(({ replaces }) => replaces === seat.name)
  return (
    <li className={isOut ? 'committee-out' : ''}>
      <span>{seat.name}　<span className="small muted">{SEATS[seat.seat]}{seat.replaces === null ? '' : `，补${seat.replaces}`}</span></span>
      <Standing item={item} seat={seat} />
      {isOut && ends && item.mine.isRecorder ? <>{isReplaced ? null : <ReplaceAct item={item} seat={seat} />}{seat.standing === 'RECUSED' && item.state !== 'VOTING' ? <WithdrawAct item={item} seat={seat} /> : null}</> : null}
      {seat.commitment === null || item.state !== 'VOTING' ? null : <span className="committee-commitment" title="封存摘要 SHA-256，开票后可核对">{seat.commitment.slice(0, 24)}…　{clockTime(seat.castAt ?? '')}{seat.casts > 1 ? `　第 ${seat.casts} 次` : ''}</span>}
    </li>
  )
}

function Standing({ item, seat }: { item: Item; seat: SeatRow }) {
  if (seat.standing === 'RECUSED') return <StateBadge tone="warning">{seat.conflicts.length > 0 ? `回避：${seat.conflicts.map((one) => CONFLICTS[one]).join('、')}` : `回避：${seat.why ?? ''}`}</StateBadge>
  if (seat.standing === 'LEFT') return <StateBadge tone="quiet">{seat.why ?? '离席'}</StateBadge>
  if (seat.casts > 0) return <StateBadge tone="holds">已投</StateBadge>
  if (item.state === 'VOTING') return <StateBadge tone="going">{seat.declared ? '未投' : '未声明'}</StateBadge>
  if (item.state === 'LISTED' && !seat.isPresent) return <StateBadge tone="quiet">{seat.consented ? '同意提前，未到会' : '未到会'}</StateBadge>
  return <StateBadge tone={seat.declared ? 'holds' : 'quiet'}>{seat.declared ? '已声明' : seat.isPresent ? '到会，未声明' : '未到会'}</StateBadge>
}

function ReplaceAct({ item, seat }: { item: Item; seat: SeatRow }) {
  const [isOpen, setOpen] = useState(false)
  const [byId, setBy] = useState<string | null>(null)
  const act = useAct()
  const reserves = item.reserves.filter((one) => seat.seat !== 'CHAIR' || one.seat === 'CHAIR').map(({ staffId, name }) => ({ value: staffId, label: name }))
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'replacement'), { body: { staffId: seat.staffId, byId }, said: '已补位，请其声明后表决' })) setOpen(false) }
  return (
    <>
      <Button kind="quiet" disabledReason={reserves.length === 0 ? '没有可补位的委员' : null} onClick={() => setOpen(true)}>补位</Button>
      <Modal title={`补${seat.name}的席位`} open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不补</Button><Button kind="act" busy={act.busy} disabledReason={byId === null ? '请选人' : null} onClick={() => void go()}>补位</Button></>}>
        <div className="stack"><ChoiceField label="由谁补位" value={byId} onChange={setBy} choices={reserves} /><RefusalText refusals={act.refusals} /></div>
      </Modal>
    </>
  )
}

function WithdrawAct({ item, seat }: { item: Item; seat: SeatRow }) {
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const act = useAct()
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'recusal-withdrawal'), { body: { staffId: seat.staffId, note }, said: '回避已撤回，请其重新声明' })) setOpen(false) }
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>撤回回避</Button>
      <Modal title={`撤回${seat.name}的回避`} open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不撤回</Button><Button kind="act" busy={act.busy} disabledReason={note.trim().length < 4 ? '请写明缘由，至少 4 个字' : null} onClick={() => void go()}>撤回</Button></>}>
        <div className="stack"><NoteField label="记录" value={note} onChange={setNote} maxLength={400} required hint="与原声明一并留存" /><RefusalText refusals={act.refusals} /></div>
      </Modal>
    </>
  )
}
