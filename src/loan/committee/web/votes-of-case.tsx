import './committee.css'
import type { CaseCommittee } from '#loan/committee/domain'
import { RefusalText, SkeletonRows, api, refusalsIn, useRead } from '#ui'
import { VetoBanner } from './veto-banner.tsx'
import { VotesList } from './votes-list.tsx'

/** The votes behind the last resolution, for who signs above the committee. */
export function VotesOfCase({ caseId }: { caseId: string }) {
  const read = useRead<CaseCommittee>(api.caseCommittee(caseId))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={5} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const item = read.data.items.find(({ resolution }) => resolution !== null)
  const votes = item?.votes ?? null
  if (item === undefined || votes === null) return null
  return (
    <section className="panel">
      <div className="panel-head"><h2>审贷会各票</h2><span className="small muted">{item.resolution?.number}</span></div>
      <VetoBanner mayVeto={false} vetoed={votes.some(({ kind }) => kind === 'VETO')} />
      <VotesList votes={votes} />
    </section>
  )
}
