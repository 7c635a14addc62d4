import type { Committee } from '#loan/committee/domain'
import { MEETING_STATES } from '#loan/committee/domain'
import { EmptyState, Go, StateBadge, type Tone, clockTime, paths } from '#ui'

export const MEETING_TONE: Readonly<Record<keyof typeof MEETING_STATES, Tone>> = { PLANNED: 'info', RUNNING: 'going', CLOSED: 'quiet' }

/** The meetings, the next first. */
export function Meetings({ meetings }: { meetings: Committee['meetings'] }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>会议</h2></div>
      {meetings.length === 0 ? <EmptyState says="还没有会议；选中待上会的业务即可排会。" /> : (
        <div className="committee-table"><table>
          <thead><tr><th>会议</th><th>时间</th><th>审贷会</th><th>地点</th><th>组长</th><th>记录人</th><th className="figure">议程</th><th>状态</th></tr></thead>
          <tbody>
            {meetings.map((one) => (
              <tr key={one.meetingId}>
                <td><Go to={paths.meeting(one.meetingId)}>{one.number}</Go></td><td>{dayOf(one.startsAt)} {clockTime(one.startsAt)}</td><td>{one.body}</td><td>{one.place}</td><td>{one.chair.name}</td><td>{one.recorder.name}</td>
                <td className="figure">{one.cases} 案{one.open === 0 ? '' : `，${one.open} 未决`}</td><td><StateBadge tone={MEETING_TONE[one.state]}>{MEETING_STATES[one.state]}</StateBadge></td>
              </tr>
            ))}
          </tbody>
        </table></div>
      )}
    </section>
  )
}

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The bank's day of an instant. */
export function dayOf(at: string): string {
  return DAY.format(new Date(at))
}
