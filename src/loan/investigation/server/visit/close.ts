import { type RefusalDetail, InvalidInput, assert } from '#kernel'
import { type CheckItem, VISIT_STEPS, missingOf } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import type { AtWork } from '../case-at-hand.ts'
import { writeDraft } from '../save-draft.ts'
import { demandsOf } from './demands.ts'
import { takeVisit } from './on-the-spot.ts'
import { type Tell, told } from './plan.ts'
import { visitsOf } from './record-of.ts'

/** Everything a visit still lacks, all of it at once, each with the step on which it is filled. */
export class NotClosable extends InvalidInput {
  override readonly code = 'visit.incomplete'
  override readonly status = 422

  constructor(items: readonly CheckItem[]) {
    const [first, ...rest] = items.map(({ code, step, says, excusable }): RefusalDetail => ({ code: `visit.missing-${code.replaceAll(/[^a-zA-Z0-9-]/g, '-').toLowerCase()}`, message: says, at: `/${step}`, where: VISIT_STEPS[step], expected: excusable ? `在「${VISIT_STEPS[step]}」填写，不适用须说明理由` : `在「${VISIT_STEPS[step]}」填写，不得免除` }))
    assert(first !== undefined, 'what cannot be closed lacks something')
    super([first, ...rest], items.length)
  }
}

const MOST_NAMED = 50

/** Ends a visit on the spot once nothing is missing [S1-65]; its photos become the evidence of the visit in the case file. */
export async function closeVisit(tx: Tx, work: AtWork, visitId: string, tell: Tell) {
  const { held, row } = await takeVisit(tx, work, visitId)
  const asked = await demandsOf(tx, held, work.on)
  const [visit] = await visitsOf(tx, held, [row], asked)
  assert(visit !== undefined, 'a visit that is there is shown')
  const missing = missingOf(visit.check)
  if (missing.length > 0) throw new NotClosable(missing)
  const at = work.now.toISOString()
  const closing = { check: visit.check, figures: visit.figures }
  await tx.updateTable('visit').set({ state: 'CLOSED', closed_by: work.staff.id, closed_on: work.on, closed_at: at, changed_at: at, closing: JSON.stringify(closing) }).where('bank_id', '=', tx.bankId).where('visit_id', '=', visitId).execute()
  const evidence = [...new Set([...held.draft.visit.evidence, ...visit.photos.map(({ evidence: { evidenceId } }) => evidenceId)])].slice(0, MOST_NAMED)
  await writeDraft(tx, work, held, { ...held.draft, visit: { ...held.draft.visit, evidence } })
  await record(tx, {
    caseId: work.caseId, act: 'investigation.close-visit', who: work.staff.id, businessDate: work.on,
    body: { visitId, round: row.round, present: visit.presence.map(({ by }) => by.staffId), sites: visit.sites.length, photos: visit.photos.length, excused: visit.check.filter(({ state }) => state === 'EXCUSED').map(({ code, reason }) => ({ code, reason })) },
  })
  await tell(tx, { fact: 'visit.closed', visitId, ...told(work) })
}
