import { z } from 'zod'
import type { Evidence } from './evidence.ts'
import { Amount, CivilDay, EvidenceIds, Share, Text, form } from './shapes.ts'

export const RELATIONS = ['SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'PARTNER', 'FIRM', 'GUARANTOR', 'GUARANTEED'] as const

/** Someone related to the customer (chapter 3.9): what is dealt with him is tagged, and what he owes is not counted on. */
export const RelatedParty = form({
  label: Text,
  partyRelation: z.enum(RELATIONS),
  /** Share of the customer in a firm. */
  ownedShare: Share.optional(),
  /** What this bank has lent to him. */
  exposureFen: Amount.default(0),
  evidence: EvidenceIds,
})
export const RelatedDealing = form({ label: Text, dealing: z.enum(['SALE', 'PURCHASE', 'LENT', 'BORROWED', 'GUARANTEE', 'RENT_PAID', 'OTHER_DEALING']), amountFen: Amount, evidence: EvidenceIds })

/** Related parties 关联方 and what was dealt with them in the twelve months. */
export const Related = form({ parties: z.array(RelatedParty).max(100).default([]), dealings: z.array(RelatedDealing).max(200).default([]) })

/** A flag the bank's own records raise. */
export const SystemFinding = form({ flag: z.enum(['FR15', 'FR18', 'FR24', 'FR25']), says: Text, evidence: EvidenceIds })
export type SystemFinding = z.infer<typeof SystemFinding>

/** A flag somebody the policy names took away for a reason; on another ground it stands again. */
const LiftedFlag = form({ flag: z.string().regex(/^FR\d\d$/), says: Text, ground: z.string().min(1), reason: Text, by: z.string().max(80).optional() })
/** An explanation the reviewer or the committee did not believe. */
const RefusedExplanation = form({ cell: z.string().max(40), says: Text, reason: Text, by: z.string().max(80).optional() })

/** What the bank's own records say of the case: written by the server alone, anew at each submission. */
export const SystemFacts = form({
  foundOn: CivilDay.nullable().default(null),
  findings: z.array(SystemFinding).max(50).default([]),
  lifted: z.array(LiftedFlag).max(100).default([]),
  refusedExplanations: z.array(RefusedExplanation).max(100).default([]),
  /** Principal he stands for in contracts of this bank that run. */
  guaranteedHereFen: Amount.default(0),
  /** The customer's own other lines with this bank: all his products stand under one cap [S1-27]. */
  customerExposureFen: Amount.default(0),
  /** Credit of household and controlled firms with this bank. */
  groupExposureFen: Amount.default(0),
})
export type SystemFacts = z.infer<typeof SystemFacts>

const evidenceId = (flag: SystemFinding['flag']): string => `system:${flag}`

/** What the bank's records say as one finding a flag, backed by themselves. */
export function systemFindings(found: readonly { readonly flag: SystemFinding['flag']; readonly says: string }[]): SystemFinding[] {
  const flags = [...new Set(found.map(({ flag }) => flag))]
  return flags.map((flag) => ({ flag, says: found.filter((one) => one.flag === flag).map(({ says }) => says).join('；').slice(0, 400), evidence: [evidenceId(flag)] }))
}

/** The evidence of system findings: data of the bank itself, typed by nobody. */
export function systemEvidence({ findings, foundOn }: SystemFacts): Evidence[] {
  return findings.map(({ flag, says }) => ({ id: evidenceId(flag), class: 'SYSTEM_DATA', kind: 'NOTE', title: `系统查明（${flag}）`, text: says, by: '系统', ...(foundOn === null ? {} : { takenAt: foundOn }) }))
}
