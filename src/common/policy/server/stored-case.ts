import type { Outcome } from '#common/policy/domain'
import type { Tx } from '#platform/db'

/** A submitted case as it is stored, with what decides which policy holds for it. */
export interface StoredCase {
  readonly caseId: string | null
  readonly name: string
  readonly unitId: string | undefined
  readonly product: string
  readonly trade: string
  readonly caseFile: unknown
  /** What it was judged by and what came out: where the policy is still the same, it is not judged again. */
  readonly judged: { readonly policyHash: string; readonly formulas: string; readonly outcome: Outcome } | null
}

/** The stored cases in the order of their ids, a page at a time. */
export type ReplayCases = (tx: Tx, after: string | null, limit: number) => Promise<readonly StoredCase[]>
