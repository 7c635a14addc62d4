import { linesOf } from '#common/line/server'
import { samePerson } from '#common/customer/server'
import { CASE_LIFE, type CaseLife } from '#common/task/domain'
import { type Day, Refusal } from '#kernel'
import { type FileApplication, isPaidOut, isUnderWay } from '#loan/application/domain'
import type { Tx } from '#platform/db'

export interface RunningCase {
  readonly caseId: string
  readonly number: string
  readonly product: string
  readonly amountFen: number
}

/** The cases of a person, by whichever of his files, that may still end in money. */
export async function runningCases(tx: Tx, customerId: string): Promise<RunningCase[]> {
  const rows = await tx.selectFrom('application as a').leftJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'a.bank_id').onRef('p.case_id', '=', 'a.case_id'))
    .select(['a.case_id', 'a.number', 'a.product', 'a.amount_fen', 'p.state']).where('a.bank_id', '=', tx.bankId).where('a.customer_id', 'in', await samePerson(tx, customerId))
    .where('a.state', 'in', ['FILED', 'ADMITTED']).orderBy('a.number').execute()
  return rows.filter(({ state }) => state === null || isUnderWay(state as CaseLife)).map((row) => ({ caseId: row.case_id, number: row.number, product: row.product, amountFen: row.amount_fen }))
}

/**
 * A further product is an application of its own, under an open line of the customer or beside a case that is running, so that
 * each has its own investigation and decision. Refuses a line or case that is not his, and the same product twice at a time.
 */
export async function refuseWrongProduct(tx: Tx, intake: FileApplication, on: Day): Promise<void> {
  const running = await runningCases(tx, intake.customerId)
  if (intake.lineId !== null) await refuseWrongLine(tx, intake, on)
  if (intake.besideCaseId !== null && !running.some(({ caseId }) => caseId === intake.besideCaseId)) throw new Refusal({ code: 'application.beside', message: '并列的业务不是此客户在办的业务', at: '/besideCaseId', expected: running.map(({ number }) => number).join('、') || '此客户没有在办业务' }, 422)
  const same = running.find(({ product }) => product === intake.request.product)
  if (same !== undefined) throw new Refusal({ code: 'application.same-product', message: `此客户的${same.product}已在办：${same.number}`, at: '/request/product', value: same.product, expected: '办结或撤回后再申请，或申请另一产品' }, 409)
}

async function refuseWrongLine(tx: Tx, { customerId, lineId }: FileApplication, on: Day): Promise<void> {
  const line = (await linesOf(tx, customerId)).find((one) => one.lineId === lineId)
  if (line === undefined || line.state !== 'OPEN' || line.validUntil <= on) throw new Refusal({ code: 'application.line', message: line === undefined ? '此客户没有这笔授信' : `授信 ${line.number} 已不可用`, at: '/lineId', expected: '此客户有效期内的授信' }, 422)
}

/** Refuses (409) to withdraw once the money has gone out. */
export async function refuseAfterMoney(tx: Tx, caseId: string): Promise<void> {
  const row = await tx.selectFrom('case_progress').select('state').where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).executeTakeFirst()
  if (row === undefined || !isPaidOut(row.state as CaseLife)) return
  throw new Refusal({ code: 'application.paid-out', message: `本案${CASE_LIFE[row.state as CaseLife]}，不能再撤回`, value: row.state, expected: '放款前的业务；放款当日可冲正' }, 409)
}
