import { diffPacks, policyKey, type PolicyPack } from '#common/policy/domain'
import { policyOver, type Signed, unitsDownTo, versionsInForce } from '#common/policy/server'
import { type MatrixAnswer, type Product, type ProductOfDay, type ProductPageAnswer, type ProductVersion, type VersionAnswer, productOn, productsOn } from '#common/product/domain'
import { type Day, Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { shippedProducts } from '#platform/packs'
import { lentByProduct, pilotShown, unitNames, versions } from './reads.ts'

type Listed = MatrixAnswer['products'][number]

/** Every product of the bank on a day, as it holds in a unit where one is named. */
export async function matrixOn(tx: Tx, on: Day, unit: string | undefined): Promise<MatrixAnswer> {
  const signed = await versionsInForce(tx)
  const [units, named, lent] = [unit === undefined ? [] : await unitsDownTo(tx, unit), await unitNames(tx), await lentByProduct(tx, on)]
  const waiting = await tx.selectFrom('product_version').select(({ fn }) => fn.countAll<number>().as('n')).where('bank_id', '=', tx.bankId).where('status', 'in', ['DRAFT', 'SIGNED_ONCE']).executeTakeFirstOrThrow()
  return {
    on, lentUntil: lent.day, waiting: Number(waiting.n),
    products: productsOn(shippedProducts(), signed.products, on).map((standing) => ({ ...listed(standing, policyOver(signed, on, { units, product: standing.product.code }).policy, named), lent: standing.product.kind === 'LOAN' ? lent.of(standing.product.name) : null })),
  }
}

/** One product with its rules, where they differ from those of every other loan, its pilot and its versions. */
export async function productPage(tx: Tx, code: string, on: Day, unit: string | undefined): Promise<ProductPageAnswer> {
  const signed = await versionsInForce(tx)
  const [units, named, lent, all] = [unit === undefined ? [] : await unitsDownTo(tx, unit), await unitNames(tx), await lentByProduct(tx, on), await versions(tx, code)]
  const holding = productOn(shippedProducts(), signed.products, on, code)
  const first = all.at(-1)
  if (holding === undefined && first === undefined) throw missing('这个产品')
  const standing = holding ?? productOn([], [candidateOf(first!, on)], on, code)!
  const policyWith = (versionsThen: Signed['products'], product: string | undefined): PolicyPack => policyOver({ ...signed, products: versionsThen }, on, { units, product }).policy
  const [without, own] = [policyWith(signed.products, undefined), policyWith(holding === undefined ? [candidateOf(first!, on)] : signed.products, code)]
  const isLoan = standing.product.kind === 'LOAN'
  const waits = ({ status, effectiveOn }: VersionAnswer): boolean => status === 'DRAFT' || status === 'SIGNED_ONCE' || (status === 'IN_FORCE' && effectiveOn > on)
  return {
    ...listed(standing, own, named), lent: isLoan ? lent.of(standing.product.name) : null, on, lentUntil: lent.day, isInForce: holding !== undefined,
    differences: isLoan ? differencesOf(without, own) : [],
    monitoring: [...own.monitoring.monitoringTable], firstCheckDays: own.monitoring.firstCheckDays,
    versions: all.map((each) => ({ ...each, differences: isLoan && waits(each) ? ofDraft(() => differencesOf(own, policyWith([candidateOf(each, on)], code))) : [] })),
  }
}

/** A version as if it held on the day. */
function candidateOf({ versionId, version, product, state, pilot }: VersionAnswer, on: Day): ProductVersion {
  return { versionId, version, product: product as Product, state, pilot: pilot as ProductVersion['pilot'], effectiveOn: on, status: 'IN_FORCE' }
}

/** A draft that no longer goes with what was signed since changes nothing that can be shown; signing it says why. */
function ofDraft(differences: () => ProductPageAnswer['differences']): ProductPageAnswer['differences'] {
  try {
    return differences()
  } catch (cause) {
    if (cause instanceof Refusal) return []
    throw cause
  }
}

function differencesOf(before: PolicyPack, after: PolicyPack): ProductPageAnswer['differences'] {
  return diffPacks(before, after).map((each) => ({ key: each.key, name: each.name, group: policyKey(each.key)?.groupTitle ?? '', source: policyKey(each.key)?.source ?? '', without: each.before, with: each.after }))
}

function listed({ product, version, state, pilot }: ProductOfDay, policy: PolicyPack, named: (unitId: string) => string): Listed {
  return { product, version, state, pilot: pilotShown(pilot, named), terms: product.kind === 'LOAN' ? termsOf(policy) : null, lent: null }
}

/** How much, how long and by which methods, as the policy has it with the product laid in. */
export function termsOf({ limit: { productCaps }, repayment }: Pick<PolicyPack, 'limit' | 'repayment'>): NonNullable<Listed['terms']> {
  return { minFen: productCaps.minAmount, maxFen: productCaps.maxAmount, minMonths: productCaps.minMonths, maxMonths: productCaps.maxMonths, methods: [...repayment.repaymentTypes] }
}
