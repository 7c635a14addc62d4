import { RETURN_REASONS } from './questions.ts'
import type { ReturnReview } from './requests.ts'

/** What the investigators read of a return: the reasons, the reviewer's words, and each place to put right. */
export function returnText({ reasons, says, points }: Pick<ReturnReview, 'reasons' | 'says' | 'points'>): string {
  const list = points.map((point, i) => `${i + 1}．${point.says}`)
  return [`${reasons.map((reason) => RETURN_REASONS[reason]).join('、')}：${says}`, ...list].join('\n')
}
