import type { DayEndStep } from '../day-end/step.ts'
import { recordTransactions } from '../mirror/take-statement.ts'
import { settleWaiting } from './settle-answers.ts'

/** Finishes what answers and transactions of the closed day are still waiting, so that the day is closed with all money that came on it. */
export const resultsStep: DayEndStep = {
  id: 'results', name: '入账回盘与核心流水', perUnit: true,
  run: async (tx, { day, unitId, now }) => {
    const which = { until: day, ...(unitId === null ? {} : { unitId }) }
    const done = await settleWaiting(tx, which, { on: day, now })
    const core = await recordTransactions(tx, which, day)
    return { rows: done.answers + core.transactions, controlFen: done.settledFen + done.suspenseFen + core.recordedFen, figures: { 回盘笔数: done.answers, 入账金额: done.settledFen, 转暂收款: done.suspenseFen, 核心流水: core.transactions, 核心还款: core.recordedFen } }
  },
}
