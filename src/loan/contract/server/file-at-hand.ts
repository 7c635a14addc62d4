import type { Post } from '#common/staff/domain'
import { type Day, fen, read, sumFen } from '#kernel'
import { APPLICATION_STATES, type ApplicationState, FileApplication } from '#loan/application/domain'
import { type FileAtHand, PARTY_ROLES, type PartyRole } from '#loan/contract/domain'
import type { ConditionKind } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { collateralOf } from './collateral-reads.ts'
import { conditionsOf } from './conditions.ts'
import { confirmationsOf } from './confirm.ts'
import type { Held } from './held.ts'
import { asMark, marksOf } from './mark-reads.ts'
import { neededFor, paperName } from './papers.ts'
import { partiesOf } from './parties.ts'
import { paidUnder } from './signed-contract.ts'
import { photosOf, signingsOf } from './signing-reads.ts'
import { versionOf } from './versions.ts'

/** Gathers every fact the checklists are computed from. */
export async function fileAtHand(tx: Tx, held: Held, today: Day): Promise<FileAtHand> {
  const { application, contractId, policy } = held
  const intake = read(FileApplication, application.intake)
  const parties = await partiesOf(tx, contractId)
  const isDrawn = held.state !== 'DRAFTING'
  const collateral = (await collateralOf(tx, { contractId }, policy)).filter(({ state }) => state === 'PLEDGED')
  const signings = await signingsOf(tx, contractId)
  const signing = signings.findLast((one) => one.version === held.version && one.outcome !== 'REFUSED')
  const confirmed = (await confirmationsOf(tx, contractId)).findLast((one) => one.version === held.version)
  const guarantors = parties.filter(({ role }) => role === 'GUARANTOR')
  return {
    today, validUntil: held.validUntil, applicationState: application.state, applicationSays: APPLICATION_STATES[application.state as ApplicationState], bureauAuthorisedOn: intake.bureauAuthorisedOn, version: held.version, decided: held.terms,
    drawn: isDrawn ? (await versionOf(tx, contractId, held.version)).terms : null,
    conditions: (await conditionsOf(tx, contractId)).map((row) => ({ timing: row.timing as 'BEFORE' | 'AFTER', kind: row.kind as ConditionKind, says: row.says, ownerPost: row.owner_post as Post, isMet: row.met_at !== null })),
    papersMissing: isDrawn ? await papersMissing(tx, held) : [],
    persons: [...spouseExpected(intake, parties), ...parties.map((row) => ({ id: row.party_id, name: row.name, says: PARTY_ROLES[row.role as PartyRole] }))],
    marks: (await marksOf(tx, contractId)).map(asMark), guarantors: guarantors.length, membersMissing: await membersMissing(tx, application.case_id, new Set(guarantors.map((row) => row.id_number_hash))), guaranteedFen: sumFen(guarantors.map((row) => fen(row.guaranteed_fen ?? 0))),
    collateralFen: sumFen(collateral.map((one) => fen(Math.min(one.pledgedFen, one.valuations[0]?.lendingFen ?? 0)))),
    collateral: collateral.map((one) => ({ item: one.item, isRegistered: one.registration !== null, valuationEnds: (one.valuations[0]?.endsOn ?? today) as Day })),
    branchVisits: signings.filter((one) => one.place_kind === 'BRANCH').length,
    signing: signing === undefined ? null : { firstName: signing.opened_name, secondName: signing.joined_name, photos: (await photosOf(tx, contractId, signing.signing_id)).length },
    confirmed: confirmed === undefined ? null : { byName: confirmed.by_name, on: confirmed.confirmed_on, passed: confirmed.passed },
    rules: policy.contract, isFirstDrawdown: (await paidUnder(tx, contractId)).paidFen === 0,
  }
}

/** A spouse the application names must sign too: until she is entered she is a person missing. */
function spouseExpected(intake: FileApplication, parties: readonly { readonly role: string }[]): FileAtHand['persons'][number][] {
  if (intake.spouseName === null || parties.some(({ role }) => role === 'SPOUSE' || role === 'COBORROWER')) return []
  return [{ id: 'SPOUSE', name: intake.spouseName, says: '配偶' }]
}

/** Papers the version needs that are not there or were voided. */
async function papersMissing(tx: Tx, held: Held): Promise<string[]> {
  const valid = await tx.selectFrom('contract_paper as p').innerJoin('document as d', (on) => on.onRef('d.bank_id', '=', 'p.bank_id').onRef('d.document_id', '=', 'p.document_id'))
    .select(['p.kind', 'p.subject']).where('p.bank_id', '=', tx.bankId).where('p.contract_id', '=', held.contractId).where('p.version', '=', held.version).where('d.voided_at', 'is', null).execute()
  const there = new Set(valid.map(({ kind, subject }) => `${kind}/${subject}`))
  return [...new Set((await neededFor(tx, held)).filter(({ kind, subject }) => !there.has(`${kind}/${subject}`)).map(({ kind }) => paperName(kind)))]
}

/** Members of the applicant's joint-liability group who do not sign yet, by the number of their card. */
export async function membersMissing(tx: Tx, caseId: string, signing: ReadonlySet<string>): Promise<string[]> {
  const rows = await tx.selectFrom('application as a').innerJoin('joint_group_member as own', (on) => on.onRef('own.bank_id', '=', 'a.bank_id').onRef('own.customer_id', '=', 'a.customer_id'))
    .innerJoin('joint_group_member as m', (on) => on.onRef('m.bank_id', '=', 'own.bank_id').onRef('m.group_id', '=', 'own.group_id')).innerJoin('customer as c', (on) => on.onRef('c.bank_id', '=', 'm.bank_id').onRef('c.customer_id', '=', 'm.customer_id'))
    .select(['c.name', 'c.id_number_hash']).where('a.bank_id', '=', tx.bankId).where('a.case_id', '=', caseId).where('own.left_at', 'is', null).where('m.left_at', 'is', null).whereRef('m.customer_id', '!=', 'a.customer_id').orderBy('c.name').execute()
  return rows.filter(({ id_number_hash: hash }) => !signing.has(hash)).map(({ name }) => name)
}
