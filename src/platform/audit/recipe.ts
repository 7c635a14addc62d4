import { hash } from 'node:crypto'

/**
 * What is hashed and how, as of recipe 1: keyed SHA-256 over a JSON array that begins with recipe, chain kind and bank and
 * ends with the hash of the link before. A changed recipe gets the next number; old links keep theirs.
 */
export const RECIPE = 1

/** The hash before the first link of a chain. */
export const GENESIS = '0'.repeat(64)

/** The chain of a bank's set-based steps, beside the chains of its cases. */
export const OPERATIONS = '00000000-0000-0000-0000-000000000000'

export interface ActLink {
  readonly bankId: number
  readonly caseId: string
  readonly seq: number
  readonly act: string
  readonly who: string
  readonly businessDate: string
  /** UTC with microseconds, `2025-03-14T02:11:12.345000Z`. */
  readonly at: string
  readonly bodyHash: string
  readonly previousHash: string
}

export interface StepLink {
  readonly bankId: number
  readonly seq: number
  readonly step: string
  readonly businessDate: string
  readonly at: string
  readonly rowCount: number
  readonly controlTotal: string
  readonly rowsHash: string
  readonly previousHash: string
}

export interface SealLink {
  readonly bankId: number
  readonly day: string
  readonly seq: number
  readonly headCount: number
  readonly root: string
  readonly previousHash: string
}

export interface Head {
  readonly caseId: string
  readonly seq: number
  readonly hash: string
}

export function actText(link: ActLink): string {
  return JSON.stringify([RECIPE, 'act', link.bankId, link.caseId, link.seq, link.act, link.who, link.businessDate, link.at, link.bodyHash, link.previousHash])
}

export function stepText(link: StepLink): string {
  return JSON.stringify([RECIPE, 'step', link.bankId, link.seq, link.step, link.businessDate, link.at, link.rowCount, link.controlTotal, link.rowsHash, link.previousHash])
}

export function sealText(link: SealLink): string {
  return JSON.stringify([RECIPE, 'seal', link.bankId, link.day, link.seq, link.headCount, link.root, link.previousHash])
}

/** One hash over all heads of a day, whatever order they come in. */
export function rootOf(heads: readonly Head[]): string {
  const lines = heads.map((head) => `${head.caseId}:${head.seq}:${head.hash}`).sort()
  return sha256(lines.join('\n'))
}

export function sha256(text: string): string {
  return hash('sha256', text)
}

/** This instant as it is written and hashed. */
export function instantNow(): string {
  return new Date().toISOString().replace('Z', '000Z')
}
