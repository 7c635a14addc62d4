import { z } from 'zod'
import { type Form, formOf, formed } from './form.ts'
import { flag, oneOf, orNothing, row, words } from './values.ts'

/** The four blocks of a trade's checklist [S1-17]. */
export const BLOCKS = ['OPERATION', 'FINANCE', 'FUNDS', 'CUSTOMERS'] as const
/** How an item is answered; the phone shows the control that fits. */
export const ANSWERS = ['TEXT', 'YES_NO', 'NUMBER', 'AMOUNT', 'SHARE', 'PHOTO'] as const
/** What an answer rests on: seen, a document, only the customer's word, a third party, a system. */
const PROOFS = ['SEEN', 'DOCUMENT', 'STATEMENT', 'THIRD_PARTY', 'SYSTEM_DATA'] as const

const ID = '小写英文编号，如 purchase-year'
const id: z.ZodType<string> = formed(z.string({ error: ID }).regex(/^[a-z][a-z0-9-]{0,39}$/, { error: ID }).describe(ID), { is: 'TEXT' })
const GIVEN = '其余固定输入，如 { days: 1 }；MONTH 为调查当月的季节指数，LAST_MONTH 为最近一个整月，LAST_DAY 为其最后一天'
const given: z.ZodType<Readonly<Record<string, string | number>>> = formed(z.record(z.string(), z.union([z.string(), z.number()]), { error: GIVEN }).describe(GIVEN), { is: 'TEXT' })

/** A field a pack may leave out. */
function maybe<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  const form: Form = { is: 'OR_NOTHING', of: formOf(schema) }
  return formed(schema.optional().describe(schema.description ?? ''), form)
}

/** The input an answer flows into: a field of a method's row for one account, or of the item `label` in one of its lists. */
const FILLS = row({ method: words, account: words, field: words, list: maybe(words), label: maybe(words), with: maybe(given), proof: oneOf(...PROOFS) })
export type Fills = z.output<typeof FILLS>

/** What one answer flows into: nothing, one input, or one of each of several methods; always read as a list. */
const FILLS_ALL: z.ZodType<readonly Fills[]> = formed(z.preprocess((written) => (written === null ? [] : Array.isArray(written) ? written : [written]), z.array(FILLS)), { is: 'OR_NOTHING', of: { is: 'LIST', item: formOf(FILLS) } })

/** One question of the checklist; `must` has to be answered, or said not to apply and why, before a visit can be closed [S1-16]. */
export const CHECK_ITEM = row({ id, block: oneOf(...BLOCKS), asks: words, answer: oneOf(...ANSWERS), must: flag, fills: FILLS_ALL })
/** One question of a trade's checklist. */
export type CheckItem = z.output<typeof CHECK_ITEM>

/** A question asked again after the loan, and what in the answer warns. */
export const MONITORING_ITEM = row({ id, asks: words, answer: oneOf(...ANSWERS), warnsWhen: orNothing(words, '何种回答须预警，没有则写 null') })
