import { type Day, Refusal, formatYuan } from '#kernel'
import { isInArrears, possibleOn } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { NoteHeld } from '../note-at-hand.ts'

/** 无还本续贷: a new contract of the same customer, signed and paid out before the old loan ends, settles it. */
export async function refuseRenewal(tx: Tx, held: NoteHeld, { newNoteId, amountFen }: { readonly newNoteId: string; readonly amountFen: number }, on: Day): Promise<void> {
  const { row, note, calendar } = held
  const next = await tx.selectFrom('note as n').innerJoin('contract as c', (join) => join.onRef('c.bank_id', '=', 'n.bank_id').onRef('c.contract_id', '=', 'n.contract_id'))
    .select(['n.number', 'n.customer_id', 'n.state', 'n.amount_fen', 'n.note_id', 'c.signed_on', 'c.contract_id']).where('n.bank_id', '=', tx.bankId).where('n.note_id', '=', newNoteId).executeTakeFirst()
  if (next === undefined || next.customer_id !== row.customer_id) throw no('not-his', '新借据须是同一客户的借据', '同一客户的新借据')
  if (next.note_id === row.note_id || next.contract_id === row.contract_id) throw no('same-contract', '续贷须另签合同，不能用原合同', '新签的合同')
  if (next.state !== 'RUNNING') throw no('not-paid-out', `新借据 ${next.number} 尚未放款或已结束`, '已放款的新借据')
  if (next.signed_on > row.matures_on) throw no('signed-late', `新合同 ${next.signed_on} 签订，晚于原借据到期日 ${row.matures_on}`, '原借据到期前签订的合同')
  if (isInArrears(note, on)) throw no('in-arrears', '借据有逾期款项，不能无还本续贷；可展期或调整还款计划', '没有逾期的借据')
  const { fullFen } = possibleOn(note, on, calendar)
  if (amountFen !== fullFen) throw no('not-the-settlement', `结清须 ${formatYuan(fullFen)} 元`, `${formatYuan(fullFen)} 元`)
  if (amountFen > next.amount_fen) throw no('not-enough', `新借据金额 ${formatYuan(next.amount_fen)} 元不足结清 ${formatYuan(fullFen)} 元`, `不少于 ${formatYuan(fullFen)} 元`)
}

function no(code: string, message: string, expected: string): Refusal {
  return new Refusal({ code: `note.renewal-${code}`, message, expected, at: '/body' }, 422)
}
