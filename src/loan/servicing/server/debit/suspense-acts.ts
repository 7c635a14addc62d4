import type { Transfer } from '#common/ledger/domain'
import { postVoucher } from '#common/ledger/server'
import { policyFor } from '#common/policy/server'
import { type Day, type Fen, Refusal, formatYuan } from '#kernel'
import { type Authorisation, type SuspenseActKind, type SuspenseActState, needsSecondPerson, refuseSuspenseAct, refuseWithoutLeave } from '#loan/servicing/domain'
import { accountPlace } from '#loan/contract/server'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { settlePayments } from '../bulk/index.ts'
import { noteSight } from '../quality/sight.ts'
import { suspensePlace } from './put-into-suspense.ts'
import { type SuspenseRow, suspenseInSight } from './read-suspense.ts'

export interface Asked {
  readonly kind: SuspenseActKind
  readonly rowVersion: number
  readonly amountFen: Fen
  readonly noteNumber: string | null
  readonly reason: string
  /** Leave of the customer, where the money comes from another account of his. */
  readonly authorisation?: Authorisation | null
}
export interface AtSuspense { readonly staff: Staff; readonly on: Day; readonly now: Date }
export interface SuspenseDone { readonly actId: string; readonly state: SuspenseActState; readonly leftFen: number; readonly doneFen: number }

/** One person asks for an act on money in suspense; below the amount of the pack it is done at once, above it a second person does it. */
export async function askSuspenseAct(tx: Tx, at: AtSuspense, suspenseId: string, asked: Asked): Promise<SuspenseDone> {
  const item = await lockItem(tx, at.staff, suspenseId)
  if (item.row_version !== asked.rowVersion) throw new Refusal({ code: 'suspense.changed', message: `暂收款 ${item.number} 已有变动，请核对后再办`, at: '/rowVersion', value: asked.rowVersion, expected: String(item.row_version) }, 409)
  const waiting = await tx.selectFrom('suspense_act').select('act_id').where('bank_id', '=', tx.bankId).where('suspense_id', '=', suspenseId).where('state', '=', 'PROPOSED').executeTakeFirst()
  refuseSuspenseAct({ kind: asked.kind, amountFen: asked.amountFen, leftFen: item.left_fen, waiting: waiting !== undefined })
  const note = asked.noteNumber === null ? null : await noteFor(tx, at, asked.noteNumber, { item, signedOn: (asked.authorisation?.signedOn ?? null) as Day | null })
  const leave = { authorised_paper: asked.authorisation?.paper ?? null, authorised_on: asked.authorisation?.signedOn ?? null }
  const { servicing } = await policyFor(tx, { applicationOn: at.on }, { unit: item.unit_id, product: item.product_code })
  const second = needsSecondPerson(asked.kind, asked.amountFen, servicing.suspenseSecondPersonFrom)
  const actId = newId()
  await tx.insertInto('suspense_act').values({
    bank_id: tx.bankId, act_id: actId, suspense_id: suspenseId, kind: asked.kind, amount_fen: asked.amountFen, note_id: note, reason: asked.reason, state: 'PROPOSED', asked_by: at.staff.id, asked_on: at.on, asked_at: at.now.toISOString(), ...leave,
  }).execute()
  await record(tx, { caseId: suspenseId, act: `servicing.${ACT_NAMES[asked.kind]}`, who: at.staff.id, businessDate: at.on, body: { actId, number: item.number, amountFen: asked.amountFen, noteNumber: asked.noteNumber, reason: asked.reason, secondPerson: second, ...(asked.authorisation ? { authorisation: asked.authorisation } : {}) } })
  if (!second) return carryOut(tx, at, item, { actId, kind: asked.kind, amountFen: asked.amountFen, noteId: note, authorisedOn: leave.authorised_on as Day | null })
  await touch(tx, item, 0)
  return { actId, state: 'PROPOSED', leftFen: item.left_fen, doneFen: 0 }
}

const ACT_NAMES: Readonly<Record<SuspenseActKind, string>> = { ALLOCATE: 'allocate-suspense', RETURN: 'return-suspense', EXPLAIN: 'explain-suspense' }

/** The second person carries out what another asked for, or refuses it with a reason. */
export async function decideSuspenseAct(tx: Tx, at: AtSuspense, { suspenseId, actId }: { suspenseId: string; actId: string }, decision: { readonly agrees: boolean; readonly says: string }): Promise<SuspenseDone> {
  const item = await lockItem(tx, at.staff, suspenseId)
  const act = await tx.selectFrom('suspense_act').selectAll().where('bank_id', '=', tx.bankId).where('suspense_id', '=', suspenseId).where('act_id', '=', actId).executeTakeFirst()
  if (act === undefined) throw missing('暂收款处理')
  if (act.state !== 'PROPOSED') throw new Refusal({ code: 'suspense.decided', message: '该项处理已有结论', value: act.state, expected: '待复核的处理' }, 409)
  if (act.asked_by === at.staff.id) throw new Refusal({ code: 'suspense.same-person', message: '暂收款处理须由两人办理，复核人不得是提出人', value: item.number, expected: '另一个人' }, 403)
  const decided = { decided_by: at.staff.id, decided_on: at.on, decided_at: at.now.toISOString(), decision: decision.says }
  await tx.updateTable('suspense_act').set(decision.agrees ? decided : { ...decided, state: 'REFUSED' }).where('bank_id', '=', tx.bankId).where('act_id', '=', actId).execute()
  await record(tx, { caseId: suspenseId, act: decision.agrees ? 'servicing.confirm-suspense' : 'servicing.refuse-suspense', who: at.staff.id, businessDate: at.on, body: { actId, number: item.number, kind: act.kind, amountFen: act.amount_fen, says: decision.says } })
  if (decision.agrees) return carryOut(tx, at, item, { actId, kind: act.kind as SuspenseActKind, amountFen: act.amount_fen as Fen, noteId: act.note_id, authorisedOn: act.authorised_on as Day | null })
  await touch(tx, item, 0)
  return { actId, state: 'REFUSED', leftFen: item.left_fen, doneFen: 0 }
}

interface Doing { readonly actId: string; readonly kind: SuspenseActKind; readonly amountFen: Fen; readonly noteId: string | null; readonly authorisedOn: Day | null }

async function carryOut(tx: Tx, at: AtSuspense, item: SuspenseRow, doing: Doing): Promise<SuspenseDone> {
  const doneFen = doing.kind === 'ALLOCATE' ? await setOff(tx, at, item, doing) : doing.amountFen
  if (doing.kind === 'RETURN') await postVoucher(tx, { voucherId: doing.actId, businessDay: at.on }, [moved(item, 'SUSPENSE_RETURNED', doneFen as Fen, at.on)])
  await tx.updateTable('suspense_act').set({ state: 'DONE', done_fen: doneFen, voucher_id: doing.kind === 'EXPLAIN' ? null : doing.actId }).where('bank_id', '=', tx.bankId).where('act_id', '=', doing.actId).execute()
  await touch(tx, item, doneFen)
  return { actId: doing.actId, state: 'DONE', leftFen: item.left_fen - doneFen, doneFen }
}

/** Money leaves suspense through settlement, where the repayment takes it up on the day it came, or later on that of the customer's leave; where something was paid since, today. */
async function setOff(tx: Tx, at: AtSuspense, item: SuspenseRow, { actId, amountFen, noteId, authorisedOn }: Doing): Promise<number> {
  const counts = (authorisedOn !== null && authorisedOn > item.paid_on ? authorisedOn : item.paid_on) as Day
  const pay = async (paidOn: Day) => (await settlePayments(tx, { day: at.on, channel: 'TRANSFER', items: [{ noteId: noteId!, amountFen, paidOn, source: `ZS:${actId}` }], now: at.now.toISOString() }))[0]!
  const first = await pay(counts)
  const outcome = first.why === 'LATER_PAYMENT' ? await pay(at.on) : first
  if (outcome.settledFen === 0) throw new Refusal({ code: 'suspense.nothing-owed', message: '该借据没有可以冲抵的到期款项', at: '/noteNumber', expected: '有到期应还款项的借据' }, 422)
  await postVoucher(tx, { voucherId: actId, businessDay: at.on }, [moved(item, 'SUSPENSE_ALLOCATED', outcome.settledFen, counts)])
  return outcome.settledFen
}

function moved(item: SuspenseRow, kind: string, amountFen: Fen, valueDay: Day): Transfer {
  return { kind, debit: 'SUSPENSE', credit: 'SETTLEMENT', amountFen, noteId: item.note_id, unitId: item.unit_id, productCode: item.product_code, valueDay }
}

async function lockItem(tx: Tx, staff: Staff, suspenseId: string): Promise<SuspenseRow> {
  const item = await (await suspenseInSight(tx, staff)).selectAll('i').where('i.suspense_id', '=', suspenseId).forUpdate('i').executeTakeFirst()
  if (item === undefined) throw missing('暂收款')
  return item
}

async function touch(tx: Tx, item: SuspenseRow, usedFen: number): Promise<void> {
  await tx.updateTable('suspense_item').set({ left_fen: item.left_fen - usedFen, row_version: item.row_version + 1 }).where('bank_id', '=', tx.bankId).where('suspense_id', '=', item.suspense_id).execute()
}

/** The note the money is meant for; money from another account than its own needs the customer's leave. */
async function noteFor(tx: Tx, { staff, on }: AtSuspense, number: string, { item, signedOn }: { readonly item: SuspenseRow; readonly signedOn: Day | null }): Promise<string> {
  const note = await tx.selectFrom('note as n').select(['n.note_id', 'n.state', 'n.book', 'n.account_cipher', 'n.account_key']).where('n.bank_id', '=', tx.bankId).where('n.number', '=', number).where(await noteSight(tx, staff)).executeTakeFirst()
  if (note === undefined) throw new Refusal({ code: 'suspense.unknown-note', message: `没有借据 ${number}`, at: '/noteNumber', value: number, expected: '本行借据号' }, 422)
  if (note.book === 'MIRROR') throw new Refusal({ code: 'suspense.mirror-note', message: `借据 ${number} 由核心系统记账，还款由核心流水带来`, at: '/noteNumber', value: number, expected: '本系统记账的借据' }, 422)
  if (note.state !== 'RUNNING') throw new Refusal({ code: 'suspense.closed-note', message: `借据 ${number} 已不在还款中，剩余 ${formatYuan(item.left_fen)} 元可退回`, at: '/noteNumber', value: number, expected: '还款中的借据' }, 422)
  if (item.account_cipher !== null && item.account_key !== null) {
    const own = tx.keys.open({ cipher: note.account_cipher, keyId: note.account_key }, accountPlace.note(tx.bankId, note.note_id))
    if (tx.keys.open({ cipher: item.account_cipher, keyId: item.account_key }, suspensePlace(tx.bankId, item.suspense_id)) !== own) refuseWithoutLeave(item.account_masked ?? '其他账户', signedOn, on)
  }
  return note.note_id
}
