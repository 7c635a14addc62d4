import { createHash } from 'node:crypto'
import { type CaseFile, type JudgementPack, formulaSections } from '#common/assessment/domain'
import { policyFor, policyOn } from '#common/policy/server'
import { type Day, Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { loadIndustry, shippedIndustryCodes } from '#platform/packs'
import type { CaseAtHand } from './case-at-hand.ts'

/** The policy of a case with the guideline values of its trade, and the name people know the policy by. */
export async function packOf(tx: Tx, held: Pick<CaseAtHand, 'appliedOn' | 'unitId' | 'product'>, trade: string, on: Day): Promise<{ pack: JudgementPack; name: string }> {
  const asked = { unit: held.unitId, product: held.product }
  const policy = await policyFor(tx, { applicationOn: held.appliedOn, eventOn: on, periodOn: on }, asked)
  const { basePack, layers } = await policyOn(tx, held.appliedOn, asked)
  return { pack: { ...policy, industry: loadIndustry(trade) }, name: [basePack, ...layers.map(({ level, version }) => `${level.toLowerCase()}-${version}`)].join(' + ') }
}

/** Refuses a trade for which no guideline values ship. */
export function refuseUnknownTrade(caseFile: Pick<CaseFile, 'business'>, at: string): void {
  const { trade } = caseFile.business
  const known = shippedIndustryCodes()
  if (!known.includes(trade)) throw new Refusal({ code: 'industry.unknown', message: `没有行业「${trade}」的指标`, at, value: trade, expected: known.join('、') }, 422)
}

/** Names the formulas by their text: the same words, the same version. */
export function formulasVersion(pack: JudgementPack): string {
  return createHash('sha256').update(JSON.stringify(formulaSections(pack))).digest('hex').slice(0, 16)
}
