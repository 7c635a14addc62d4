import { z } from 'zod'
import { Amount, CivilDay, Count, EvidenceIds, Quantity, Text, form } from './shapes.ts'

const HarvestMonths = z.array(z.int().min(1).max(12)).min(1, { error: '至少一个收获月' }).max(12)
const Land = form({ label: Text, areaMu: Quantity, tenure: z.enum(['CONTRACTED', 'TRANSFERRED']), untilOn: CivilDay.nullable().default(null), yearlyRentFen: Amount.default(0), evidence: EvidenceIds })
const Crop = form({ label: Text, areaMu: Quantity, yieldPerMu: Quantity, unitPriceFen: Amount, harvestMonths: HarvestMonths, evidence: EvidenceIds })
const Animals = form({ label: Text, heads: Count, headValueFen: Amount, soldPerYear: Count, headPriceFen: Amount, harvestMonths: HarvestMonths, evidence: EvidenceIds })

/** What a farming household works with and when it is paid: land, crops, animals, months of harvest. */
export const Farm = form({ land: z.array(Land).max(100).default([]), crops: z.array(Crop).max(50).default([]), animals: z.array(Animals).max(50).default([]) })
