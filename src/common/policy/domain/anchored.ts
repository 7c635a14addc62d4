import type { Anchor } from './key.ts'
import { policyKeys, type PolicyPack } from './pack.ts'

const made = new WeakMap<PolicyPack, WeakMap<PolicyPack, WeakMap<PolicyPack, PolicyPack>>>()

/**
 * One policy made of several versions: each key comes from the version its anchor names. So a bank can tighten monitoring
 * for loans it has, while admission, checks, score and limit stay as they were on the day of the application.
 * The same versions give the same pack again, so that what is worked out from a pack, its graph above all, is worked out once.
 */
export function anchoredPack(versions: Readonly<Record<Anchor, PolicyPack>>): PolicyPack {
  const { APPLICATION, EVENT, PERIOD } = versions
  const ofEvent = madeBelow(made, APPLICATION, () => new WeakMap<PolicyPack, WeakMap<PolicyPack, PolicyPack>>())
  const ofPeriod = madeBelow(ofEvent, EVENT, () => new WeakMap<PolicyPack, PolicyPack>())
  return madeBelow(ofPeriod, PERIOD, () => compose(versions))
}

function madeBelow<T>(kept: WeakMap<PolicyPack, T>, version: PolicyPack, make: () => T): T {
  const before = kept.get(version)
  if (before !== undefined) return before
  const one = make()
  kept.set(version, one)
  return one
}

function compose(versions: Readonly<Record<Anchor, PolicyPack>>): PolicyPack {
  const pack: Record<string, Record<string, unknown>> = {}
  for (const { key, group, anchor } of policyKeys) {
    const name = key.slice(group.length + 1)
    const from: Record<string, unknown> | undefined = Object.entries(versions[anchor]).find(([each]) => each === group)?.[1]
    ;(pack[group] ??= {})[name] = from?.[name]
  }
  return pack as unknown as PolicyPack
}
