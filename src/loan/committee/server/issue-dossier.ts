import { issueDocument } from '#common/document/server'
import { dossierPaper } from '#loan/committee/domain'
import { reportPaper } from '#loan/investigation/server'
import type { Tx } from '#platform/db'
import { readDossier } from './case-reads.ts'
import { caseLine } from './item-reads.ts'
import { readItem, workOn } from './item-at-hand.ts'
import { reviewOf } from './resolution-form.ts'
import type { Hand } from './surroundings.ts'

/** Issues the papers of a listed case: what the members are invited to read, sealed as it was that day. */
export async function issueDossier(tx: Tx, hand: Hand, itemId: string): Promise<void> {
  const item = await readItem(tx, hand.staff, itemId)
  const { number, customer } = await caseLine(tx, item.caseId)
  const { peers } = await readDossier(tx, hand.staff, item.caseId, hand.on)
  const paper = dossierPaper({
    number, customer, meeting: item.meeting.number, authority: item.authority, seats: item.seats, signatures: item.signatures, mayVeto: item.mayVeto, request: item.request, proposal: item.proposal,
    review: await reviewOf(tx, item), peers, report: await reportPaper(tx, item.caseId, item.version),
  })
  await issueDocument(tx, null, workOn(hand, item), { kind: 'COMMITTEE_DOSSIER', subject: item.meeting.number, paper })
}
