import { QUESTION_CODES, type Question } from '#loan/review/domain'

/** The six questions as they are being answered; null is not answered yet. */
export type Given = Readonly<Record<Question, { readonly yes: boolean | null; readonly remark: string }>>
export const NOTHING_YET = Object.fromEntries(QUESTION_CODES.map((code) => [code, { yes: null, remark: '' }])) as unknown as Given

/** What was answered, as the server takes it. */
export function answered(given: Given): Partial<Record<Question, { yes: boolean; remark: string }>> {
  return Object.fromEntries(QUESTION_CODES.flatMap((code) => (given[code].yes === null ? [] : [[code, { yes: given[code].yes, remark: given[code].remark }]])))
}
