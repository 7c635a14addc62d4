import { BUSINESS_WORDS, QUESTIONS, QUESTION_CODES, RETURN_REASONS, type ReviewRow, type Reviews } from '#loan/review/domain'
import { SHEETS } from '#loan/investigation/web'
import { Go, StateBadge, clockTime, paths } from '#ui'

/** Every review that ended, the newest first: who, how long, what was answered, what went back. */
export function ReviewHistory({ caseId, reviews }: { caseId: string; reviews: Reviews }) {
  const ended = reviews.reviews.filter(({ outcome }) => outcome !== null)
  if (ended.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head"><h2>历次审查</h2><span className="muted small">{reviews.returned === 0 ? '未退回过' : `已退回 ${reviews.returned} 次`}</span></div>
      <div className="panel-body">{ended.map((review) => <Round key={review.reviewId} caseId={caseId} review={review} />)}</div>
    </section>
  )
}

function Round({ caseId, review }: { caseId: string; review: ReviewRow }) {
  const { outcome } = review
  if (outcome === null) return null
  const no = QUESTION_CODES.filter((code) => outcome.answers[code]?.yes === false)
  return (
    <article className="review-round">
      <div className="row">
        <StateBadge tone={outcome.is === 'PASSED' ? 'holds' : 'warning'}>{outcome.is === 'PASSED' ? '通过' : '退回'}</StateBadge>
        <strong>第 {review.round} 轮{review.seat === 2 ? '（第二人）' : ''} · 第 {review.version} 版</strong>
        <span className="muted small">{review.reviewer?.name}{review.onBehalfOf === null ? '' : `（代 ${review.onBehalfOf.name}）`} · {outcome.on} {clockTime(outcome.at)} · 在案 {duration(outcome.deskSeconds)}{outcome.kind === null ? '' : ` · ${BUSINESS_WORDS[outcome.kind]}`}</span>
      </div>
      {outcome.reasons.length === 0 ? null : <p><strong>{outcome.reasons.map((reason) => RETURN_REASONS[reason]).join('、')}</strong></p>}
      {outcome.says === '' ? null : <p>{outcome.says}</p>}
      <ul>
        {outcome.points.map((point, at) => <li key={at}><Go to={paths.case(caseId, point.sheet)}>{SHEETS.find(({ id }) => id === point.sheet)?.name ?? point.sheet}</Go>：{point.says}</li>)}
        {no.map((code) => <li key={code}>{QUESTIONS[code]}：否，{outcome.answers[code]?.remark}</li>)}
      </ul>
    </article>
  )
}

/** 45 秒, 12 分钟, 2 小时 5 分. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} 秒`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`
}
