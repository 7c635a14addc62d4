import './committee.css'
import { useParams } from '@tanstack/react-router'
import { useMe } from '#common/staff/web'
import { type Item, MEETING_STATES, type Meeting } from '#loan/committee/domain'
import { Button, EmptyState, Go, RefusalText, SkeletonRows, StateBadge, api, clockTime, paths, refusalsIn, useAddressState } from '#ui'
import { ItemTable } from './item-table.tsx'
import { MEETING_TONE, dayOf } from './meetings.tsx'
import { Agenda, People } from './room-side.tsx'
import { useAct, useLive } from './use-live.ts'

/** The room of a meeting, the same for who sits in it and for who takes part from elsewhere: agenda, people, the case on the table. */
export function MeetingPage() {
  const { meetingId = '' } = useParams({ strict: false })
  const [address] = useAddressState()
  const read = useLive<Meeting>(api.meeting(meetingId))
  if (read.data === undefined) return <div className="page">{read.error === null ? <div className="panel"><SkeletonRows rows={10} /></div> : <RefusalText refusals={refusalsIn(read.error)} />}</div>
  const meeting = read.data
  const open = meeting.agenda.find(({ itemId }) => itemId === address['item']) ?? meeting.agenda.find(({ state }) => state === 'PRESENTED' || state === 'VOTING' || state === 'OPENED') ?? meeting.agenda.find(({ state }) => state === 'LISTED') ?? meeting.agenda[0]
  return (
    <div className="page stack">
      <div className="page-head">
        <div><p className="small"><Go to={paths.committee()}>审贷会</Go></p><h1>{meeting.body}　{meeting.number}</h1><p>{dayOf(meeting.startsAt)} {clockTime(meeting.startsAt)}　{meeting.place}　组长 {meeting.chair.name}　记录人 {meeting.recorder.name}</p></div>
        <StateBadge tone={MEETING_TONE[meeting.state]}>{MEETING_STATES[meeting.state]}</StateBadge>
        <MyAttendance meeting={meeting} />
      </div>
      <div className="committee-room">
        <Agenda meeting={meeting} open={open?.itemId ?? null} />
        <People meeting={meeting} />
        {open === undefined ? <div className="panel"><EmptyState says="议程上没有您能看到的业务。" /></div> : <OpenItem key={open.itemId} itemId={open.itemId} meeting={meeting} />}
      </div>
    </div>
  )
}

/** Coming and going by one's own hand. */
function MyAttendance({ meeting }: { meeting: Meeting }) {
  const act = useAct()
  const go = (what: 'JOINED' | 'LEFT', how: 'ROOM' | 'REMOTE', said: string): void => void act.run(api.meeting(meeting.meetingId, 'attendance'), { body: { what, how }, said })
  if (meeting.state === 'CLOSED') return null
  return (
    <div className="row">
      {meeting.mine.isPresent ? <Button busy={act.busy} onClick={() => go('LEFT', 'ROOM', '已登记离会')}>离会</Button> : (
        <><Button kind="act" busy={act.busy} onClick={() => go('JOINED', 'ROOM', '已登记到会')}>到会</Button><Button busy={act.busy} onClick={() => go('JOINED', 'REMOTE', '已远程到会')}>远程到会</Button></>
      )}
      {meeting.mine.isRecorder ? <Button busy={act.busy} disabledReason={meeting.agenda.some(({ state }) => state !== 'RESOLVED' && state !== 'ADJOURNED') ? '逐案形成决议或延期后散会' : null} onClick={() => void act.run(api.meeting(meeting.meetingId, 'close'), { said: '已散会' })}>散会</Button> : null}
      <RefusalText refusals={act.refusals} />
    </div>
  )
}

function OpenItem({ itemId, meeting }: { itemId: string; meeting: Meeting }) {
  const read = useLive<Item>(api.committeeItem(itemId))
  const me = useMe().data
  if (read.data === undefined || me === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={10} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  return <ItemTable item={read.data} meeting={meeting} me={me.staffId} />
}
