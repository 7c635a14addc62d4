import type { FileKind } from '../kinds.ts'
import type { FieldSpec, FileMapping } from '../mapping.ts'
import { CLASS_CODES, f, FLOW_CODES, mark, MOVEMENT_CODES, NUMBERED_RESULTS, STATE_CODES } from './parts.ts'

const FEN = { unit: 'FEN' } as const

/** Lines split by bars, GB18030, amounts in fen, head and trailer with totals, a control file beside: the shape most core banks know. */
function piped(kind: FileKind, code: string, name: string, stem: string, row: readonly FieldSpec[], totals: readonly FieldSpec[] = []): FileMapping {
  return {
    code, name, kind, encoding: 'GB18030', newline: 'LF', layout: { as: 'DELIMITED', delimiter: '|', trailing: false, quoted: false, titles: false },
    head: [mark('H'), f('partner'), f('businessDay', { needed: true }), f('sequence', { needed: true }), f('count', { needed: true }), f('totalFen', { ...FEN, needed: true })],
    row: [mark('D'), ...row], trailer: [mark('T'), f('count', { needed: true }), f('totalFen', { ...FEN, needed: true }), ...totals],
    control: { fileName: `${stem}_{day}_{sequence:3}.ctl`, delimiter: '|', fields: [f('fileName', { needed: true }), f('bytes', { needed: true }), f('count', { needed: true }), f('totalFen', { ...FEN, needed: true })] },
    fileName: `${stem}_{day}_{sequence:3}.txt`, sequencePer: 'DAY',
  }
}

const OK_TOTALS = [f('okCount', { needed: true }), f('okFen', { ...FEN, needed: true })]

export const PIPED: readonly FileMapping[] = [
  piped('DRAWDOWN_ORDER', 'bar-drawdown-order', '放款指令（竖线分隔）', 'WD_DRAW', [
    f('orderId'), f('noteNumber'), f('contractNumber'), f('customerName'), f('account'), f('accountBank'), f('amountFen', FEN), f('productCode'), f('annualRate'), f('payOn'), f('maturesOn'), f('purpose'), f('remark'),
  ]),
  piped('DEBIT_ORDER', 'bar-debit-order', '扣款指令（竖线分隔）', 'WD_DEBIT', [
    f('orderId'), f('noteNumber'), f('customerName'), f('account'), f('accountBank'), f('amountFen', FEN), f('dueOn'), f('mandateId'), f('remark'),
  ]),
  piped('DRAWDOWN_RESULT', 'bar-drawdown-result', '放款结果（竖线分隔）', 'CB_DRAW', [
    f('orderId'), f('noteNumber'), f('coreNumber'), f('amountFen', FEN), f('result', { codes: NUMBERED_RESULTS }), f('resultText'), f('reference'), f('paidOn'),
  ], OK_TOTALS),
  piped('DEBIT_RESULT', 'bar-debit-result', '扣款结果（竖线分隔）', 'CB_DEBIT', [
    f('orderId'), f('noteNumber'), f('account'), f('amountFen', FEN), f('paidFen', FEN), f('result', { codes: NUMBERED_RESULTS }), f('resultText'), f('reference'), f('paidOn'),
  ], OK_TOTALS),
  piped('STATEMENT', 'bar-statement', '交易流水（竖线分隔）', 'CB_STMT', [
    f('reference'), f('bookedOn'), f('valueOn'), f('flow', { codes: FLOW_CODES }), f('movement', { codes: MOVEMENT_CODES }), f('amountFen', FEN), f('principalFen', FEN), f('interestFen', FEN), f('penaltyFen', FEN), f('noteNumber'), f('orderId'), f('counterName'), f('counterAccount'), f('remark'),
  ]),
  piped('BALANCES', 'bar-balances', '借据余额（竖线分隔）', 'CB_BAL', [
    f('noteNumber'), f('coreNumber'), f('customerName'), f('balanceFen', FEN), f('duePrincipalFen', FEN), f('dueInterestFen', FEN), f('penaltyFen', FEN), f('compoundFen', FEN), f('accruedInterestFen', FEN), f('annualRate'), f('oldestDueOn'), f('overdueDays'),
    f('state', { codes: STATE_CODES }), f('riskClass', { codes: CLASS_CODES }),
  ]),
]
