import { linesOf } from '#common/line/server'
import { type Day, fen, read } from '#kernel'
import { FileApplication } from '#loan/application/domain'
import { CONDUCT_WORDS, type ContractShown, type DrawdownShown, type DrawdownState, type Drawn, Fees, type PartyShown, beforeDrawdown, beforeSigning, differences, loanKindOf, stepsOf } from '#loan/contract/domain'
import type { Tx } from '#platform/db'
import { withoutEnd } from './accounts.ts'
import { type DrawdownRow, drawdownsOf } from './check-drawdown.ts'
import { collateralOf } from './collateral-reads.ts'
import { type ConditionRow, conditionsOf, openBefore } from './conditions.ts'
import { confirmationsOf } from './confirm.ts'
import { freeFor } from './draw-up.ts'
import { evidenceOf } from './evidence.ts'
import { fileAtHand } from './file-at-hand.ts'
import type { Held } from './held.ts'
import { marksOf } from './mark-reads.ts'
import { neededFor, papersOf } from './papers.ts'
import { type PartyRow, partiesOf } from './parties.ts'
import { paidUnder } from './signed-contract.ts'
import { type SigningRow, signingsOf } from './signing-reads.ts'
import { payeesShown, versionOf } from './versions.ts'

/** The whole contract file of a case as its panel shows it. */
export async function showContract(tx: Tx, held: Held, today: Day): Promise<ContractShown> {
  const { contractId, policy } = held
  const [conditions, parties, evidence] = [await conditionsOf(tx, contractId), await partiesOf(tx, contractId), await evidenceOf(tx, contractId)]
  const file = await fileAtHand(tx, held, today)
  const [toSign, toPay] = [beforeSigning(file), beforeDrawdown(file)]
  const drawdowns = await drawdownsOf(tx, contractId)
  const names = await namesOf(tx, drawdowns)
  const papers = await papersShown(tx, held, parties)
  const { paidFen } = await paidUnder(tx, contractId)
  const drawn = held.state === 'DRAFTING' ? null : await drawnShown(tx, held)
  const { name } = await tx.selectFrom('customer').select('name').where('bank_id', '=', tx.bankId).where('customer_id', '=', held.customerId).executeTakeFirstOrThrow()
  return {
    contractId, number: held.number, state: held.state, version: held.version, reason: held.reason, customerName: name, validUntil: held.validUntil, today, terms: held.terms,
    steps: stepsOf({
      state: held.state, openBefore: openBefore(conditions), conditions: conditions.filter((one) => one.timing === 'BEFORE').length, papers: papers.filter((one) => one.documentId !== null).length, version: held.version,
      beforeSigning: toSign, beforeDrawdown: toPay, drawdowns: drawdowns.map((one) => one.state as DrawdownState),
    }),
    conditions: conditions.map((row) => conditionShown(row, evidence)), parties: parties.map(partyShown), collateral: await collateralOf(tx, { contractId }, policy), drawn, papers,
    marks: (await marksOf(tx, contractId)).map((row) => ({ item: row.item as ContractShown['marks'][number]['item'], subject: row.subject, version: row.version, says: row.says, by: { staffId: row.marked_by, name: row.by_name }, on: row.marked_on, at: row.marked_at })),
    signings: (await signingsOf(tx, contractId)).map((row) => signingShown(row, evidence)),
    confirmations: (await confirmationsOf(tx, contractId)).map((row) => ({ version: row.version, how: row.how, spokeWith: row.spoke_with, answers: row.answers as { question: string; answer: string }[], passed: row.passed, says: row.says, confirmed: { by: { staffId: row.confirmed_by, name: row.by_name }, on: row.confirmed_on } })),
    drawdowns: drawdowns.map((row) => drawdownShown(row, names)), beforeSigning: toSign, beforeDrawdown: toPay, leftFen: fen((drawn?.terms.amountFen ?? held.terms.amountFen) - paidFen),
    lines: await linesToUse(tx, held), ask: { ...askOf(held), membersMissing: [...file.membersMissing] },
  }
}

export function partyShown(row: PartyRow): PartyShown {
  return {
    partyId: row.party_id, role: row.role as PartyShown['role'], name: row.name, relation: row.relation, idNumberMasked: row.id_number_masked, phoneMasked: row.phone_masked, address: row.address,
    monthlyDisposableFen: row.monthly_disposable_fen, guaranteedFen: row.guaranteed_fen, signedOn: row.signed_on,
  }
}

function conditionShown(row: ConditionRow, evidence: ReadonlyMap<string, string[]>): ContractShown['conditions'][number] {
  return {
    conditionId: row.condition_id, seq: row.seq, timing: row.timing as 'BEFORE' | 'AFTER', kind: row.kind, says: row.says, ownerPost: row.owner_post, dueOn: row.due_on, evidenceNeeded: row.evidence_needed,
    met: row.met_by === null ? null : { by: { staffId: row.met_by, name: row.met_by_name ?? '' }, on: row.met_on ?? '', note: row.met_note ?? '', evidence: evidence.get(row.condition_id) ?? [] },
  }
}

function signingShown(row: SigningRow, evidence: ReadonlyMap<string, string[]>): ContractShown['signings'][number] {
  return {
    signingId: row.signing_id, version: row.version, placeKind: row.place_kind as 'BRANCH' | 'ON_SITE', place: row.place, opened: { by: { staffId: row.opened_by, name: row.opened_name }, on: row.opened_on },
    joined: row.joined_by === null ? null : { staffId: row.joined_by, name: row.joined_name ?? '' }, outcome: row.outcome as 'SIGNED' | 'REFUSED' | null, endedOn: row.ended_on, reason: row.reason, photos: evidence.get(row.signing_id) ?? [],
  }
}

async function drawnShown(tx: Tx, held: Held): Promise<Drawn> {
  const row = await versionOf(tx, held.contractId, held.version)
  return {
    terms: row.terms, lessBecause: row.less_than_decided, startsOn: row.starts_on, firstDueOn: row.first_due_on, residence: row.residence, premises: row.premises, deliveryAddress: row.delivery_address,
    accountName: row.account_name, accountBank: row.account_bank, accountMasked: withoutEnd(row.account_masked), payment: row.payment as Drawn['payment'], paymentReason: row.payment_reason,
    payees: await payeesShown(tx, held.contractId, held.version), fees: read(Fees, row.fees), useLineId: row.use_line_id, revolving: row.revolving, by: { staffId: row.drawn_up_by, name: row.by_name }, on: row.drawn_up_on,
    differences: differences(held.terms, row.terms),
  }
}

/** Every paper the version needs, issued or not, and those made later. */
async function papersShown(tx: Tx, held: Held, parties: readonly PartyRow[]): Promise<ContractShown['papers']> {
  const issued = (await papersOf(tx, held.contractId)).filter((row) => row.version === held.version)
  const needed = held.state === 'DRAFTING' ? [] : await neededFor(tx, held)
  const shown = (kind: string, subject: string): ContractShown['papers'][number] => {
    const row = issued.find((one) => one.kind === kind && one.subject === subject)
    return { kind, subject, subjectName: parties.find((one) => one.party_id === subject)?.name ?? subject, documentId: row?.document_id ?? null, number: row?.number ?? null, signedOn: row?.signed_on ?? null }
  }
  const later = issued.filter((row) => !needed.some(({ kind, subject }) => kind === row.kind && subject === row.subject))
  return held.state === 'DRAFTING' ? [] : [...needed, ...later].map(({ kind, subject }) => shown(kind, subject))
}

type Names = ReadonlyMap<string, string>

async function namesOf(tx: Tx, rows: readonly DrawdownRow[]): Promise<Names> {
  const ids = [...new Set(rows.flatMap((row) => [row.ordered_by, row.checked_by, row.arrived_by, row.reversal_asked_by, row.reversed_by]).filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const people = await tx.selectFrom('staff').select(['staff_id', 'name']).where('bank_id', '=', tx.bankId).where('staff_id', 'in', ids).execute()
  return new Map(people.map((one) => [one.staff_id, one.name]))
}

function drawdownShown(row: DrawdownRow, names: Names): DrawdownShown {
  const person = (id: string): { staffId: string; name: string } => ({ staffId: id, name: names.get(id) ?? '' })
  const maybe = (id: string | null) => (id === null ? null : person(id))
  return {
    drawdownId: row.drawdown_id, seq: row.seq, noteId: row.note_id, noteNumber: row.note_number, amountFen: row.amount_fen, payment: row.payment as DrawdownShown['payment'], valueOn: row.value_on, firstDueOn: row.first_due_on, state: row.state as DrawdownState,
    ordered: person(row.ordered_by), checked: maybe(row.checked_by), cancelReason: row.cancel_reason,
    arrived: row.arrived_by === null ? null : { how: row.arrived_how ?? '', with: row.arrived_with ?? '', by: person(row.arrived_by), on: row.arrived_on ?? '' },
    reversal: row.reversal_asked_by === null ? null : { asked: person(row.reversal_asked_by), reason: row.reversal_reason ?? '', reversed: maybe(row.reversed_by) },
  }
}

/** Open lines of the customer this contract could stand under. */
async function linesToUse(tx: Tx, { customerId, terms, state }: Held): Promise<ContractShown['lines']> {
  if (state !== 'DRAFTING') return []
  const lines = (await linesOf(tx, customerId)).filter((line) => line.state === 'OPEN' && !line.isExpired && line.guarantee === terms.guarantee)
  return lines.map((line) => ({ lineId: line.lineId, number: line.number, availableFen: freeFor(line, terms.product), products: line.products.map(({ name }) => name) })).filter((line) => line.availableFen > 0)
}

function askOf({ policy, application, terms }: Held): Omit<ContractShown['ask'], 'membersMissing'> {
  const intake = read(FileApplication, application.intake)
  const { contract } = policy
  return {
    interview: [...contract.interviewQuestions], confirm: [...contract.confirmQuestions], phone: policy.intake.conductPhone, conduct: CONDUCT_WORDS[policy.organisation.conductCode], cutOff: contract.cutOff, accountDigits: contract.accountDigits,
    entrustedAboveFen: contract.entrustedAbove[loanKindOf(contract, terms.purpose)], entrustedOptionalFen: contract.entrustedOptionalFrom, spouseName: intake.spouseName, residence: intake.applicant.residence.city, business: `${intake.business.city}${intake.business.name}`, lineId: intake.lineId,
  }
}
