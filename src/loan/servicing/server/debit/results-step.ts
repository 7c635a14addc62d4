import type { Tx } from '#platform/db'
import type { DayEndStep } from '../day-end/step.ts'
import { recordTransactions } from '../mirror/take-statement.ts'
import { headOffice } from './head-office.ts'
import { settleWaiting } from './settle-answers.ts'

/** Finishes what answers and transactions of the closed day are still waiting, so that the day is closed with all money that came on it. */
export const resultsStep: DayEndStep = {
  id: 'results', name: '入账回盘与核心流水', perUnit: true,
  run: async (tx, { day, unitId, now }) => {
    const which = { until: day, ...(unitId === null ? {} : { unitId }) }
    const done = await settleWaiting(tx, which, { on: day, now })
    const core = await recordTransactions(tx, which, day)
    const waiting = unitId === await headOffice(tx) ? { 未处理文件: await filesLeft(tx) } : {}
    return { rows: done.answers + core.transactions, controlFen: done.settledFen + done.suspenseFen + core.recordedFen, figures: { 回盘笔数: done.answers, 入账金额: done.settledFen, 转暂收款: done.suspenseFen, 核心流水: core.transactions, 核心还款: core.recordedFen, ...waiting } }
  },
}

/** Files that came and that nobody has applied: no worker runs, or one waits for the file before it. Their money is not in this day. */
async function filesLeft(tx: Tx): Promise<number> {
  const { count } = await tx.selectFrom('exchange_file').select(({ fn }) => fn.countAll<number>().as('count')).where('bank_id', '=', tx.bankId).where('state', '=', 'RECEIVED').executeTakeFirstOrThrow()
  return Number(count)
}
