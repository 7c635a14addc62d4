import './committee.css'
import { type CaseCommittee, ITEM_STATES, type Item } from '#loan/committee/domain'
import { DECIDING_BODIES, SIGNATORIES, type Signatory } from '#loan/decision/domain'
import { Banner, EmptyState, Facts, Go, RefusalText, SkeletonRows, StateBadge, api, clockTime, paths, refusalsIn } from '#ui'
import { CommitteeDossier } from './dossier.tsx'
import { Resolution } from './result-panel.tsx'
import { ITEM_TONE } from './room-side.tsx'
import { SeatsPanel } from './seats-panel.tsx'
import { useLive } from './use-live.ts'
import { VetoBanner } from './veto-banner.tsx'
import { VotesList } from './votes-list.tsx'

/** 审贷会 of one case: where it waits, its material, and after the opening each vote and the resolution. */
export function CommitteeStage({ caseId }: { caseId: string }) {
  const read = useLive<CaseCommittee>(api.caseCommittee(caseId))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const { referral, items, mayVeto } = read.data
  if (referral === null) return <div className="panel"><EmptyState says="审查通过并确定权限后，在此等待上会。" act={<Go to={paths.case(caseId, 'decision')}>打开决策</Go>} /></div>
  return (
    <div className="stack">
      <VetoBanner mayVeto={mayVeto} vetoed={items[0]?.votes?.some(({ kind }) => kind === 'VETO') ?? false} />
      <section className="panel">
        <div className="panel-head"><h2>{DECIDING_BODIES[referral.authority]}</h2><span className="small muted">{referral.on} {clockTime(referral.since)} 送审</span></div>
        <div className="panel-body"><Facts facts={[['席位', `${referral.seats} 席`], ['签批', referral.signatures.length === 0 ? '无须签批' : referral.signatures.map((post) => SIGNATORIES[post as Signatory]).join(' → ')], ['轮次', `${referral.round}${referral.reconsiders === null ? '' : '（复议）'}`], ['进度', STATES[referral.state]]]} /></div>
      </section>
      {items.map((item) => <OneTable key={item.itemId} item={item} />)}
      {referral.state === 'DROPPED' ? null : <CommitteeDossier caseId={caseId} />}
    </div>
  )
}

const STATES = { WAITING: '等待排会', LISTED: '已列入议程', RESOLVED: '已决议', DROPPED: '已撤回或退回' } as const

function OneTable({ item }: { item: Item }) {
  return (
    <>
      {item.state === 'ADJOURNED' ? <Banner tone="info">{item.meeting} 延期：{item.endReason}</Banner> : item.resolution === null ? (
        <section className="panel">
          <div className="panel-head"><h2>会议 {item.meeting}</h2><Go to={paths.meeting(item.meetingId, item.itemId)}>进入会议室</Go><StateBadge tone={ITEM_TONE[item.state]}>{ITEM_STATES[item.state]}</StateBadge></div>
          <SeatsPanel item={item} />
        </section>
      ) : <Resolution resolution={item.resolution} />}
      {item.votes === null ? null : <section className="panel"><div className="panel-head"><h2>各票与理由</h2><Go to={paths.meeting(item.meetingId, item.itemId)}>会议 {item.meeting}</Go></div><VotesList votes={item.votes} /></section>}
    </>
  )
}
