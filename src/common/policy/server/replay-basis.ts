import { createHash } from 'node:crypto'
import { formulaSections } from '#common/assessment/domain'
import { JUDGED_GROUPS, type OverlayAnswer, type OverlayVersion, type PolicyPack } from '#common/policy/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { policyOver, type PolicyFor } from './in-force.ts'
import { unitsDownTo, versionsInForce } from './reads.ts'

/** A draft beside everything that is signed: the policy of its day without it and with it, for any unit and product. */
export interface Against {
  readonly on: Day
  readonly basis: string
  readonly needed: boolean
  readonly policies: (asked: PolicyFor) => Promise<{ readonly before: PolicyPack; readonly after: PolicyPack }>
}

export async function against(tx: Tx, version: OverlayAnswer): Promise<Against> {
  const on = version.effectiveOn as Day
  const signed = await versionsInForce(tx)
  const others = signed.overlays.filter(({ overlayId }) => overlayId !== version.overlayId)
  const candidate: OverlayVersion = { ...version, effectiveOn: on, status: 'IN_FORCE', version: Number.MAX_SAFE_INTEGER }
  const [without, withIt] = [{ ...signed, overlays: others }, { ...signed, overlays: [...others, candidate] }]
  const paths = new Map<string, Promise<string[]>>()
  const pathOf = (unit: string | undefined): Promise<string[]> => {
    const path = paths.get(unit ?? '') ?? (unit === undefined ? Promise.resolve([]) : unitsDownTo(tx, unit))
    paths.set(unit ?? '', path)
    return path
  }
  const policies = async ({ unit, product }: PolicyFor) => {
    const scope = { units: await pathOf(unit), product }
    return { before: policyOver(without, on, scope).policy, after: policyOver(withIt, on, scope).policy }
  }
  const own = await policies({ ...(version.level === 'UNIT' ? { unit: version.subject } : {}), ...(version.level === 'PRODUCT' ? { product: version.subject } : {}) })
  const beside = [others.map((each) => each.overlayId), signed.products.map((each) => each.versionId)]
  return { on, policies, needed: judgedDiffer(own.before, own.after), basis: sha256([version.overlayId, version.content, on, beside, own.before, own.after, formulaSections(own.after)]) }
}

/** Whether two policies may judge a case differently. */
export function judgedDiffer(before: PolicyPack, after: PolicyPack): boolean {
  return before !== after && JUDGED_GROUPS.some((group) => JSON.stringify(before[group]) !== JSON.stringify(after[group]))
}

/** A hash over anything that JSON can say. */
export function sha256(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex')
}
