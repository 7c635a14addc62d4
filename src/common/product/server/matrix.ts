import { stringify } from 'yaml'
import { diffPacks, policyKey, type PolicyPack } from '#common/policy/domain'
import { policyOver, type Signed, unitsDownTo, versionsInForce } from '#common/policy/server'
import { type MatrixAnswer, type Product, type ProductOfDay, type ProductPageAnswer, productOn, productsOn } from '#common/product/domain'
import type { Day } from '#kernel'
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
  const standing = standingOf(signed, all, on, code)
  const [without, own] = [undefined, code].map((product) => policyOver(signed, on, { units, product }).policy) as [PolicyPack, PolicyPack]
  const isLoan = standing.product.kind === 'LOAN'
  return {
    ...listed(standing, own, named), lent: isLoan ? lent.of(standing.product.name) : null, on, lentUntil: lent.day,
    differences: isLoan ? diffPacks(without, own).map(({ key, name, before, after }) => ({ key, name, group: policyKey(key)?.groupTitle ?? '', source: policyKey(key)?.source ?? '', without: before, with: after })) : [],
    monitoring: [...own.monitoring.monitoringTable], firstCheckDays: own.monitoring.firstCheckDays, versions: all, policyYaml: policyYaml(standing.product),
  }
}

/** What holds on the day; of a product whose first version has not come yet, that version. */
function standingOf(signed: Signed, all: ProductPageAnswer['versions'], on: Day, code: string): ProductOfDay {
  const holding = productOn(shippedProducts(), signed.products, on, code)
  if (holding !== undefined) return holding
  const first = all.at(-1)
  if (first === undefined) throw missing('这个产品')
  return { product: first.product as Product, versionId: null, version: 0, state: 'CLOSED', pilot: null }
}

/** The policy of a product as people write it, and as a proposal reads it again. */
function policyYaml(product: Product): string {
  return product.kind === 'LOAN' && Object.keys(product.policy).length > 0 ? stringify(product.policy, { lineWidth: 0 }) : ''
}

function listed({ product, version, state, pilot }: ProductOfDay, policy: PolicyPack, named: (unitId: string) => string): Listed {
  return { product, version, state, pilot: pilotShown(pilot, named), terms: product.kind === 'LOAN' ? termsOf(policy) : null, lent: null }
}

/** How much, how long and by which methods, as the policy has it with the product laid in. */
export function termsOf({ limit: { productCaps }, repayment }: Pick<PolicyPack, 'limit' | 'repayment'>): NonNullable<Listed['terms']> {
  return { minFen: productCaps.minAmount, maxFen: productCaps.maxAmount, minMonths: productCaps.minMonths, maxMonths: productCaps.maxMonths, methods: [...repayment.repaymentTypes] }
}
