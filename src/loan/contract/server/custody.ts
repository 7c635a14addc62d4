import { nextNumber } from '#common/customer/server'
import type { AtWork } from '#common/task/server'
import { Refusal } from '#kernel'
import { readApplication } from '#loan/application/server'
import type { MovePaper } from '#loan/contract/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { heldPapers } from './collateral-reads.ts'

type At = Omit<AtWork, 'caseId'>

/** Enters that a paper of the collateral comes in or goes out; it counts once a second person has counted it. Going out for good needs the loan settled. */
export async function movePaper(tx: Tx, at: At, { collateralId, ...move }: MovePaper & { readonly collateralId: string }): Promise<{ movementId: string; number: string }> {
  const held = await takeCollateral(tx, at.staff, collateralId)
  const movements = await movementsOf(tx, collateralId)
  const pending = movements.find((one) => one.received_by === null && one.paper === move.paper)
  if (pending !== undefined) throw new Refusal({ code: 'custody.pending', message: `「${move.paper}」有一笔待第二人清点（${pending.number}）`, value: pending.number, expected: '先清点该笔' }, 409)
  const isHeld = heldPapers(movements).includes(move.paper)
  if (isHeld === (move.direction === 'IN')) throw new Refusal({ code: 'custody.where', message: isHeld ? `「${move.paper}」已在库` : `「${move.paper}」不在库`, at: '/paper', value: move.paper, expected: isHeld ? '出库' : '入库' }, 409)
  const movementId = newId()
  const year = at.on.slice(0, 4)
  const number = await nextNumber(tx, 'custody', year, (count) => `QZ${year}${String(count).padStart(NUMBER_LENGTH, '0')}`)
  await tx.insertInto('custody_movement').values({
    bank_id: tx.bankId, movement_id: movementId, collateral_id: collateralId, number, paper: move.paper, direction: move.direction, reason: move.reason, counterpart: move.counterpart, handed_by: at.staff.id, handed_on: at.on, handed_at: at.now.toISOString(),
  }).execute()
  await record(tx, { caseId: held.case_id, act: 'contract.move-paper', who: at.staff.id, businessDate: at.on, body: { collateralId, movementId, number, ...move } })
  return { movementId, number }
}

/** The second person counts the paper; he is never the one who entered it. */
export async function countPaper(tx: Tx, at: At, { collateralId, movementId }: { readonly collateralId: string; readonly movementId: string }): Promise<{ state: string }> {
  const held = await takeCollateral(tx, at.staff, collateralId)
  const move = (await movementsOf(tx, collateralId)).find((one) => one.movement_id === movementId)
  if (move === undefined) throw missing('出入库记录')
  if (move.received_by !== null) throw new Refusal({ code: 'custody.counted', message: '此笔已清点', value: move.number, expected: '待清点的一笔' }, 409)
  if (move.handed_by === at.staff.id) throw new Refusal({ code: 'custody.same-person', message: '出入库须由两人办理，清点人不得是经手人', value: move.number, expected: '另一个人' }, 403)
  await tx.updateTable('custody_movement').set({ received_by: at.staff.id, received_at: at.now.toISOString() }).where('bank_id', '=', tx.bankId).where('movement_id', '=', movementId).execute()
  await record(tx, { caseId: held.case_id, act: 'contract.count-paper', who: at.staff.id, businessDate: at.on, body: { collateralId, movementId, number: move.number, paper: move.paper, direction: move.direction } })
  return { state: 'COUNTED' }
}

/** Releases collateral: every note under its contract is settled, and no paper of it lies in the bank any more. */
export async function releaseCollateral(tx: Tx, at: At, collateralId: string, reason: string): Promise<{ state: string }> {
  const held = await takeCollateral(tx, at.staff, collateralId)
  if (held.state !== 'PLEDGED') throw new Refusal({ code: 'contract.collateral-ended', message: '此抵押物已解除或移除', value: held.state, expected: '在押的抵押物' }, 409)
  const open = await tx.selectFrom('note').select('number').where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contract_id).where('state', 'not in', ['SETTLED', 'REVERSED']).executeTakeFirst()
  const file = await tx.selectFrom('contract_file').select('state').where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contract_id).executeTakeFirstOrThrow()
  const never = await tx.selectFrom('note').select('note_id').where('bank_id', '=', tx.bankId).where('contract_id', '=', held.contract_id).where('state', '=', 'SETTLED').executeTakeFirst()
  if (open !== undefined || (never === undefined && file.state !== 'CLOSED')) throw new Refusal({ code: 'contract.not-settled', message: open === undefined ? '合同仍在办理，不能解除抵押' : `借据 ${open.number} 尚未结清，不能解除抵押`, value: open?.number, expected: '贷款结清或合同终止' }, 409)
  const papers = heldPapers(await movementsOf(tx, collateralId))
  if (papers.length > 0) throw new Refusal({ code: 'custody.still-held', message: `权证尚未交还：${papers.join('、')}`, value: papers, expected: '先办出库' }, 409)
  await tx.updateTable('collateral').set({ state: 'RELEASED', ended_by: at.staff.id, ended_on: at.on, end_reason: reason }).where('bank_id', '=', tx.bankId).where('collateral_id', '=', collateralId).execute()
  await record(tx, { caseId: held.case_id, act: 'contract.release-collateral', who: at.staff.id, businessDate: at.on, body: { collateralId, reason } })
  return { state: 'RELEASED' }
}

const NUMBER_LENGTH = 6

async function movementsOf(tx: Tx, collateralId: string) {
  return tx.selectFrom('custody_movement').selectAll().where('bank_id', '=', tx.bankId).where('collateral_id', '=', collateralId).orderBy('handed_at').execute()
}

/** A piece of collateral of a case this person may see, held until the transaction ends. */
async function takeCollateral(tx: Tx, staff: Staff, collateralId: string) {
  const row = () => tx.selectFrom('collateral as c').innerJoin('contract_file as f', (on) => on.onRef('f.bank_id', '=', 'c.bank_id').onRef('f.contract_id', '=', 'c.contract_id'))
    .select(['c.contract_id', 'c.state', 'f.case_id']).where('c.bank_id', '=', tx.bankId).where('c.collateral_id', '=', collateralId).executeTakeFirst()
  const found = await row()
  if (found === undefined) throw missing('业务')
  await readApplication(tx, staff, found.case_id, 'for update')
  return (await row()) ?? found
}
