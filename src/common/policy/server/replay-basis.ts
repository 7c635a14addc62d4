import { createHash } from 'node:crypto'
import { formulaSections } from '#common/assessment/domain'
import { JUDGED_GROUPS, type PolicyPack } from '#common/policy/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { policyOver, type PolicyFor } from './in-force.ts'
import { unitsDownTo, versionsInForce } from './reads.ts'
import type { ReplaySubject } from './replay-subject.ts'
import type { StoredCase } from './stored-case.ts'

/** A draft beside everything that is signed: the policy of its day without it and with it, for any unit and product. */
export interface Against {
  readonly on: Day
  readonly basis: string
  readonly needed: boolean
  readonly policies: (asked: PolicyFor) => Promise<{ readonly before: PolicyPack; readonly after: PolicyPack }>
  readonly reached: (stored: StoredCase) => StoredCase | null
}

export async function against(tx: Tx, subject: ReplaySubject): Promise<Against> {
  const on = subject.effectiveOn
  const signed = await versionsInForce(tx)
  const { without, withIt } = subject.laidIn(signed)
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
  const own = await policies(subject.own)
  const beside = [without.overlays.map((each) => each.overlayId), without.products.map((each) => each.versionId)]
  return {
    on, policies, needed: judgedDiffer(own.before, own.after), reached: (stored) => subject.reached(stored, signed),
    basis: sha256([subject.id, subject.content, on, beside, own.before, own.after, formulaSections(own.after)]),
  }
}

/** Whether two policies may judge a case differently. */
export function judgedDiffer(before: PolicyPack, after: PolicyPack): boolean {
  return before !== after && JUDGED_GROUPS.some((group) => JSON.stringify(before[group]) !== JSON.stringify(after[group]))
}

/** A hash over anything that JSON can say. */
export function sha256(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex')
}
