import type { FileContent, FileKind, Values } from '#common/exchange/domain'
import { day } from '#kernel'

/** Names as people really have them: common, long, with a dot, and with characters beyond the basic plane. */
export const NAMES = ['王建国', '李娜', '阿依古丽·买买提', '张𬭎', '䶮㛃', '衡川市城东区建国五金机电经营部（个体工商户）', '欧阳Ann', '龘靐']

const ORDER = (index: number) => ({
  orderId: `WD20250312${String(index).padStart(6, '0')}`, noteNumber: `JJ2025${String(index).padStart(8, '0')}`, customerName: NAMES[index % NAMES.length] ?? '', account: `62284800${String(10_000_000 + index)}`, accountBank: '103100000026',
})
const ROWS: Readonly<Record<FileKind, (index: number) => Values>> = {
  DRAWDOWN_ORDER: (index) => ({ ...ORDER(index), contractNumber: `HT2025${index}`, amountFen: 11_800_000 + index, productCode: 'XWD', annualRate: '0.072', payOn: '2025-03-12', maturesOn: '2026-03-12', purpose: '进货', remark: '放款' }),
  DEBIT_ORDER: (index) => ({ ...ORDER(index), amountFen: 1_022_104 + index, dueOn: '2025-04-14', mandateId: `KK${index}`, mandateSignedOn: '2025-03-12', remark: '还款扣款' }),
  DRAWDOWN_RESULT: (index) => ({ orderId: ORDER(index).orderId, noteNumber: ORDER(index).noteNumber, coreNumber: `CB${index}`, amountFen: 11_800_000 + index, result: index % 3 === 2 ? 'ACCOUNT_CLOSED' : 'OK', resultText: index % 3 === 2 ? '账户已销户' : '成功', reference: `LS${index}`, paidOn: '2025-03-12' }),
  DEBIT_RESULT: (index) => ({
    orderId: ORDER(index).orderId, noteNumber: ORDER(index).noteNumber, account: ORDER(index).account, amountFen: 1_022_104 + index, paidFen: index % 4 === 3 ? 0 : 1_022_104 + index, result: index % 4 === 3 ? 'INSUFFICIENT' : 'OK', resultText: index % 4 === 3 ? '余额不足' : '扣款成功',
    reference: `KK${index}`, paidOn: '2025-03-12',
  }),
  STATEMENT: (index) => ({
    reference: `LS2025${index}`, bookedOn: '2025-03-12', valueOn: '2025-03-12', flow: index % 5 === 4 ? 'OUT' : 'IN', movement: index % 5 === 4 ? 'REVERSAL' : 'OTHER', amountFen: 50_000 + index, principalFen: 40_000, interestFen: 10_000 + index, penaltyFen: 0, noteNumber: ORDER(index).noteNumber, orderId: ORDER(index).orderId,
    counterName: NAMES[index % NAMES.length] ?? '', counterAccount: ORDER(index).account, remark: '转账还款',
  }),
  BALANCES: (index) => ({
    noteNumber: ORDER(index).noteNumber, coreNumber: `CB${index}`, customerName: NAMES[index % NAMES.length] ?? '', balanceFen: 10_000_000 - index, duePrincipalFen: index % 7 === 0 ? 968_530 : 0, dueInterestFen: index % 7 === 0 ? 53_574 : 0, penaltyFen: 0, compoundFen: 0, accruedInterestFen: 1_200,
    annualRate: '0.0725', oldestDueOn: index % 7 === 0 ? '2025-02-14' : null, overdueDays: index % 7 === 0 ? 26 : 0, state: 'RUNNING', riskClass: index % 7 === 0 ? 'SPECIAL_MENTION' : 'NORMAL',
  }),
}

/** Lines of a kind, all different. */
export function sampleRows(kind: FileKind, count: number): Values[] {
  return Array.from({ length: count }, (_, index) => ROWS[kind](index))
}

/** A file of a kind with everything any mapping asks for. */
export function sampleFile(kind: FileKind, count: number, sequence = 1): FileContent & { readonly rows: Values[] } {
  const rows = sampleRows(kind, count)
  const flowFen = rows.reduce((sum, row) => sum + (row['flow'] === 'OUT' ? -1 : 1) * Number(row['amountFen'] ?? 0), 0)
  return {
    head: {
      businessDay: day('2025-03-12'), sequence, partner: 'HC001', messageId: `MSG2025031200${sequence}`, originalMessageId: 'MSG20250311001', createdAt: '2025-03-12T18:30:00', actOn: '2025-03-13', ownName: '衡川农商银行', ownAccount: '2010001', ownBank: '402100000018', account: '2010001',
      openedOn: '2025-03-11', openingFen: -5_000, closingFen: flowFen - 5_000,
    },
    rows,
  }
}
