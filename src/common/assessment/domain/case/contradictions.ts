import { z } from 'zod'
import { CauseKind } from './checks.ts'
import { EvidenceIds, form } from './shapes.ts'

const Words = z.string().max(400, { error: '最多 400 字' }).default('')

/** Deviations that are no check of their own: equity, and what the customer said. */
export const DEVIATIONS = ['equity', 'oralSales', 'oralMargin', 'oralProfit', 'oralInventory', 'oralReceivables', 'oralPayables'] as const
/** Why one of them is beyond the tolerance [S2-65]. */
export const DeviationCause = form({ of: z.enum(DEVIATIONS), causeKind: CauseKind.optional(), cause: Words })

/**
 * An entry of the contradiction log 逻辑检验 [S2-64]: a pair the engine proposed, by its id, or one the officer saw himself; how it was
 * resolved, or that it stands.
 */
export const Contradiction = form({ pair: z.string().min(1).max(40), oneSays: Words, otherSays: Words, answer: z.enum(['RESOLVED', 'STANDS']).optional(), reason: Words, evidence: EvidenceIds })
