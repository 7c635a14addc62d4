import type { FieldSpec } from '../mapping.ts'

type More = Omit<FieldSpec, 'name'>

/** A field of a shipped mapping. */
export const f = (name: string, more: More = {}): FieldSpec => ({ name, ...more })
/** Fixed content that is no fact: a mark at the beginning of a line, a currency. */
export const mark = (constant: string, more: Omit<More, 'constant'> = {}): FieldSpec => ({ constant, ...more })

const code = (means: string, ...codes: string[]): { code: string; means: string }[] => codes.map((one) => ({ code: one, means }))
/** Four digits, as many core banks answer. */
export const NUMBERED_RESULTS = [...code('OK', '0000'), ...code('INSUFFICIENT', '1001', '1002'), ...code('ACCOUNT_CLOSED', '2001'), ...code('FROZEN', '2002', '2003'), ...code('PENDING', '9000'), ...code('OTHER', '9999', '*')]
export const FLOW_CODES = [...code('IN', 'C'), ...code('OUT', 'D')]
export const MOVEMENT_CODES = [...code('DISBURSEMENT', '01'), ...code('REPAYMENT', '02'), ...code('REVERSAL', '03'), ...code('INTEREST', '04'), ...code('FEE', '05'), ...code('OTHER', '99', '*')]
export const STATE_CODES = [...code('RUNNING', '0'), ...code('SETTLED', '1'), ...code('WRITTEN_OFF', '2'), ...code('CANCELLED', '3')]
export const CLASS_CODES = [...code('NORMAL', '1'), ...code('SPECIAL_MENTION', '2'), ...code('SUBSTANDARD', '3'), ...code('DOUBTFUL', '4'), ...code('LOSS', '5')]
