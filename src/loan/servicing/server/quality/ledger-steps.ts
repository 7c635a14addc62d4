import { sql } from 'kysely'
import type { Purpose } from '#common/ledger/domain'
import { type NotesSum, closeLedgerDay, compareControlAccounts } from '#common/ledger/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import type { DayEndStep } from '../day-end/step.ts'
import { besideSums } from './sub-ledger.ts'

/** Closing balances of a unit's day; nothing is booked on it afterwards. */
export const balancesStep: DayEndStep = {
  id: 'balances', name: '总账结账', perUnit: true,
  run: async (tx, at) => {
    const { rows, transfers, turnoverFen } = await closeLedgerDay(tx, { day: at.day, unitId: at.unitId!, now: at.now })
    return { rows: rows + 1, controlFen: turnoverFen, figures: { 记账笔数: transfers, 发生额: turnoverFen, 科目余额行数: rows } }
  },
}

const CONTROL: readonly Purpose[] = ['PRINCIPAL', 'INTEREST_RECEIVABLE', 'PENALTY_RECEIVABLE', 'COMPOUND_RECEIVABLE', 'OFF_INTEREST', 'OFF_PENALTY', 'OFF_COMPOUND', 'COSTS_RECEIVABLE', 'SUSPENSE', 'REFUND_PAYABLE', 'WRITTEN_OFF', 'PROVISION']

/** The control accounts of a unit against the sums of its notes, to the fen; what differs waits for somebody to say why. */
export const checksStep: DayEndStep = {
  id: 'checks', name: '账账核对', perUnit: true,
  run: async (tx, at) => {
    const notes = [...await sumsOfNotes(tx, at.day, at.unitId!), ...await besideSums(tx, { day: at.day, unitId: at.unitId! })]
    const { accounts, differences } = await compareControlAccounts(tx, { day: at.day, unitId: at.unitId!, purposes: CONTROL, notes })
    const sum = differences.reduce((total, one) => total + Math.abs(one.ledgerFen - one.notesFen), 0)
    return { rows: differences.length, controlFen: sum, figures: { 核对科目: accounts, 差异笔数: differences.length, 差异金额: sum } }
  },
}

/** What the notes of a unit came to at the end of a day, as the scan of that day added it up. */
async function sumsOfNotes(tx: Tx, day: Day, unitId: string): Promise<NotesSum[]> {
  const { rows } = await sql<{ product_code: string; off: boolean; balance: number; interest: number; penalty: number; compound: number }>`
    select product_code, off_balance as off, balance_fen as balance, interest_fen as interest, penalty_fen as penalty, compound_fen as compound from accrued_of_day where bank_id = ${tx.bankId} and day = ${day} and unit_id = ${unitId}`.execute(tx)
  return rows.flatMap(({ product_code: productCode, off, balance, interest, penalty, compound }): NotesSum[] => [
    { productCode, purpose: 'PRINCIPAL', fen: balance },
    { productCode, purpose: off ? 'OFF_INTEREST' : 'INTEREST_RECEIVABLE', fen: interest },
    { productCode, purpose: off ? 'OFF_PENALTY' : 'PENALTY_RECEIVABLE', fen: penalty },
    { productCode, purpose: off ? 'OFF_COMPOUND' : 'COMPOUND_RECEIVABLE', fen: compound },
  ])
}
