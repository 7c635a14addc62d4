import { type Day, daysBetween, fen } from '#kernel'
import { policyOn } from '#common/policy/server'
import { type LoanOfCase, OUTCOMES, type Outcome, type Sitting, type Statistics, type VoteKind, approvalRate, memberStatistics, namesOf } from '#loan/committee/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'

/** Members over a period of resolutions, half open. A member who is nothing else sees himself only; the bank's rate everyone. */
export async function readStatistics(tx: Tx, staff: Staff, { from, until, on }: { readonly from: Day; readonly until: Day; readonly on: Day }): Promise<Statistics> {
  const outcomes = (await tx.selectFrom('committee_resolution').select('outcome').where('bank_id', '=', tx.bankId).where('resolved_on', '>=', from).where('resolved_on', '<', until).execute()).map(({ outcome }) => outcome as Outcome)
  const { policy } = await policyAt(tx, staff, on)
  const seesAll = staff.posts.some(({ post }) => post !== 'COMMITTEE_MEMBER' && SEES_ALL.has(post))
  const sittings = (await sittingsOf(tx, { from, until, on })).filter(({ staffId }) => seesAll || staffId === staff.id)
  const count = (name: Outcome): number => outcomes.filter((one) => one === name).length
  const approved = count('APPROVED') + count('APPROVED_WITH_CHANGE')
  return {
    decided: approved + count('REJECTED'), approved, approvalRate: approvalRate(outcomes), outcomes: Object.fromEntries(namesOf(OUTCOMES).map((name) => [name, count(name)])) as Record<Outcome, number>,
    members: memberStatistics(sittings, { memberFee: policy.committee.memberFee, memberQuality: policy.committee.memberQuality, nonAccrualDays: policy.servicing.nonAccrualDays }),
  }
}

const SEES_ALL: ReadonlySet<string> = new Set(['RISK_MANAGER', 'INTERNAL_AUDIT', 'UNIT_HEAD', 'VICE_PRESIDENT', 'PRESIDENT'])

/** The bank's own policy of the period. */
async function policyAt(tx: Tx, staff: Staff, on: Day) {
  return policyOn(tx, on, { unit: staff.unitId })
}

/** One row a member and resolved case. */
async function sittingsOf(tx: Tx, { from, until, on }: { readonly from: Day; readonly until: Day; readonly on: Day }): Promise<Sitting[]> {
  const rows = await tx.selectFrom('committee_opened_vote as o')
    .innerJoin('committee_item as i', (join) => join.onRef('i.bank_id', '=', 'o.bank_id').onRef('i.item_id', '=', 'o.item_id'))
    .innerJoin('committee_resolution as r', (join) => join.onRef('r.bank_id', '=', 'o.bank_id').onRef('r.item_id', '=', 'o.item_id'))
    .innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'o.bank_id').onRef('s.staff_id', '=', 'o.staff_id'))
    .select(['o.staff_id', 's.name', 'o.kind', 'r.resolution_id', 'r.outcome', 'r.terms', 'i.presented_at', 'i.opened_at'])
    .select((eb) => eb.selectFrom('committee_minute as m').select((n) => n.fn.countAll<number>().as('n')).where('m.bank_id', '=', tx.bankId).whereRef('m.item_id', '=', 'o.item_id').whereRef('m.said_by', '=', 'o.staff_id').where('m.kind', '=', 'QUESTION').as('questions'))
    .where('o.bank_id', '=', tx.bankId).where('r.resolved_on', '>=', from).where('r.resolved_on', '<', until).orderBy('r.resolved_at').limit(MOST).execute()
  const loans = await loansOf(tx, [...new Set(rows.map((row) => row.resolution_id))], on)
  return rows.map((row) => ({
    staffId: row.staff_id, name: row.name, kind: row.kind as VoteKind, outcome: row.outcome as Outcome, questions: Number(row.questions), minutes: minutesBetween(row.presented_at, row.opened_at),
    approvedFen: fen((row.terms as { amountFen?: number } | null)?.amountFen ?? 0), loans: loans.get(row.resolution_id) ?? [],
  }))
}

const MOST = 20_000
const MINUTE_MS = 60_000

function minutesBetween(from: string | null, until: string | null): number {
  return from === null || until === null ? 0 : Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / MINUTE_MS))
}

/** The loans that rest on a resolution, with the days their oldest unpaid instalment is late: what is still owed beyond what the schedule leaves. */
async function loansOf(tx: Tx, resolutionIds: readonly string[], on: Day): Promise<Map<string, LoanOfCase[]>> {
  const loans = new Map<string, LoanOfCase[]>()
  if (resolutionIds.length === 0) return loans
  const rows = await tx.selectFrom('line as l').innerJoin('note as n', (join) => join.onRef('n.bank_id', '=', 'l.bank_id').onRef('n.customer_id', '=', 'l.customer_id').onRef('n.line_id', '=', 'l.line_id'))
    .select(['l.resolution_id', 'n.balance_fen', 'n.state'])
    .select((eb) => eb.selectFrom('instalment as i').select((min) => min.fn.min('i.due_on').as('due')).where('i.bank_id', '=', tx.bankId).whereRef('i.note_id', '=', 'n.note_id').whereRef('i.version', '=', 'n.schedule_version').where('i.due_on', '<', on).whereRef('i.balance_fen', '<', 'n.balance_fen').as('unpaid_since'))
    .where('l.bank_id', '=', tx.bankId).where('l.resolution_id', 'in', [...resolutionIds]).where('n.state', '<>', 'REVERSED').execute()
  for (const row of rows) {
    const overdueDays = row.state === 'SETTLED' || row.unpaid_since === null ? 0 : daysBetween(row.unpaid_since as Day, on)
    loans.set(row.resolution_id ?? '', [...(loans.get(row.resolution_id ?? '') ?? []), { balanceFen: fen(row.balance_fen), overdueDays }])
  }
  return loans
}
