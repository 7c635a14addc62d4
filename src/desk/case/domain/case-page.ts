import { z } from 'zod'
import { isDay } from '#kernel'
import { CASE_LIFE_CODES } from '#common/task/domain'
import { CaseRow } from '#desk/worklist/domain'
import { APPLICATION_STATES, type ApplicationState, FileApplication } from '#loan/application/domain'

const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })

export const CaseAct = z.object({ act: z.string(), name: z.string(), allowed: z.boolean(), why: z.string().nullable() })
export type CaseAct = z.output<typeof CaseAct>
export const CasePage = CaseRow.extend({
  applicationState: z.enum(Object.keys(APPLICATION_STATES) as [ApplicationState, ...ApplicationState[]]),
  /** Where the case stands in its life, over all stages; null before any fact was told of it. */
  life: z.enum(CASE_LIFE_CODES).nullable(),
  source: z.string(), intake: FileApplication, filedAt: z.string(), idNumberMasked: z.string(), phoneMasked: z.string(),
  /** Everything that can be done on a case in its state, and whether this person may. */
  acts: z.array(CaseAct),
})
export type CasePage = z.output<typeof CasePage>

/** The acts of the audit chain of a case, the last first; `inPlaceOf` is the absent colleague for whom it was done. */
export const CaseHistory = z.object({ acts: z.array(z.object({ seq: z.int(), act: z.string(), who: z.string(), inPlaceOf: z.string().nullable(), at: z.string(), businessDate: Day, body: z.unknown() })) })
