import { policyKeys, type PolicyKey, type PolicyPack } from './pack.ts'
import { policyValue } from './resolve.ts'

/** One key on which two packs differ. */
export interface PolicyChange {
  readonly key: string
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}

/** The keys on which two packs differ, in registry order. */
export function diffPacks(before: PolicyPack, after: PolicyPack): PolicyChange[] {
  return policyKeys
    .map(({ key, name }) => ({ key, name, before: policyValue(before, key), after: policyValue(after, key) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
}

/** Keys that none of `readKeys` names; those of stages not built yet stand apart. */
export function unusedKeys(readKeys: Iterable<string>): { unused: PolicyKey[]; reserved: PolicyKey[] } {
  const read = new Set(readKeys)
  const idle = policyKeys.filter(({ key }) => !read.has(key))
  return { unused: idle.filter((each) => each.stage === undefined), reserved: idle.filter((each) => each.stage !== undefined) }
}
