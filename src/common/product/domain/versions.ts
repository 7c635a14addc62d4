import type { OverlayStatus } from '#common/policy/domain'
import type { Day } from '#kernel'
import type { Product } from './product.ts'

/** A unit in which a product is tried out, and from when to when. */
export interface PilotUnit {
  readonly unitId: string
  readonly from: Day
  /** The last day; null = open-ended. */
  readonly until: Day | null
}

/** One version of a product as a bank signed it. */
export interface ProductVersion {
  readonly versionId: string
  readonly version: number
  readonly product: Product
  readonly state: 'OFFERED' | 'CLOSED'
  /** Null = the whole bank. */
  readonly pilot: readonly PilotUnit[] | null
  readonly effectiveOn: Day
  readonly status: OverlayStatus
}

/** A product as it stands in a bank on a day; `version` 0 and no id = as shipped. */
export interface ProductOfDay {
  readonly product: Product
  readonly versionId: string | null
  readonly version: number
  readonly state: ProductVersion['state']
  readonly pilot: readonly PilotUnit[] | null
}

/** The products of a bank on a day: what ships, each replaced by the version the bank signed last before it, and the bank's own. */
export function productsOn(shipped: readonly Product[], versions: readonly ProductVersion[], on: Day): ProductOfDay[] {
  const codes = new Set([...shipped, ...versions.map(({ product }) => product)].map(({ code }) => code))
  return [...codes].flatMap((code) => productOn(shipped, versions, on, code) ?? [])
}

/** The product people mean by a name, as cases hold it, or by its code, as it stands on a day. */
export function productOn(shipped: readonly Product[], versions: readonly ProductVersion[], on: Day, named: string): ProductOfDay | undefined {
  const means = ({ name, code }: Product): boolean => name === named || code === named
  const holding = versions.reduce<ProductVersion | undefined>((last, each) => (means(each.product) && each.status === 'IN_FORCE' && each.effectiveOn <= on && isLater(each, last) ? each : last), undefined)
  if (holding !== undefined) return { product: holding.product, versionId: holding.versionId, version: holding.version, state: holding.state, pilot: holding.pilot }
  const product = shipped.find(means)
  return product && { product, versionId: null, version: 0, state: 'OFFERED', pilot: product.kind === 'LOAN' && product.reach === 'PILOT' ? [] : null }
}

function isLater(one: ProductVersion, than: ProductVersion | undefined): boolean {
  return than === undefined || one.effectiveOn > than.effectiveOn || (one.effectiveOn === than.effectiveOn && one.version > than.version)
}
