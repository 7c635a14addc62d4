import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Assessment, CaseFile } from '#common/assessment/domain'
import { POSTS } from '#common/staff/domain'
import { type Decisions, type DecisionRow, SIGNATORIES, type SignPage, type Signatory, Terms } from '#loan/decision/domain'
import type { Day } from '#kernel'
import { readApplication } from '#loan/application/server'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { noReconsideration } from './change-decision.ts'
import { whatToTell } from './inform-customer.ts'
import { judgedVersion } from './route-decision.ts'
import { nextSignature } from './sign-decision.ts'
import { termsHash } from './store.ts'

/** Every decision on a case, the newest first, with where it comes from, who signed, and what the customer was told. */
export async function readDecisions(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<Decisions> {
  await readApplication(tx, staff, caseId)
  const rows = await rowsOf(tx, caseId)
  const [last] = rows
  return {
    decisions: rows.map(shape), answers: await answersOf(tx, caseId),
    toTell: last === undefined ? null : await whatToTell(tx, last),
    noReconsideration: last === undefined ? '只有已否决的业务可以复议' : await noReconsideration(tx, last, (await judgedVersion(tx, caseId, last.version, on)).pack.committee.reconsiderations),
  }
}

/** What a signatory reads before he signs. */
export async function readSignPage(tx: Tx, staff: Staff, caseId: string, on: Day): Promise<SignPage> {
  const application = await readApplication(tx, staff, caseId)
  const [last] = await rowsOf(tx, caseId)
  if (last === undefined || (last.signatures as Signatory[]).length === 0) throw missing('须签批的决议')
  const { file, assessment, grade } = await judgedVersion(tx, caseId, last.version, on)
  const asked = await nextSignature(tx, last)
  const who = await tx.selectFrom('application as a')
    .innerJoin('customer as c', (join) => join.onRef('c.bank_id', '=', 'a.bank_id').onRef('c.customer_id', '=', 'a.customer_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.bank_id', '=', 'a.bank_id').onRef('u.unit_id', '=', 'a.unit_id'))
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.lead_id'))
    .select(['c.name as customer', 'u.name as unit', 's.name as officer']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).executeTakeFirstOrThrow()
  return {
    number: application.number, product: application.product, ...who, purpose: purposeOf(file), requestedFen: file.request.amountFen,
    limitFen: assessment.limit?.amountFen ?? null, score: assessment.score?.total ?? null, grade, flags: [...(assessment as Assessment).flags], decision: shape(last),
    asked: asked ?? null, whyNot: whyNotSign(staff, asked),
  }
}

function purposeOf(file: CaseFile): string {
  return file.request.purposeItems.map(({ label }) => label).join('、')
}

function whyNotSign(staff: Staff, asked: Signatory | undefined): string | null {
  if (asked === undefined) return '没有待您签批的事项'
  return staff.posts.some(({ post }) => post === asked) ? null : `现在由${SIGNATORIES[asked]}签批，您不担任「${POSTS[asked]}」`
}

function rowsOf(tx: Tx, caseId: string) {
  return tx.selectFrom('decision as d').selectAll('d')
    .select((eb) => [
      jsonArrayFrom(eb.selectFrom('decision_terms as t').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.set_by')).select(['t.seq', 't.terms', 't.reason', 't.set_by', 's.name', 't.set_on', 't.set_at']).where('t.bank_id', '=', tx.bankId).whereRef('t.decision_id', '=', 'd.decision_id').orderBy('t.seq')).as('terms'),
      jsonArrayFrom(eb.selectFrom('decision_signature as g').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'g.bank_id').onRef('s.staff_id', '=', 'g.signed_by')).leftJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'g.bank_id').onRef('b.staff_id', '=', 'g.on_behalf_of'))
        .select(['g.post', 'g.outcome', 'g.reason', 'g.signed_by', 's.name', 'g.on_behalf_of', 'b.name as behalf_name', 'g.signed_on', 'g.signed_at']).where('g.bank_id', '=', tx.bankId).whereRef('g.decision_id', '=', 'd.decision_id')).as('given'),
    ])
    .where('d.bank_id', '=', tx.bankId).where('d.case_id', '=', caseId).orderBy('d.round', 'desc').execute()
}
type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function shape(row: Row): DecisionRow {
  const terms = row.terms.map((one) => ({ seq: one.seq, terms: Terms.parse(one.terms), reason: one.reason, by: { staffId: one.set_by, name: one.name }, on: one.set_on, at: one.set_at }))
  const last = terms.at(-1)
  return {
    decisionId: row.decision_id, round: row.round, version: row.version, state: row.state as DecisionRow['state'], authority: row.authority as DecisionRow['authority'], seats: row.seats,
    totalFen: row.total_fen, amountFen: row.amount_fen, basis: row.basis as DecisionRow['basis'], routedOn: row.routed_on, reconsiders: row.reconsiders, newFacts: row.new_facts,
    resolutionId: row.resolution_id, outcome: row.outcome, reasons: row.reasons as string[], validUntil: row.valid_until,
    signatures: (row.signatures as Signatory[]).map((post) => {
      const given = row.given.find((one) => one.post === post)
      return {
        post, outcome: (given?.outcome ?? null) as 'SIGNED' | 'REFUSED' | null, reason: given?.reason ?? '', by: given === undefined ? null : { staffId: given.signed_by, name: given.name },
        onBehalfOf: given === undefined || given.on_behalf_of === null ? null : { staffId: given.on_behalf_of, name: given.behalf_name ?? '' }, on: given?.signed_on ?? null, at: given?.signed_at ?? null,
      }
    }),
    terms, termsHash: last === undefined ? null : termsHash(last.terms),
  }
}

async function answersOf(tx: Tx, caseId: string): Promise<Decisions['answers']> {
  const rows = await tx.selectFrom('customer_answer as a').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'a.bank_id').onRef('s.staff_id', '=', 'a.told_by'))
    .leftJoin('staff as b', (on) => on.onRef('b.bank_id', '=', 'a.bank_id').onRef('b.staff_id', '=', 'a.on_behalf_of'))
    .selectAll('a').select(['s.name', 'b.name as behalf_name']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).orderBy('a.told_at', 'desc').execute()
  return rows.map((row) => ({
    answerId: row.answer_id, outcome: row.outcome as Decisions['answers'][number]['outcome'], channel: row.channel as Decisions['answers'][number]['channel'], says: row.says, remark: row.remark ?? '',
    by: { staffId: row.told_by, name: row.name }, onBehalfOf: row.on_behalf_of === null ? null : { staffId: row.on_behalf_of, name: row.behalf_name ?? '' }, on: row.told_on, at: row.told_at,
  }))
}
