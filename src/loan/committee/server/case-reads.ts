import { addMonths, type Day } from '#kernel'
import type { Assessment } from '#common/assessment/domain'
import type { CaseCommittee, Dossier, Peer } from '#loan/committee/domain'
import { caseScope, inScope, packOf, readApplication } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { sql } from 'kysely'
import { readItemAnswer } from './item-reads.ts'
import { versionOf } from './proposal.ts'
import { lastReferral } from './referrals.ts'

/** The committee's side of a case: where it waits, every table it was on, newest first. */
export async function readCaseCommittee(tx: Tx, staff: Staff, caseId: string, now: Date): Promise<CaseCommittee> {
  await readApplication(tx, staff, caseId)
  const referral = await lastReferral(tx, caseId)
  const items = await tx.selectFrom('committee_item').select('item_id').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('invited_at', 'desc').execute()
  const answers = []
  for (const { item_id: itemId } of items) answers.push(await readItemAnswer(tx, staff, itemId, now))
  const judged = referral === undefined ? undefined : await versionOf(tx, caseId, referral.version)
  return {
    referral: referral === undefined ? null : {
      round: referral.round, authority: referral.authority as NonNullable<CaseCommittee['referral']>['authority'], seats: referral.seats, signatures: referral.signatures as string[], reconsiders: referral.reconsiders, on: referral.referred_on, since: referral.referred_at, state: referral.state as NonNullable<CaseCommittee['referral']>['state'],
    },
    mayVeto: judged?.assessment.vetoEnabled === true, items: answers,
  }
}

/** What lies on the table beside the version itself: recent cases of the same trade, this one among them [S2-71]. */
export async function readDossier(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Dossier> {
  const application = await readApplication(tx, staff, caseId)
  const referral = await lastReferral(tx, caseId)
  const { version } = referral ?? await tx.selectFrom('investigation').select('version').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).executeTakeFirstOrThrow()
  const { caseFile } = await versionOf(tx, caseId, version)
  const { pack } = await packOf(tx, { appliedOn: application.applied_on as Day, unitId: application.unit_id, product: application.product }, caseFile.business.trade, on)
  const { months, cases } = pack.committee.peers
  const scope = await caseScope(tx, staff)
  const rows = await tx.selectFrom('application as a')
    .innerJoin('investigation_version as v', (join) => join.onRef('v.bank_id', '=', 'a.bank_id').onRef('v.case_id', '=', 'a.case_id'))
    .leftJoin('committee_resolution as r', (join) => join.onRef('r.bank_id', '=', 'a.bank_id').onRef('r.case_id', '=', 'a.case_id'))
    .select(['a.case_id', 'a.number', 'a.amount_fen', 'v.version', 'v.submitted_on', 'v.limit_fen', 'v.score', 'v.grade', 'v.assessment', 'r.outcome', 'r.resolved_at'])
    .where('a.bank_id', '=', tx.bankId).where((eb) => inScope(eb, scope)).where('a.applied_on', '>=', addMonths(on, -months)).where(sql`a.intake -> 'business' ->> 'trade'`, '=', caseFile.business.trade)
    .where((eb) => eb('v.version', '=', eb.selectFrom('investigation_version as l').select((max) => max.fn.max('l.version').as('n')).where('l.bank_id', '=', tx.bankId).whereRef('l.case_id', '=', 'a.case_id')))
    .orderBy('v.submitted_on', 'desc').orderBy('r.resolved_at', 'desc').limit(cases + 1).execute()
  const peers = new Map<string, Peer>()
  for (const row of rows) {
    if (peers.has(row.case_id)) continue
    const { statements, coverage } = row.assessment as unknown as Assessment
    peers.set(row.case_id, {
      caseId: row.case_id, number: row.number, submittedOn: row.submitted_on, amountFen: row.amount_fen, limitFen: row.limit_fen, score: row.score, grade: row.grade, annualSalesFen: statements.annualSalesFen, netProfitMonthlyFen: statements.netProfitMonthlyFen,
      margin: statements.weightedMargin, coverage, outcome: row.outcome, isThis: row.case_id === caseId,
    })
  }
  return { caseId, version, trade: caseFile.business.trade, peers: [...peers.values()] }
}
