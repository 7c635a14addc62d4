import type { KeyRing } from '#platform/keys'
import { finding, type Finding } from './findings.ts'
import { GENESIS } from './recipe.ts'

/** A link as it is stored, and how its signed text would read at another number, in another case or another bank. */
export interface StoredLink {
  readonly seq: number
  readonly hash: string
  readonly previousHash: string
  readonly keyId: string
  /** False when the content does not fit its own hash. */
  readonly contentHolds: boolean
  signedText(as?: { seq?: number; bankId?: number }): string
}

export interface Chain {
  readonly bank: string
  readonly name: string
  /** In order of `seq`. */
  readonly links: readonly StoredLink[]
  /** What the head row says, where there is one. */
  readonly head: { readonly seq: number; readonly hash: string } | undefined
  /** Heads the day seals remember for this chain. */
  readonly sealed: readonly { readonly day: string; readonly seq: number; readonly hash: string }[]
}

/** Other banks, to tell a link that was moved from one that was forged. */
export type Banks = readonly { readonly id: number; readonly code: string }[]

/** Everything that is wrong with one chain; empty when it is whole. */
export function checkChain(chain: Chain, keys: KeyRing, banks: Banks): Finding[] {
  const genuine = chain.links.map((link) => isGenuine(link, keys))
  const forged = genuine.filter((holds) => !holds).length
  if (chain.links.length > 1 && forged === chain.links.length && chain.links.every((link, i) => linksTo(chain, i) && origin(link, chain, keys, banks) === undefined)) {
    return [finding(chain.bank, chain.name, 1, 'REWRITTEN', String(forged))]
  }
  const findings = chain.links.flatMap((_, i) => checkLink(chain, i, genuine[i]!, keys, banks) ?? [])
  return [...findings, ...checkEnd(chain, findings.length === 0)]
}

function checkLink(chain: Chain, i: number, genuine: boolean, keys: KeyRing, banks: Banks): Finding[] | undefined {
  const link = chain.links[i]!
  const say = (damage: Parameters<typeof finding>[3], more?: string): Finding[] => [finding(chain.bank, chain.name, link.seq, damage, more)]
  if (!keys.knows(link.keyId)) return say('KEY_UNKNOWN', link.keyId)
  if (!genuine) {
    const from = origin(link, chain, keys, banks)
    if (from) return say(from.damage, from.more)
    return say(isInsertion(chain, i) ? 'INSERTED' : 'EDITED')
  }
  return missingBefore(chain, i)
}

function isGenuine(link: StoredLink, keys: KeyRing): boolean {
  return link.contentHolds && keys.knows(link.keyId) && keys.sign(link.signedText(), link.keyId).hash === link.hash
}

function linksTo(chain: Chain, i: number): boolean {
  return chain.links[i]!.previousHash === (chain.links[i - 1]?.hash ?? GENESIS)
}

/** A link that is genuine under another number or another bank was moved, not forged. */
function origin(link: StoredLink, chain: Chain, keys: KeyRing, banks: Banks): { damage: 'REORDERED' | 'MOVED'; more: string } | undefined {
  if (!link.contentHolds || !keys.knows(link.keyId)) return undefined
  const fits = (as: { seq?: number; bankId?: number }): boolean => keys.sign(link.signedText(as), link.keyId).hash === link.hash
  const last = Math.max(chain.links.at(-1)!.seq, chain.head?.seq ?? 0)
  for (const { id, code } of banks) if (fits({ bankId: id })) return { damage: 'MOVED', more: `银行 ${code}` }
  for (let seq = Math.max(1, link.seq - 200); seq <= Math.min(last, link.seq + 200); seq++) if (fits({ seq })) return { damage: 'REORDERED', more: String(seq) }
  return undefined
}

/** Forged between two links that still fit each other, or behind the last one the head or a seal knows. */
function isInsertion(chain: Chain, i: number): boolean {
  const before = chain.links[i - 1]
  const after = chain.links[i + 1]
  if (after) return after.previousHash === (before?.hash ?? GENESIS)
  return chain.head !== undefined && chain.head.hash === (before?.hash ?? GENESIS)
}

function missingBefore(chain: Chain, i: number): Finding[] | undefined {
  const link = chain.links[i]!
  const expected = (chain.links[i - 1]?.seq ?? 0) + 1
  if (link.seq !== expected) return [finding(chain.bank, chain.name, expected, 'DELETED')]
  return undefined
}

function checkEnd(chain: Chain, whole: boolean): Finding[] {
  const last = chain.links.at(-1)
  const known = [...chain.sealed.map(({ day, seq }) => ({ seq, by: `${day} 封账时有第 ${seq} 条` })), ...(chain.head ? [{ seq: chain.head.seq, by: `链头记录为第 ${chain.head.seq} 条` }] : [])]
  const longest = known.reduce((a, b) => (b.seq > a.seq ? b : a), { seq: 0, by: '' })
  if (longest.seq > (last?.seq ?? 0)) return [finding(chain.bank, chain.name, (last?.seq ?? 0) + 1, 'CUT', longest.by)]
  if (!whole) return []
  if (last && (chain.head?.seq !== last.seq || chain.head.hash !== last.hash)) return [finding(chain.bank, chain.name, last.seq, 'HEAD_CHANGED')]
  const differs = chain.sealed.find(({ seq, hash }) => chain.links.find((link) => link.seq === seq)?.hash !== hash)
  return differs ? [finding(chain.bank, 'seals', differs.day, 'SEAL_CHANGED', `案件 ${chain.name}`)] : []
}
