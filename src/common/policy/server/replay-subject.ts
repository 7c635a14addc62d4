import type { OverlayAnswer, OverlayStatus, OverlayVersion } from '#common/policy/domain'
import { type LoanProduct, type ProductVersion, type Product, productOn } from '#common/product/domain'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { shippedProducts } from '#platform/packs'
import { bareProduct, type PolicyFor } from './in-force.ts'
import { overlay, type Signed } from './reads.ts'
import type { StoredCase } from './stored-case.ts'

/** A version that is replayed before two people sign it: of the policy, or of a product. */
export interface ReplaySubject {
  readonly id: string
  readonly of: 'POLICY' | 'PRODUCT'
  readonly status: OverlayStatus
  readonly effectiveOn: Day
  readonly content: unknown
  /** For whom the policy is asked to see whether any judgement changes. */
  readonly own: PolicyFor
  /** Everything that is signed, without this version and with it. */
  readonly laidIn: (signed: Signed) => { readonly without: Signed; readonly withIt: Signed }
  /** A case as this version may reach it; null for one it cannot. */
  readonly reached: (stored: StoredCase, signed: Signed) => StoredCase | null
}

const LAST: number = Number.MAX_SAFE_INTEGER

/** A change of the policy: it may reach every case. */
export function policySubject(version: OverlayAnswer): ReplaySubject {
  const { overlayId, level, subject, status, content } = version
  const effectiveOn = version.effectiveOn as Day
  const candidate: OverlayVersion = { ...version, effectiveOn, status: 'IN_FORCE', version: LAST }
  return {
    id: overlayId, of: 'POLICY', status, effectiveOn, content, own: { ...(level === 'UNIT' ? { unit: subject } : {}), ...(level === 'PRODUCT' ? { product: subject } : {}) },
    laidIn: (signed) => {
      const others = signed.overlays.filter((each) => each.overlayId !== overlayId)
      return { without: { ...signed, overlays: others }, withIt: { ...signed, overlays: [...others, candidate] } }
    },
    reached: (stored) => stored,
  }
}

/** What of a version of a product a replay needs to know. */
export interface ProductDraft {
  readonly versionId: string
  readonly product: Product
  readonly status: OverlayStatus
  readonly effectiveOn: Day
}

/** A version of a product: it reaches the cases of this product, and every worked example of the same form, judged as if it asked for this product. */
export function productSubject({ versionId, product, status, effectiveOn }: ProductDraft): ReplaySubject {
  const { code, name } = product
  const candidate = (is: Product, id: string): ProductVersion => ({ versionId: id, version: LAST, product: is, state: 'OFFERED', pilot: null, effectiveOn, status: 'IN_FORCE' })
  const formOf = ({ products }: Signed, named: string): string | undefined => {
    const found = productOn(shippedProducts(), products, effectiveOn, named)?.product
    return found?.kind === 'LOAN' ? found.form : undefined
  }
  return {
    id: versionId, of: 'PRODUCT', status, effectiveOn, content: product, own: { product: code },
    laidIn: (signed) => {
      const others = signed.products.filter((each) => each.versionId !== versionId)
      const isNew = productOn(shippedProducts(), others, effectiveOn, code) === undefined
      const before = isNew && product.kind === 'LOAN' ? [...others, candidate(bare(product), `bare ${product.form}`)] : others
      return { without: { ...signed, products: before }, withIt: { ...signed, products: [...others, candidate(product, versionId)] } }
    },
    reached: (stored, signed) => {
      if (stored.product === name || stored.product === code) return stored
      return stored.caseId === null && product.kind === 'LOAN' && formOf(signed, stored.product) === product.form ? { ...stored, product: code } : null
    },
  }
}

/** A new product before it has rules of its own: those of the bank for its form, lent on what it is lent on. */
function bare({ code, name, form, guarantees }: LoanProduct): LoanProduct {
  return { ...bareProduct(form), code, name, guarantees }
}

/** The subject of a replay that was asked for. */
export async function subjectOf(tx: Tx, replayId: string): Promise<ReplaySubject | undefined> {
  const held = await tx.selectFrom('policy_replay').select(['overlay_id', 'version_id']).where('bank_id', '=', tx.bankId).where('replay_id', '=', replayId).executeTakeFirst()
  const overlayId = held?.overlay_id ?? null
  if (overlayId !== null) {
    const version = await overlay(tx, overlayId)
    return version && policySubject(version)
  }
  const row = await tx.selectFrom('product_version').select(['version_id', 'content', 'status', 'effective_on']).where('bank_id', '=', tx.bankId).where('version_id', '=', held?.version_id ?? '').executeTakeFirst()
  return row && productSubject({ versionId: row.version_id, product: row.content as Product, status: row.status as OverlayStatus, effectiveOn: row.effective_on as Day })
}
