import { type Day, assert, day, fen } from '#kernel'
import { drawLine, openLine } from '#common/line/server'
import type { Disbursed } from '#loan/contract/domain'
import { accountPlace } from '#loan/contract/server'
import type { NotePage } from '#loan/servicing/domain'
import { type Tx, newId } from '#platform/db'
import { type TestStaff, testStaff } from '#platform/http'
import { type Branch, newCustomer, openBranch } from '../../../investigation/server/testing/branch.ts'
import { startNote } from '../start-note.ts'

/** A branch with two people at the counter. */
export interface Counter extends Branch {
  readonly cashier: TestStaff
  readonly second: TestStaff
}

export async function openCounter(now?: () => Date): Promise<Counter> {
  const branch = await openBranch(now)
  const [bank] = branch.banks
  return { ...branch, cashier: await testStaff(branch.db.database, bank, { posts: ['INSIDE'], name: '张敏' }), second: await testStaff(branch.db.database, bank, { posts: ['BACK_OFFICE'], name: '刘洋' }) }
}

/** Puts the bank on a day. */
export async function onDay({ db, banks }: Counter, on: string): Promise<Day> {
  await db.asOwner('update business_day set today = $1 where bank_id = $2', [on, banks[0]])
  return day(on)
}

export interface Opened { readonly noteId: string; readonly number: string; readonly caseId: string; readonly lineId: string; readonly customerId: string }

let notes = 0

/** The note of GC-01, or another, as drawdown leaves it: line, contract, drawing and note in one transaction. */
export async function openNote(counter: Counter, change: Partial<Pick<Disbursed, 'amountFen' | 'annualRate' | 'method' | 'every' | 'periods' | 'shape' | 'dayCount' | 'firstDueOn'>> & { on?: string; revolving?: boolean; capFen?: number } = {}): Promise<Opened> {
  const on = await onDay(counter, change.on ?? '2025-03-14')
  const { db, banks, officer } = counter
  const customer = await counter.as(officer, 'POST', '/api/customers', { body: newCustomer() })
  const { customerId } = customer.json<{ customerId: string }>()
  return db.database.inBank(banks[0], async (tx) => {
    const { unitId } = officer
    const caseId = await approvedCase(tx, customerId, officer, on)
    const amountFen = change.amountFen ?? fen(11_800_000)
    const { lineId } = await openLine(tx, { customerId, unitId, capFen: fen(change.capFen ?? amountFen), products: [{ productCode: 'MICRO', capFen: fen(change.capFen ?? amountFen) }], revolving: change.revolving ?? false, guarantee: 'PERSONAL_GUARANTEE', validFrom: day('2025-03-13'), validUntil: day('2030-03-13'), resolutionId: null })
    const [contractId, noteId, seq] = [newId(), newId(), ++notes]
    const fact = {
      fact: 'loan.disbursed', caseId, by: officer.staffId, on, at: '2025-03-14T03:00:00Z', noteId, noteNumber: `JJ2025${String(seq).padStart(6, '0')}`, contractId, lineId, customerId, unitId, productCode: 'MICRO', amountFen,
      annualRate: change.annualRate ?? '0.072', method: change.method ?? 'ANNUITY', every: change.every ?? 'MONTH', periods: change.periods ?? 12, dayCount: change.dayCount ?? 'M30', rounding: 'HALF_UP', firstDueOn: change.firstDueOn ?? day('2025-04-14'), ...(change.shape === undefined ? {} : { shape: change.shape }),
      account: sealedAccount(tx, noteId),
    } as const
    await tx.insertInto('contract').values({
      bank_id: tx.bankId, contract_id: contractId, number: `JK-2025-${String(seq).padStart(6, '0')}`, line_id: lineId, customer_id: customerId, product_code: 'MICRO', amount_fen: amountFen, annual_rate: fact.annualRate, method: fact.method,
      every: fact.every, periods: fact.periods, day_count: fact.dayCount, rounding: 'HALF_UP', purpose: '夏季饮料备货', signed_on: '2025-03-14', matures_on: '2035-03-14', state: 'SIGNED',
    }).execute()
    await drawLine(tx, lineId, 'MICRO', amountFen, on)
    await startNote(tx, fact)
    return { noteId, number: fact.noteNumber, caseId, lineId, customerId }
  })
}

function sealedAccount(tx: Tx, noteId: string): Disbursed['account'] {
  const { cipher, keyId } = tx.keys.seal('6230580000000018', accountPlace.note(tx.bankId, noteId))
  return { cipher: cipher as Disbursed['account']['cipher'], key: keyId, masked: '6230 **** 0018' }
}

/** A note as its screen reads it. */
export async function pageOf(counter: Counter, noteId: string): Promise<NotePage> {
  const answer = await counter.as(counter.cashier, 'GET', `/api/notes/${noteId}`)
  assert(answer.statusCode === 200, `the note is read: ${answer.body}`)
  return answer.json<NotePage>()
}

/** A repayment at the counter on a day; returns the answer as it came. */
export async function payOn(counter: Counter, noteId: string, on: string, amountFen: number, more: Record<string, unknown> = {}) {
  await onDay(counter, on)
  const { rowVersion } = await pageOf(counter, noteId)
  return counter.as(counter.cashier, 'POST', `/api/notes/${noteId}/repayments`, { body: { rowVersion, kind: 'DUE', amountFen, paidOn: on, channel: 'CASH', payer: 'OWN', ...more } })
}

/** A case that has come as far as the money; what led there is the matter of the stages before. */
async function approvedCase(tx: Tx, customerId: string, officer: TestStaff, on: Day): Promise<string> {
  const caseId = newId()
  await tx.insertInto('application').values({
    bank_id: tx.bankId, case_id: caseId, number: `SQ${caseId.slice(-12)}`, customer_id: customerId, product: 'MICRO', amount_fen: 15_000_000, periods: 12, applied_on: on, source: 'STREET_CANVASS', intake: '{}',
    unit_id: officer.unitId, lead_id: officer.staffId, filed_by: officer.staffId, filed_at: '2025-03-10T02:00:00Z', state: 'ADMITTED', changed_at: '2025-03-10T02:00:00Z',
  }).execute()
  return caseId
}
