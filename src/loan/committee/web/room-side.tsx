import { useState } from 'react'
import { type Committee, ITEM_STATES, type Meeting, OUTCOMES } from '#loan/committee/domain'
import { Button, ChoiceField, Go, Money, RefusalText, StateBadge, type Tone, api, clockTime, paths, useRead } from '#ui'
import { fen } from '#kernel'
import { useAct } from './use-live.ts'

export const ITEM_TONE: Readonly<Record<Meeting['agenda'][number]['state'], Tone>> = { LISTED: 'info', PRESENTED: 'going', VOTING: 'going', OPENED: 'warning', RESOLVED: 'holds', ADJOURNED: 'quiet' }
const PARTS = { CHAIR: '组长', MEMBER: '委员', RECORDER: '记录人', PRESENTER: '陈述人' } as const

/** The cases of the meeting in their order. */
export function Agenda({ meeting, open }: { meeting: Meeting; open: string | null }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>议程</h2></div>
      <ol className="committee-agenda">
        {meeting.agenda.map((one) => (
          <li key={one.itemId}>
            <Go to={paths.meeting(meeting.meetingId, one.itemId)} current={one.itemId === open}>
              <span>{one.seq}</span><span>{one.customer}　<Money fen={fen(one.amountFen)} /></span><StateBadge tone={ITEM_TONE[one.state]}>{one.outcome === null ? ITEM_STATES[one.state] : OUTCOMES[one.outcome]}</StateBadge>
              <span className="small muted">{one.number}　主办 {one.lead}{one.state === 'VOTING' ? `　已投 ${one.voted}/${one.seated}` : ''}</span>
            </Go>
          </li>
        ))}
      </ol>
      {meeting.mine.isRecorder && meeting.state !== 'CLOSED' ? <AddCase meeting={meeting} /> : null}
    </section>
  )
}

function AddCase({ meeting }: { meeting: Meeting }) {
  const read = useRead<Committee>(api.committee())
  const act = useAct()
  const [caseId, setCase] = useState<string | null>(null)
  const choices = (read.data?.waiting ?? []).filter(({ bodyId }) => bodyId === meeting.bodyId).map((one) => ({ value: one.caseId, label: `${one.number} ${one.customer}` }))
  if (choices.length === 0) return null
  return (
    <div className="panel-body stack">
      <ChoiceField label="加一案" value={caseId} onChange={setCase} choices={choices} />
      <div><Button busy={act.busy} disabledReason={caseId === null ? '先选业务' : null} onClick={() => void act.run(api.meeting(meeting.meetingId, 'cases'), { body: { caseId }, said: '已列入议程，开始送阅' })}>列入议程</Button></div>
      <RefusalText refusals={act.refusals} />
    </div>
  )
}

/** Who is in the room, here or from elsewhere. */
export function People({ meeting }: { meeting: Meeting }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>到会 {meeting.present.length} 人</h2></div>
      {meeting.present.length === 0 ? <p className="panel-body muted">还没有人到会；到会者各自登记，异地可远程到会。</p> : (
        <ul className="committee-people">{meeting.present.map((one) => <li key={one.staffId}><span>{one.name}</span><span className="small muted">{PARTS[one.part]} · {one.how === 'REMOTE' ? '远程' : '现场'} · {clockTime(one.since)}</span></li>)}</ul>
      )}
      {meeting.movements.length > meeting.present.length ? (
        <details className="panel-body small"><summary>到离会记录</summary><ul>{meeting.movements.map((move) => <li key={`${move.at}${move.staffId}${move.what}`}>{clockTime(move.at)} {move.name} {move.what === 'JOINED' ? '到会' : '离会'}{move.how === 'REMOTE' ? '（远程）' : ''}</li>)}</ul></details>
      ) : null}
    </section>
  )
}
