import type { Anchor } from './key.ts'
import { policyKeys, type PolicyPack } from './pack.ts'

/**
 * One policy made of several versions: each key comes from the version its anchor names. So a bank can tighten monitoring
 * for loans it has, while admission, checks, score and limit stay as they were on the day of the application.
 */
export function anchoredPack(versions: Readonly<Record<Anchor, PolicyPack>>): PolicyPack {
  const pack: Record<string, Record<string, unknown>> = {}
  for (const { key, group, anchor } of policyKeys) {
    const name = key.slice(group.length + 1)
    const from: Record<string, unknown> | undefined = Object.entries(versions[anchor]).find(([each]) => each === group)?.[1]
    ;(pack[group] ??= {})[name] = from?.[name]
  }
  return pack as unknown as PolicyPack
}
