import { factsStep, onTimeStep } from '../customer/index.ts'
import { ordersStep } from '../debit/orders.ts'
import { resultsStep } from '../debit/results-step.ts'
import { mirrorCompareStep } from '../mirror/compare.ts'
import { balancesStep, checksStep, classFloorsStep, figuresStep, ftpStep, provisionStep, soundStep } from '../quality/index.ts'
import { repricingStep } from '../rates/index.ts'
import { accrualStep, agingStep } from './accrual.ts'
import { dueStep } from './due.ts'
import { nonAccrualStep } from './non-accrual.ts'
import { penaltyStep } from './penalty.ts'
import { sealStep } from './seal.ts'
import { settledStep } from './settled.ts'
import type { DayEndStep } from './step.ts'

/**
 * The day-end in its order, after the next day was opened: answers of the debit files first, then what fell due, then what
 * accrued on what is left, then judgements on it, at the end the proof that all agrees and the seal.
 */
export const DAY_END_STEPS: readonly DayEndStep[] = [
  resultsStep,
  dueStep,
  settledStep,
  ordersStep,
  classFloorsStep,
  penaltyStep,
  agingStep,
  accrualStep,
  nonAccrualStep,
  provisionStep,
  ftpStep,
  mirrorCompareStep,
  factsStep,
  onTimeStep,
  repricingStep,
  figuresStep,
  balancesStep,
  checksStep,
  soundStep,
  sealStep,
]
