import './task.css'
import type { Errand } from '#common/task/domain'
import { fen } from '#kernel'
import { Go, Money, paths } from '#ui'
import { dayAndClock } from './task-line.tsx'

/** One approval that waits: what is asked for, on whose loan, with its figures; it is decided where the loan stands. */
export function ErrandLine({ errand }: { errand: Errand }) {
  return (
    <div className="task-row errand-row">
      <span className="task-what"><b>{errand.unread ? <i className="task-unread" aria-label="未读" /> : null}{errand.name}</b><small>{errand.asked.name} 申请</small></span>
      <Go className="task-who" to={placeOfErrand(errand)}><b>{errand.customer ?? errand.number}</b><small>{errand.number} · {errand.unit}</small></Go>
      <span className="task-what">{errand.amountFen === null ? null : <Money fen={fen(errand.amountFen)} />}<small>{dayAndClock(errand.askedAt)}</small></span>
      <span className="row task-acts"><Go className="button" to={placeOfErrand(errand)}>去办理</Go></span>
      <small className="errand-says">{errand.says.map(({ label, value }) => `${label}：${value}`).join('　')}</small>
    </div>
  )
}

function placeOfErrand({ place }: Errand): string {
  if ('suspenseId' in place) return paths.suspense('waiting')
  return place.caseId === null ? paths.note(place.noteId) : paths.case(place.caseId, 'servicing')
}
