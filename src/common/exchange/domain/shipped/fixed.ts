import type { FileKind } from '../kinds.ts'
import type { FieldSpec, FileMapping } from '../mapping.ts'
import { CLASS_CODES, f, mark, NUMBERED_RESULTS, STATE_CODES } from './parts.ts'

const fen = (width: number): Partial<FieldSpec> => ({ unit: 'FEN', width, pad: '0', align: 'RIGHT' })
const count = (width: number): Partial<FieldSpec> => ({ width, pad: '0', align: 'RIGHT' })

/** Lines of fixed width in bytes of GB18030, as older core banks want them. */
function fixed(kind: FileKind, code: string, name: string, stem: string, row: readonly FieldSpec[]): FileMapping {
  return {
    code, name, kind, encoding: 'GB18030', newline: 'CRLF', layout: { as: 'FIXED' },
    head: [mark('01', { width: 2 }), f('partner', { width: 12 }), f('businessDay', { width: 8, needed: true }), f('sequence', { ...count(4), needed: true })],
    row: [mark('05', { width: 2 }), ...row],
    trailer: [mark('09', { width: 2 }), f('count', { ...count(10), needed: true }), f('totalFen', { ...fen(16), needed: true })],
    fileName: `${stem}{day}{sequence:4}.dat`, sequencePer: 'DAY',
  }
}

export const FIXED: readonly FileMapping[] = [
  fixed('DEBIT_ORDER', 'fixed-debit-order', '扣款指令（定长）', 'DSK', [
    f('orderId', { width: 32 }), f('noteNumber', { width: 24 }), f('account', { width: 32 }), f('customerName', { width: 60, cut: true }), f('amountFen', fen(15)), f('dueOn', { width: 8 }), f('remark', { width: 60, cut: true }),
  ]),
  fixed('DEBIT_RESULT', 'fixed-debit-result', '扣款结果（定长）', 'DSR', [
    f('orderId', { width: 32 }), f('noteNumber', { width: 24 }), f('account', { width: 32 }), f('amountFen', fen(15)), f('paidFen', fen(15)), f('result', { width: 4, codes: NUMBERED_RESULTS }), f('reference', { width: 32 }), f('paidOn', { width: 8 }), f('resultText', { width: 60, cut: true }),
  ]),
  fixed('BALANCES', 'fixed-balances', '借据余额（定长）', 'DBL', [
    f('noteNumber', { width: 24 }), f('coreNumber', { width: 24 }), f('customerName', { width: 60, cut: true }), f('balanceFen', fen(15)), f('duePrincipalFen', fen(15)), f('dueInterestFen', fen(15)), f('penaltyFen', fen(15)), f('annualRate', { width: 10, align: 'RIGHT' }), f('oldestDueOn', { width: 8 }),
    f('overdueDays', count(5)), f('state', { width: 1, codes: STATE_CODES }), f('riskClass', { width: 1, codes: CLASS_CODES }),
  ]),
]
