import { wordOf } from '#common/assessment/domain'
import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import type { PolicyPack } from '#common/policy/domain'
import type { Day, RefusalDetail } from '#kernel'
import type { Guarantee, LoanProduct, Purpose } from './product.ts'
import type { PilotUnit, ProductOfDay } from './versions.ts'

/** What is asked for; what is not known yet is left out and not looked at. */
export interface Asked {
  readonly customerType: CustomerType
  readonly guarantee?: Guarantee
  readonly purpose?: Purpose
  readonly method?: string
  readonly months?: number
}

/** Where and when it is asked. */
export interface Counter {
  readonly on: Day
  /** The unit and those above it: a pilot of a unit holds for the units under it. */
  readonly units: readonly string[]
  readonly unitName: (unitId: string) => string
  /** The policy with the product laid in. */
  readonly policy: Pick<PolicyPack, 'admission' | 'limit' | 'repayment'>
  /** The unit that looks after the customer already; null for a customer of nobody. */
  readonly managedBy: { readonly unitId: string; readonly unitName: string; readonly name: string } | null
}

/** Every reason why this product is not to be had here, for this; none = it is offered. A use no loan may have is for the admission rules to refuse, which put it on record. */
export function reasonsAgainst(standing: ProductOfDay, asked: Asked, counter: Counter): RefusalDetail[] {
  const { product } = standing
  if (product.kind === 'SERVICE') return [no('kind', `${product.name}不是贷款产品`, '/request/product', '贷款产品')]
  const { guarantee, purpose, method } = asked
  return [
    ...whereAndWhen(standing, counter),
    ...(product.customerTypes.includes(asked.customerType) ? [] : [no('customer-type', `${product.name}不对${CUSTOMER_TYPES[asked.customerType]}办理`, '/request/product', product.customerTypes.map((each) => CUSTOMER_TYPES[each]).join('、'))]),
    ...(guarantee === undefined || product.guarantees.includes(guarantee) ? [] : [no('guarantee', `${product.name}不接受${said('guarantee')(guarantee)}`, '/request/guarantee', product.guarantees.map(said('guarantee')).join('、'))]),
    ...(purpose === undefined || product.purposes.includes(purpose) || has(counter.policy.admission.prohibitedPurposes, purpose) ? [] : [no('purpose', `${product.name}不用于${said('purpose')(purpose)}`, '/request/purpose', product.purposes.map(said('purpose')).join('、'))]),
    ...(method === undefined || has(counter.policy.repayment.repaymentTypes, method) ? [] : [no('method', `${product.name}不按${said('method')(method)}还款`, '/request/method', counter.policy.repayment.repaymentTypes.map(said('method')).join('、'))]),
    ...term(product.name, asked, counter.policy.limit.productCaps),
    ...(product.clientele === 'OWN' && counter.managedBy !== null && !counter.units.includes(counter.managedBy.unitId) ? [no('clientele', `客户由${counter.managedBy.unitName}${counter.managedBy.name}管户，${product.name}只向本机构自己的客户办理`, '/request/product', '本机构管户的客户，或先办理管户移交')] : []),
  ]
}

/** The form a kind of customer is judged on. */
const FORM_OF: Readonly<Record<CustomerType, LoanProduct['form']>> = { SELF_EMPLOYED: 'BUSINESS', MICRO_OWNER: 'BUSINESS', FARMER: 'FARMER', SALARIED: 'SALARIED' }

/** How far a loan is from being the plain one for this kind of customer: its form first, then for any scene, then made for few other kinds. */
export function farFrom(customerType: CustomerType, { form, tags, customerTypes, clientele }: LoanProduct): readonly number[] {
  return [form === FORM_OF[customerType] ? 0 : 1, clientele === 'ANY' ? 0 : 1, tags.length, customerTypes.length]
}

function whereAndWhen({ product, state, pilot }: ProductOfDay, { on, units, unitName }: Counter): RefusalDetail[] {
  if (state === 'CLOSED') return [no('closed', `${product.name}已停办`, '/request/product', '在办的产品')]
  if (pilot === null) return []
  const here = pilot.filter(({ unitId }) => units.includes(unitId))
  if (here.some((each) => isRunning(each, on))) return []
  const running = pilot.filter((each) => isRunning(each, on))
  const where = running.map(({ unitId }) => unitName(unitId)).join('、')
  const over = here.find(({ until }) => until !== null && until < on)
  if (over !== undefined) return [no('pilot', `${product.name}在本机构的试点已于 ${over.until} 结束`, '/request/product', where === '' ? '试点延长后办理' : `在${where}办理`)]
  const later = here.find(({ from }) => from > on)
  if (later !== undefined) return [no('pilot', `${product.name}在本机构自 ${later.from} 起试点`, '/request/product', `${later.from} 起办理`)]
  return [no('pilot', `${product.name}为试点产品，本机构不在试点范围`, '/request/product', where === '' ? '本行尚未指定试点机构' : `试点机构：${where}`)]
}

function isRunning({ from, until }: PilotUnit, on: Day): boolean {
  return from <= on && (until === null || on <= until)
}

/** An amount above the product's is no reason against it: it is cut when the limit is worked out. */
function term(name: string, { months }: Asked, caps: PolicyPack['limit']['productCaps']): RefusalDetail[] {
  if (months === undefined || (months >= caps.minMonths && months <= caps.maxMonths)) return []
  const says = `${caps.minMonths} 至 ${caps.maxMonths} 个月`
  return [no('term', `${name}的期限为 ${says}`, '/request/periods', says)]
}

const said = (field: string) => (value: string): string => wordOf(field, value) ?? value

function has(list: readonly string[], one: string): boolean {
  return list.includes(one)
}

function no(code: string, message: string, at: string, expected: string): RefusalDetail {
  return { code: `product.${code}`, message, at, expected }
}
