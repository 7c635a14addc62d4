import type { CustomerType } from '#common/customer/domain'
import { policyOver, unitsDownTo, versionsInForce } from '#common/policy/server'
import { type Asked, type ChoicesAnswer, type Counter, type LoanProduct, type ProductOfDay, productOn, farFrom, productsOn, reasonsAgainst } from '#common/product/domain'
import { type Day, Refusal, type RefusalDetail } from '#kernel'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { shippedProducts } from '#platform/packs'
import { termsOf } from './matrix.ts'
import { unitNames } from './reads.ts'

/** At which unit, on which day, for which customer a product is asked. */
export interface AskedHere {
  readonly unitId: string
  readonly on: Day
  readonly customerId: string
}

type Asking = Omit<Asked, 'customerType'>

/** The loans of the bank for one customer at one counter: which are offered, the plain one for his kind first, and of the others every reason why not. */
export async function choicesFor(tx: Tx, here: AskedHere, asked: Asking): Promise<ChoicesAnswer> {
  const { standings, look, customerType } = await counterOf(tx, here)
  const loans = standings().flatMap((standing) => (standing.product.kind === 'LOAN' ? [{ far: farFrom(customerType, standing.product), choice: choiceOf(standing, look(standing, asked)) }] : []))
  return { choices: loans.toSorted((a, b) => nearer([Number(a.choice.reasons.length > 0), ...a.far], [Number(b.choice.reasons.length > 0), ...b.far])).map(({ choice }) => choice) }
}

/** Why a product is not to be had here, for this customer, for this; a product the bank does not have is one reason. */
export async function reasonsNotOffered(tx: Tx, here: AskedHere, named: string, asked: Asking): Promise<RefusalDetail[]> {
  const { find, standings, look } = await counterOf(tx, here)
  const standing = find(named)
  if (standing !== undefined) return look(standing, asked).reasons.map((reason) => ({ ...reason, value: named }))
  const offered = standings().filter((each) => look(each, asked).reasons.length === 0).map(({ product }) => product.name)
  return [{ code: 'product.unknown', message: `本行没有「${named.slice(0, 30)}」这个产品`, at: '/request/product', value: named, expected: offered.join('、') || '产品目录中的产品' }]
}

/** Refuses (422) a product that is not to be had here, with the first reason. */
export async function refuseUnoffered(tx: Tx, here: AskedHere, named: string, asked: Asking): Promise<void> {
  const [reason] = await reasonsNotOffered(tx, here, named, asked)
  if (reason !== undefined) throw new Refusal(reason, 422)
}

interface Looked {
  readonly reasons: RefusalDetail[]
  readonly terms: ReturnType<typeof termsOf>
}

async function counterOf(tx: Tx, { unitId, on, customerId }: AskedHere) {
  const signed = await versionsInForce(tx)
  const [units, unitName, customer] = [await unitsDownTo(tx, unitId), await unitNames(tx), await customerOf(tx, customerId)]
  const managedBy = { unitId: customer.unit_id, unitName: unitName(customer.unit_id), name: customer.manager }
  const customerType = customer.customer_type as CustomerType
  return {
    customerType,
    standings: () => productsOn(shippedProducts(), signed.products, on),
    find: (named: string) => productOn(shippedProducts(), signed.products, on, named),
    look: (standing: ProductOfDay, asked: Asking): Looked => {
      const { policy } = policyOver(signed, on, { units, product: standing.product.code })
      const counter: Counter = { on, units, unitName, policy, managedBy }
      return { reasons: reasonsAgainst(standing, { customerType, ...asked }, counter), terms: termsOf(policy) }
    },
  }
}

function nearer(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((each, i) => each !== other[i])
  return at < 0 ? 0 : one[at]! - other[at]!
}

function choiceOf({ product, pilot }: ProductOfDay, { reasons, terms }: Looked): ChoicesAnswer['choices'][number] {
  const { code, name, brand, series, says, form, tags, guarantees, purposes } = product as LoanProduct
  return { code, name, brand, series, says, form, tags, guarantees, purposes, terms, isPilot: pilot !== null, reasons: reasons.map(({ code: why, message, at = '', expected = '' }) => ({ code: why, message, at, expected })) }
}

async function customerOf(tx: Tx, customerId: string) {
  const row = await tx.selectFrom('customer as c').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'c.bank_id').onRef('s.staff_id', '=', 'c.manager_id'))
    .select(['c.customer_type', 's.unit_id', 's.name as manager']).where('c.bank_id', '=', tx.bankId).where('c.customer_id', '=', customerId).executeTakeFirst()
  if (row === undefined) throw missing('客户')
  return row
}
