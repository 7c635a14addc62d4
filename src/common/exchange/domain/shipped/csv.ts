import type { FileMapping } from '../mapping.ts'
import { f, FLOW_CODES, MOVEMENT_CODES, STATE_CODES } from './parts.ts'

const DASHED = { format: 'YYYY-MM-DD' } as const

/** Files a person draws from the core bank's screens: comma, column names, UTF-8, amounts in yuan. */
export const CSV: readonly FileMapping[] = [
  {
    code: 'csv-statement', name: '交易流水（表格）', kind: 'STATEMENT', encoding: 'UTF-8', newline: 'CRLF', layout: { as: 'DELIMITED', delimiter: ',', trailing: false, quoted: true, titles: true },
    head: [], trailer: [],
    row: [
      f('reference'), f('bookedOn', DASHED), f('valueOn', DASHED), f('flow', { codes: FLOW_CODES }), f('movement', { codes: MOVEMENT_CODES }), f('amountFen'), f('principalFen'), f('interestFen'), f('penaltyFen'), f('noteNumber'), f('counterName'), f('counterAccount'), f('remark'),
    ],
    fileName: 'statement-{day:YYYY-MM-DD}-{sequence}.csv', sequencePer: 'DAY',
  },
  {
    code: 'csv-balances', name: '借据余额（表格）', kind: 'BALANCES', encoding: 'UTF-8', newline: 'CRLF', layout: { as: 'DELIMITED', delimiter: ',', trailing: false, quoted: true, titles: true },
    head: [], trailer: [],
    row: [f('noteNumber'), f('coreNumber'), f('customerName'), f('balanceFen'), f('duePrincipalFen'), f('dueInterestFen'), f('penaltyFen'), f('annualRate'), f('oldestDueOn', DASHED), f('overdueDays'), f('state', { codes: STATE_CODES })],
    fileName: 'balances-{day:YYYY-MM-DD}-{sequence}.csv', sequencePer: 'DAY',
  },
]
