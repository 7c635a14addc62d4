/** Acts with the customer that are noted one by one; `perVersion` ones count only for the papers they were done on. */
export const MARKS = {
  IDENTITY: { name: '再次核验身份', perVersion: true, who: '每位签字人' },
  TERMS_READ: { name: '宣读关键条款', perVersion: true, who: '借款人' },
  DISCLOSURE: { name: '签署综合融资成本明示表', perVersion: true, who: '借款人' },
  EXPLAINED: { name: '讲解还款流程', perVersion: false, who: '借款人' },
  CONDUCT: { name: '告知行为准则与监督电话', perVersion: false, who: '借款人' },
  INTERVIEW: { name: '面谈', perVersion: false, who: '借款人' },
} as const satisfies Record<string, { readonly name: string; readonly perVersion: boolean; readonly who: string }>
export type MarkItem = keyof typeof MARKS
export const MARK_ITEMS = Object.keys(MARKS) as [MarkItem, ...MarkItem[]]

export interface MarkAtHand {
  readonly item: MarkItem
  readonly version: number
  /** A party's id, empty for the borrower. */
  readonly subject: string
  readonly by: string
  readonly byName: string
  readonly on: string
}

/** The marks that count for a version of the papers. */
export function countingMarks<M extends MarkAtHand>(marks: readonly M[], version: number): M[] {
  return marks.filter((mark) => !MARKS[mark.item].perVersion || mark.version === version)
}

/** Explanations that count: a second one only from another person or on another day, so that one talk is not noted twice. */
export function explanations<M extends MarkAtHand>(marks: readonly M[]): M[] {
  const told: M[] = []
  for (const mark of marks.filter(({ item }) => item === 'EXPLAINED')) if (!told.some((one) => one.by === mark.by && one.on === mark.on)) told.push(mark)
  return told
}
