import { z } from 'zod'
import { CivilDay, Text, form } from './shapes.ts'

/** A part taken over from the previous accepted case: it counts once the officer has confirmed that it still stands [S2-13]. */
export const Carried = form({ at: z.string().regex(/^(\/[A-Za-z]+){1,4}$/, { error: '须为案卷中的位置' }), caseNumber: Text, on: CivilDay, confirmedOn: CivilDay.nullable().default(null) })
export type Carried = z.infer<typeof Carried>
