import { z } from 'zod'
import { Amount, EvidenceIds, Text, form } from './shapes.ts'

/** 价格表: what a main material or product costs on the market today and what it cost before, and who said so [S2-59]. */
export const Price = form({
  label: Text,
  side: z.enum(['MATERIAL', 'PRODUCT']),
  unit: z.string().max(20).optional(),
  nowFen: Amount,
  halfYearAgoFen: Amount.optional(),
  yearAgoFen: Amount.optional(),
  lowestFen: Amount.optional(),
  highestFen: Amount.optional(),
  askedOf: z.string().max(80).optional(),
  evidence: EvidenceIds,
})
