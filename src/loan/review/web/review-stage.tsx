import './review.css'
import type { Reviews } from '#loan/review/domain'
import { Banner, Button, EmptyState, Go, RefusalText, SkeletonRows, announce, api, clockTime, paths, refusalsIn, useRead, useWrite } from '#ui'
import { Judgement } from './judgement.tsx'
import { ReviewForm } from './review-form.tsx'
import { ReviewHistory } from './review-history.tsx'

/** 审查: the six questions beside the judgement, pass or return, and every review the case has had. */
export function ReviewStage({ caseId }: { caseId: string }) {
  const read = useRead<Reviews>(api.review(caseId))
  if (read.data === undefined) return read.error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(read.error)} />
  const reviews = read.data
  const [last] = reviews.reviews
  if (last === undefined) return <div className="panel"><EmptyState says="调查提交后进入审查；按规则拒绝的业务不再审查。" act={<Go to={paths.case(caseId, 'basics')}>打开调查工作簿</Go>} /></div>
  return (
    <div className="stack">
      {reviews.second === null ? null : <Banner tone="warning">{reviews.second}：两次审查由两个人承担{last.seat === 2 ? '，这是第二次' : ''}。</Banner>}
      <div className="review-desk">
        <div className="stack">
          {reviews.openId === null ? null : <Open caseId={caseId} reviews={reviews} />}
          <ReviewHistory caseId={caseId} reviews={reviews} />
        </div>
        <aside><Judgement caseId={caseId} version={last.version} /></aside>
      </div>
    </div>
  )
}

/** The review that waits for an outcome: taken up first, then answered. */
function Open({ caseId, reviews }: { caseId: string; reviews: Reviews }) {
  const open = reviews.reviews.find(({ reviewId }) => reviewId === reviews.openId)
  const begin = useWrite({ changes: [api.case(caseId)] })
  if (open === undefined) return null
  const act = (): void => begin.mutate({ path: api.review(caseId, 'begin'), body: undefined }, { onSuccess: () => announce('已开始审查，在案时间自此计') })
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>第 {open.round} 轮审查 · 第 {open.version} 版</h2>
        {open.reviewer === null || open.begunAt === null ? <span className="muted small">{clockTime(open.openedAt)} 起待审查</span> : <span className="muted small">{open.reviewer.name} {clockTime(open.begunAt)} 开始</span>}
      </div>
      <div className="panel-body">
        {open.begunAt !== null && reviews.whyNot === null ? <ReviewForm caseId={caseId} mayPass /> : (
          <div className="stack">
            <p className="muted">开始后计时，六问逐一作答；不能继续时在任务中交回。</p>
            <RefusalText refusals={refusalsIn(begin.error)} />
            <div><Button kind="act" busy={begin.isPending} disabledReason={reviews.whyNot} onClick={act}>开始审查</Button></div>
          </div>
        )}
      </div>
    </section>
  )
}
