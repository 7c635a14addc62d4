import { createHash } from 'node:crypto'
import { type JudgementPack, formulaSections } from '#common/assessment/domain'
import type { OverlayLevel, PolicyPack } from '#common/policy/domain'
import { packTitle, policyFor, policyOn } from '#common/policy/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { loadIndustry } from '#platform/packs'

/** What of an application decides which policy holds for it. */
export interface Judged {
  readonly appliedOn: Day
  readonly unitId: string
  readonly product: string
}

const LAYERS: Readonly<Record<OverlayLevel, string>> = { BANK: '本行变更', UNIT: '机构变更', PRODUCT: '产品变更' }

/** The policy of a case with the guideline values of its trade, and the name people know the policy by. */
export async function packOf(tx: Tx, held: Judged, trade: string, on: Day): Promise<{ pack: JudgementPack; name: string }> {
  const asked = { unit: held.unitId, product: held.product }
  const policy = await policyFor(tx, { applicationOn: held.appliedOn, eventOn: on, periodOn: on }, asked)
  const { basePack, layers, product } = await policyOn(tx, held.appliedOn, asked)
  return { pack: withIndustry(policy, trade), name: [packTitle(basePack), ...(product === null || product.versionId === null ? [] : [`${product.product.name} 第 ${product.version} 版`]), ...layers.map(({ level, version }) => `${LAYERS[level]}第 ${version} 版`)].join('，') }
}

const judged = new WeakMap<PolicyPack, Map<string, JudgementPack>>()

/** Kept as long as the policy is, and with it the graph built from it. */
function withIndustry(policy: PolicyPack, trade: string): JudgementPack {
  const ofTrade = judged.get(policy) ?? new Map<string, JudgementPack>()
  const pack = ofTrade.get(trade) ?? { ...policy, industry: loadIndustry(trade) }
  judged.set(policy, ofTrade.set(trade, pack))
  return pack
}

/** Names the formulas by their text: the same words, the same version. */
export function formulasVersion(pack: JudgementPack): string {
  return createHash('sha256').update(JSON.stringify(formulaSections(pack))).digest('hex').slice(0, 16)
}
