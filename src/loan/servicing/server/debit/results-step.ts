import type { DayEndStep } from '../day-end/step.ts'
import { settleWaiting } from './settle-answers.ts'

/** Finishes what answers of the closed day are still waiting, so that the day is closed with all money that came on it. */
export const resultsStep: DayEndStep = {
  id: 'results', name: '入账扣款回盘', perUnit: true,
  run: async (tx, { day, unitId, now }) => {
    const done = await settleWaiting(tx, { until: day, ...(unitId === null ? {} : { unitId }) }, { on: day, now })
    return { rows: done.answers, controlFen: done.settledFen + done.suspenseFen, figures: { 回盘笔数: done.answers, 入账金额: done.settledFen, 转暂收款: done.suspenseFen } }
  },
}
