import pg from 'pg'
import { Refusal } from '#kernel'
import { Standby, Unconfirmed } from './pool.ts'

interface Answer {
  code: string
  message: string
  expected: string
  status: number
}

const BUSY: Answer = { code: 'database.busy', message: '系统繁忙，本次操作没有生效', expected: '稍后重试', status: 503 }
const AWAY: Answer = { code: 'database.away', message: '数据库暂时连不上，本次操作没有确认', expected: '稍后用同一请求重试', status: 503 }

/** PostgreSQL error code → what the user is told. What is not here is a bug and stays an error. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  '40001': BUSY,
  '40P01': BUSY,
  '55P03': BUSY,
  '57014': { code: 'database.timeout', message: '操作超时，已取消', expected: '缩小范围后重试', status: 503 },
  '53300': BUSY,
  '53100': { code: 'database.full', message: '数据库磁盘已满，本次操作没有生效', expected: '请联系系统管理员', status: 503 },
  '57P01': AWAY,
  '57P02': AWAY,
  '57P03': AWAY,
  '08000': AWAY,
  '08003': AWAY,
  '08006': AWAY,
  '23505': { code: 'row.duplicate', message: '相同的记录已经存在', expected: '不重复的记录', status: 409 },
  '23503': { code: 'row.missing', message: '所引用的记录不存在，或仍被其他记录引用', expected: '存在的记录', status: 409 },
  '23514': { code: 'row.rule', message: '数据不符合数据库的约束', expected: '符合约束的数据', status: 422 },
  '22003': { code: 'number.out-of-range', message: '数值超出可保存的范围', expected: '范围内的数值', status: 422 },
  '22021': { code: 'text.unstorable', message: '文本含有无法保存的字符', expected: '不含空字符的 UTF-8 文本', status: 422 },
  '22P05': { code: 'text.unstorable', message: '文本含有无法保存的字符', expected: '不含空字符的 UTF-8 文本', status: 422 },
}

const CUT = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])

/** Turns an expected PostgreSQL error into a refusal; any other error comes back unchanged. */
export function asRefusal(error: unknown): unknown {
  const answer = answerTo(error)
  if (!answer) return error
  const { status, ...detail } = answer
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined
  const refusal = new Refusal({ ...detail, ...(constraint === undefined ? {} : { value: constraint }) }, status)
  refusal.cause = error
  return refusal
}

/** Only these two mean: nothing happened, and the same work may succeed when tried again. */
export function mayRetry(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

function answerTo(error: unknown): Answer | undefined {
  if (error instanceof pg.DatabaseError) return error.code === undefined ? undefined : ANSWERS[error.code]
  if (!(error instanceof Error)) return undefined
  if (error instanceof Standby || error instanceof Unconfirmed) return AWAY
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && CUT.has(code)) return AWAY
  return /Connection terminated|connection error and is not queryable|timeout expired|Client was closed/.test(error.message) ? AWAY : /timeout exceeded when trying to connect/.test(error.message) ? BUSY : undefined
}
