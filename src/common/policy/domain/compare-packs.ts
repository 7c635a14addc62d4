import { PARTS } from '#path'
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

/** Keys that none of `readKeys` names. Those whose reader on the path is not built yet are reserved, the others unused. */
export function unusedKeys(readKeys: Iterable<string>): { unused: PolicyKey[]; reserved: PolicyKey[] } {
  const read = new Set(readKeys)
  const built = new Set(PARTS.filter((part) => part.built).map((part) => part.id))
  const idle = policyKeys.filter(({ key }) => !read.has(key))
  return { unused: idle.filter((each) => built.has(each.reader)), reserved: idle.filter((each) => !built.has(each.reader)) }
}
