import { nextNumber } from '#common/customer/server'
import { type AtWork, openTask, takeRole, takeTask } from '#common/task/server'
import { type Day, type Fen, Refusal, clockIn, fen, formatYuan } from '#kernel'
import { type OrderDrawdown, type Payment, beforeDrawdown, papersMadeAt, planOf, refuseAfterCutOff, refuseLateFirstDay, refuseOpenItems, refusePayment } from '#loan/contract/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { paymentOf } from './draw-up.ts'
import { fileAtHand } from './file-at-hand.ts'
import { type Held, takeFile } from './held.ts'
import { issuePapers } from './papers.ts'
import { paidUnder } from './signed-contract.ts'
import { type ContractSurroundings, factOf } from './surroundings.ts'
import { type VersionRow, versionOf } from './versions.ts'

const NUMBER_LENGTH = 6

/** The maker orders a drawdown for today: everything the day asks is checked, the note gets its number, note and plan are printed for signing. */
export async function orderDrawdown(tx: Tx, work: AtWork, asked: OrderDrawdown, { files, tell }: ContractSurroundings): Promise<{ drawdownId: string; noteNumber: string }> {
  const held = await takeFile(tx, work)
  const { orderedFen, paidFen } = await paidUnder(tx, held.contractId)
  if (orderedFen > 0) throw new Refusal({ code: 'drawdown.ordered', message: '已有一笔录入待复核', value: orderedFen, expected: '先复核或撤销该笔' }, 409)
  const version = await readyVersion(tx, held)
  await takeMaker(tx, work, paidFen)
  await refuseNotPayable(tx, work, held, { version, amountFen: fen(asked.amountFen), orderedFen })
  refuseLateFirstDay(version.terms, { startsOn: work.on, firstDueOn: asked.firstDueOn as Day })
  const { maturesOn } = planOf(version.terms, held.policy.repayment, { amountFen: fen(asked.amountFen), disbursedOn: work.on, firstDueOn: asked.firstDueOn as Day })
  const [drawdownId, noteId, year] = [newId(), newId(), work.on.slice(0, 4)]
  const noteNumber = await nextNumber(tx, 'note', year, (count) => `JJ${year}${String(count).padStart(NUMBER_LENGTH, '0')}`)
  const { n } = await tx.selectFrom('drawdown').select((eb) => eb.fn.countAll<string>().as('n')).where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contractId).executeTakeFirstOrThrow()
  await tx.insertInto('drawdown').values({
    bank_id: tx.bankId, drawdown_id: drawdownId, contract_id: held.contractId, version: held.version, seq: Number(n) + 1, case_id: held.caseId, customer_id: held.customerId, line_id: held.lineId ?? '', product_code: version.terms.product, purpose: version.terms.purpose,
    amount_fen: asked.amountFen, payment: version.payment, value_on: work.on, first_due_on: asked.firstDueOn, note_id: noteId, note_number: noteNumber, state: 'ORDERED', ordered_by: work.staff.id, ordered_at: work.now.toISOString(),
  }).execute()
  const papers = papersMadeAt(held.policy.contract.papers, 'EACH_DRAWDOWN').map((kind) => ({ kind, subject: noteNumber }))
  await issuePapers(tx, files, work, held, papers, { noteNumber, amountFen: fen(asked.amountFen), valueOn: work.on, firstDueOn: asked.firstDueOn as Day })
  await record(tx, { caseId: work.caseId, act: 'contract.order', who: work.staff.id, businessDate: work.on, body: { drawdownId, noteId, noteNumber, lineId: held.lineId, maturesOn, payment: version.payment, ...asked } })
  await tell(tx, { fact: 'loan.ordered', ...factOf(work) })
  return { drawdownId, noteNumber }
}

/** Everything that must hold when money is ordered, and again when it is checked: nothing may have changed in between. */
export async function refuseNotPayable(tx: Tx, work: AtWork, held: Held, { version, amountFen, orderedFen }: { readonly version: VersionRow; readonly amountFen: Fen; readonly orderedFen: Fen }): Promise<void> {
  await refuseLate(tx, work, held)
  refuseOpenItems(beforeDrawdown(await fileAtHand(tx, held, work.on)), 'loan.not-ready', '放款')
  const { paidFen } = await paidUnder(tx, held.contractId)
  const left = fen(version.terms.amountFen - paidFen)
  if (amountFen > left) throw new Refusal({ code: 'drawdown.above-contract', message: `放款 ${formatYuan(amountFen)} 元超过合同可用 ${formatYuan(left)} 元`, at: '/amountFen', value: amountFen, expected: `不超过 ${formatYuan(left)} 元` }, 422)
  refusePayment(await paymentOf(tx, held, { purpose: version.terms.purpose, amountFen }, work.on, orderedFen > 0 ? held.contractId : undefined), version.payment as Payment)
}

/** The demonstration's days are moved by people, so the clock says nothing about them. */
async function refuseLate(tx: Tx, { now, on }: AtWork, { policy: { contract, servicing } }: Held): Promise<void> {
  const { zone, demonstration } = await tx.selectFrom('bank').select(['zone', 'demonstration']).where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
  if (!demonstration) refuseAfterCutOff({ ...clockIn(zone, now), on, cutOff: contract.cutOff, farDays: servicing.dayEndCatchUpDays })
}

/** The signed and confirmed version money may go out under. */
export async function readyVersion(tx: Tx, held: Held): Promise<VersionRow> {
  if (held.state === 'CONFIRMED' && held.lineId !== null) return versionOf(tx, held.contractId, held.version)
  throw new Refusal({ code: 'contract.not-confirmed', message: held.state === 'SIGNED' ? '主管尚未向客户确认，不能放款' : '合同尚未签署，不能放款', value: held.state, expected: '已签约并经主管确认的合同' }, 409)
}

/** A further drawdown under the same contract opens its own task; the first one waits since the confirmation. */
async function takeMaker(tx: Tx, work: AtWork, paidFen: Fen): Promise<void> {
  if (paidFen > 0) await openTask(tx, { caseId: work.caseId, step: 'PAY_MAKE', on: work.on, at: work.now.toISOString() })
  await takeTask(tx, work, 'PAY_MAKE')
  await takeRole(tx, work, 'MAKER')
}
