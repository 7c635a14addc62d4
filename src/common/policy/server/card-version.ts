import { type PolicyPack, part, reusedVersion } from '#common/policy/domain'
import { FORMS, type Form } from '#common/product/domain'
import { Refusal, type Day } from '#kernel'
import type { Tx } from '#platform/db'
import { shippedProducts } from '#platform/packs'
import { policyOver } from './in-force.ts'
import { type Signed, unitsDownTo } from './reads.ts'

/** For whom a change is meant: a unit, a product, or with neither the whole bank. */
export interface CardOf {
  readonly unit?: string
  readonly product?: string
}

/** Refuses a card that scores otherwise than a card of the same version which the bank has or had: calibration counts a version as one card. */
export async function refuseReusedVersion(tx: Tx, { before, after }: { before: Signed; after: Signed }, { from, content, of, at }: { from: Day; content: Readonly<Record<string, unknown>>; of: CardOf; at: string }): Promise<void> {
  if (!['dimensions', 'indicators', 'grades'].some((key) => part(content['scorecard'], key) !== undefined)) return
  const units = of.unit === undefined ? [] : await unitsDownTo(tx, of.unit)
  const card = (signed: Signed, on: Day, asked: { units: readonly string[]; product: string | undefined; form?: Form }): PolicyPack['scorecard'] => policyOver(signed, on, asked).policy.scorecard
  const days = [...new Set([from, ...before.overlays.map((each) => each.effectiveOn), ...before.products.map((each) => each.effectiveOn)])]
  const own = [undefined, of.product, ...[...shippedProducts(), ...before.products.map(({ product }) => product)].map((product) => (hasCard(product) ? product.code : undefined))]
  const known = days.flatMap((on) => [...new Set(own)].flatMap((product) => [card(before, on, { units: [], product }), ...(units.length === 0 ? [] : [card(before, on, { units, product })])]))
  const ofForms = (Object.keys(FORMS) as Form[]).map((form) => card(before, from, { units: [], product: undefined, form }))
  const reused = reusedVersion([...known, ...ofForms], [card(after, from, { units, product: of.product })])
  if (reused !== undefined) throw new Refusal({ code: 'policy.card-version', message: `版本号须更新：评分卡 ${reused} 已有另一内容，校准按版本归集`, at: `${at}/scorecard/version`, value: reused, expected: '未用过的评分卡版本号' }, 422)
}

function hasCard(product: { readonly kind: string }): boolean {
  return 'policy' in product && part(part(product.policy, 'scorecard'), 'indicators') !== undefined
}
