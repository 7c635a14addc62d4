/** The five risk classes, from sound to lost. */
export const RISK_CLASSES = ['NORMAL', 'SPECIAL_MENTION', 'SUBSTANDARD', 'DOUBTFUL', 'LOSS'] as const
export type RiskClass = (typeof RISK_CLASSES)[number]

/** The class a note is at least put into by the days it is overdue; judgement may only go further down. */
export function classFloor(overdueDays: number, floors: Readonly<Record<Exclude<RiskClass, 'NORMAL'>, number>>): RiskClass {
  return RISK_CLASSES.findLast((one) => one === 'NORMAL' || overdueDays >= floors[one]) ?? 'NORMAL'
}
