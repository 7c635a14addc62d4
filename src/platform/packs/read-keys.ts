import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GROUPS, policyKeys } from '#common/policy/domain'

const SOURCES = fileURLToPath(new URL('../../', import.meta.url))
const OWN = `common${sep}policy${sep}`

/**
 * The keys the program reads, found in its own sources and formulas: `policy.limit.payRatio` anywhere, or `limit.payRatio` in a
 * file that takes a group out of a `PolicyPack`. Tests and the policy rooms themselves do not count as readers.
 */
export function readKeys(): Set<string> {
  const read = new Set<string>()
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file) || file.startsWith(OWN)) continue
    const text = readFileSync(join(SOURCES, file), 'utf8')
    for (const key of keysReadIn(text)) read.add(key)
  }
  return read
}

/** The keys one source text reads. */
export function keysReadIn(text: string): string[] {
  const named = new Set([...text.matchAll(/\b(?:policy|pack)!?\??\.(\w+)\.(\w+)/g)].map((match) => `${match[1]}.${match[2]}`))
  const groups = /\bPolicyPack\b/.test(text) ? Object.keys(GROUPS).filter((group) => new RegExp(`\\{[^}]*\\b${group}\\b[^}]*\\}`).test(text)) : []
  return policyKeys.filter(({ key, group }) => named.has(key) || (groups.includes(group) && new RegExp(`\\b${key.replace('.', '\\.')}\\b`).test(text))).map(({ key }) => key)
}
