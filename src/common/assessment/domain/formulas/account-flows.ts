import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** What the balances of each account say of the instalment: of all figures of a statement the lowest balance tells most. */
export const accountFlows: readonly FigureText[] = [
  figure('averageBalanceToInstalment', '日均余额÷月供', 'RATIO', 'X14 X15', 'when(instalment > 0, .averageDailyBalanceFen / instalment)', { over: 'bankFlows' }),
  figure('lowestBalanceToInstalment', '最低余额÷月供', 'RATIO', 'X14 X15', 'when(instalment > 0, .lowestBalanceFen / instalment)', { over: 'bankFlows' }),
]
