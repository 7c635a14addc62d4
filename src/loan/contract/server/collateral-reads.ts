import { sql } from 'kysely'
import { searchKeyMatches } from '#common/customer/server'
import type { PolicyPack } from '#common/policy/domain'
import { type Day, day, fen } from '#kernel'
import { type CollateralShown, type RegisterQuestion, expiryOf, lendingValue, valuationEndsOn } from '#loan/contract/domain'
import { type Tx, businessDate } from '#platform/db'

interface Which { readonly contractId?: string; readonly collateralId?: string; readonly units?: readonly string[] | 'ALL'; readonly question?: RegisterQuestion }

/** Most rows of the register on one page; whoever needs more narrows the question. */
const LISTED = 500

/** Collateral with its valuations, cover, custody: of a file, one piece, or those a person may see. */
export async function collateralOf(tx: Tx, which: Which, policy: PolicyPack): Promise<CollateralShown[]> {
  const today = await businessDate(tx)
  const { question } = which
  const rows = await tx.selectFrom('collateral as c')
    .innerJoin('contract_file as f', (on) => on.onRef('f.bank_id', '=', 'c.bank_id').onRef('f.contract_id', '=', 'c.contract_id'))
    .innerJoin('customer as u', (on) => on.onRef('u.bank_id', '=', 'c.bank_id').onRef('u.customer_id', '=', 'c.customer_id'))
    .selectAll('c').select(['f.case_id', 'f.number', 'u.name as customer_name']).where('c.bank_id', '=', tx.bankId)
    .$if(which.contractId !== undefined, (query) => query.where('c.contract_id', '=', which.contractId ?? ''))
    .$if(which.collateralId !== undefined, (query) => query.where('c.collateral_id', '=', which.collateralId ?? ''))
    .$if(which.units !== undefined && which.units !== 'ALL', (query) => query.where('c.unit_id', 'in', which.units === 'ALL' ? [] : [...(which.units ?? [])]))
    .$if(question?.customerId !== undefined, (query) => query.where('c.customer_id', '=', question?.customerId ?? ''))
    .$if(question?.q !== undefined && question.q !== '', (query) => query.where(searchKeyMatches(tx, sql.ref('c.customer_id'), question?.q ?? '')))
    .orderBy('c.added_at').orderBy('c.collateral_id').limit(LISTED).execute()
  if (rows.length === 0) return []
  const history = await historyOf(tx, rows.map((row) => row.collateral_id))
  const shown = rows.map((row) => shape(row, history, { today, months: policy.contract.valuationMonths, notice: policy.contract.expiryNoticeDays }))
  return question?.expiring === 'true' ? shown.filter((one) => one.state === 'PLEDGED' && (one.valuations[0]?.expiry !== 'NONE' || one.insurances[0]?.expiry !== 'NONE')) : shown
}

/** How many pieces of collateral a file has. */
export async function collateralCount(tx: Tx, contractId: string): Promise<number> {
  const row = await tx.selectFrom('collateral').select((eb) => eb.fn.countAll<string>().as('n')).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).where('state', '=', 'PLEDGED').executeTakeFirstOrThrow()
  return Number(row.n)
}

async function historyOf(tx: Tx, ids: readonly string[]) {
  return {
    valuations: await tx.selectFrom('collateral_valuation').selectAll().where('bank_id', '=', tx.bankId).where('collateral_id', 'in', ids).orderBy('valued_on', 'desc').orderBy('entered_at', 'desc').execute(),
    insurances: await tx.selectFrom('collateral_insurance').selectAll().where('bank_id', '=', tx.bankId).where('collateral_id', 'in', ids).orderBy('until_day', 'desc').execute(),
    movements: await tx.selectFrom('custody_movement as m').innerJoin('staff as h', (on) => on.onRef('h.bank_id', '=', 'm.bank_id').onRef('h.staff_id', '=', 'm.handed_by'))
      .leftJoin('staff as r', (on) => on.onRef('r.bank_id', '=', 'm.bank_id').onRef('r.staff_id', '=', 'm.received_by'))
      .selectAll('m').select(['h.name as handed_name', 'r.name as received_name']).where('m.bank_id', '=', tx.bankId).where('m.collateral_id', 'in', ids).orderBy('m.handed_at').execute(),
  }
}
type History = Awaited<ReturnType<typeof historyOf>>

interface Row {
  collateral_id: string; case_id: string; number: string | null; customer_id: string; customer_name: string; kind: string; item: string; owner_name: string; place: string; title_number: string; pledged_fen: number
  registry_office: string | null; registration_number: string | null; registered_on: string | null; state: string; ended_on: string | null; end_reason: string | null
}

function shape(row: Row, history: History, { today, months, notice }: { readonly today: Day; readonly months: number; readonly notice: number }): CollateralShown {
  const movements = history.movements.filter((one) => one.collateral_id === row.collateral_id)
  return {
    collateralId: row.collateral_id, caseId: row.case_id, contractNumber: row.number, customerId: row.customer_id, customerName: row.customer_name, kind: row.kind, item: row.item, ownerName: row.owner_name, place: row.place, titleNumber: row.title_number, pledgedFen: row.pledged_fen,
    registration: row.registration_number === null ? null : { office: row.registry_office ?? '', number: row.registration_number, on: row.registered_on ?? '' },
    state: row.state as CollateralShown['state'], ended: row.ended_on === null ? null : { on: row.ended_on, reason: row.end_reason ?? '' },
    valuations: history.valuations.filter((one) => one.collateral_id === row.collateral_id).map((one) => {
      const endsOn = valuationEndsOn(day(one.valued_on), months)
      const valuation = { valueFen: fen(one.value_fen), priorClaimsFen: fen(one.prior_claims_fen), haircut: one.haircut, valuedOn: day(one.valued_on) }
      return { ...valuation, lendingFen: lendingValue(valuation), source: one.source, endsOn, expiry: expiryOf(endsOn, today, notice) }
    }),
    insurances: history.insurances.filter((one) => one.collateral_id === row.collateral_id).map((one) => ({ insurer: one.insurer, policyNumber: one.policy_number, insuredFen: one.insured_fen, from: one.from_day, until: one.until_day, expiry: expiryOf(day(one.until_day), today, notice) })),
    movements: movements.map((one) => ({
      movementId: one.movement_id, number: one.number, paper: one.paper, direction: one.direction as 'IN' | 'OUT', reason: one.reason, counterpart: one.counterpart,
      handed: { by: { staffId: one.handed_by, name: one.handed_name }, on: one.handed_on }, received: one.received_by === null ? null : { staffId: one.received_by, name: one.received_name ?? '' },
    })),
    held: heldPapers(movements),
  }
}

/** Papers that came in and did not go out again; a movement counts once the second person has counted it. */
export function heldPapers(movements: readonly { readonly paper: string; readonly direction: string; readonly received_by: string | null }[]): string[] {
  const held = new Set<string>()
  for (const { paper, direction } of movements.filter((one) => one.received_by !== null)) {
    if (direction === 'IN') held.add(paper)
    else held.delete(paper)
  }
  return [...held]
}
