import './committee.css'
import { lazy, Suspense } from 'react'
import type { Committee } from '#loan/committee/domain'
import { may, useMe } from '#common/staff/web'
import { Chips, RefusalText, SkeletonRows, api, refusalsIn, useAddressState, useRead } from '#ui'
import { Meetings } from './meetings.tsx'
import { Waiting } from './waiting.tsx'

const Members = lazy(() => import('./members.tsx').then((file) => ({ default: file.Members })))
const MemberFigures = lazy(() => import('./member-figures.tsx').then((file) => ({ default: file.MemberFigures })))

type View = 'meetings' | 'members' | 'statistics'

/** 审贷会: what waits for a meeting, the meetings, the members by day, what members did. */
export function CommitteePage() {
  const me = useMe().data
  const [address, change] = useAddressState()
  const view: View = address['view'] === 'members' || address['view'] === 'statistics' ? address['view'] : 'meetings'
  const choices = [{ value: 'meetings', label: '会议' }, { value: 'members', label: '委员' }, ...(may(me, 'committee.statistics') ? [{ value: 'statistics', label: '统计' } as const] : [])] as const
  return (
    <div className="page stack">
      <div className="page-head"><h1>审贷会</h1><Chips<View> label="内容" value={view} onChange={(next) => change({ view: next === 'meetings' ? null : next })} choices={choices} /></div>
      <Suspense fallback={<div className="panel"><SkeletonRows rows={8} /></div>}>
        {view === 'meetings' ? <Overview /> : view === 'members' ? <Members /> : <MemberFigures />}
      </Suspense>
    </div>
  )
}

function Overview() {
  const read = useRead<Committee>(api.committee())
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  return <><Waiting waiting={read.data.waiting} /><Meetings meetings={read.data.meetings} /></>
}
