import { CUSTOMER_TYPES, type CustomerType } from '#common/customer/domain'
import { Request } from '#common/assessment/domain'
import type { Form, LoanProduct, Product, ProductPageAnswer, Tag } from '#common/product/domain'
import { NOTHING_OWN, type OwnDraft, type Written } from '#common/policy/web'
import type { Day } from '#kernel'
import { productIn } from './texts.ts'

/** A product as its form holds it: lists of sentences as lines, the pilot by unit. */
export interface ProductForm {
  readonly code: string
  readonly name: string
  readonly brand: string
  readonly series: string
  readonly says: string
  readonly source: string
  readonly form: Form
  readonly tags: readonly Tag[]
  readonly customerTypes: readonly CustomerType[]
  readonly guarantees: LoanProduct['guarantees']
  readonly purposes: LoanProduct['purposes']
  readonly clientele: LoanProduct['clientele']
  readonly needs: string
  readonly riskStrategy: string
  readonly monitoringPlan: string
  /** Rules of its own as they are being written, and what they come to. */
  readonly rules: OwnDraft
  readonly written: Written
  readonly state: 'OFFERED' | 'CLOSED'
  /** Null = the whole bank. */
  readonly pilot: readonly { readonly unitId: string; readonly from: Day; readonly until: Day | null }[] | null
  readonly reason: string
  readonly effectiveOn: Day
}

export const TYPES = Object.keys(CUSTOMER_TYPES) as CustomerType[]
export const GUARANTEES = Request.shape.guarantee.options
export const PURPOSES = Request.shape.purpose.options

/** The empty form of a new product. */
export function emptyForm(effectiveOn: Day): ProductForm {
  return {
    code: '', name: '', brand: '微贷', series: '经营', says: '', source: '本行', form: 'BUSINESS', tags: [], customerTypes: ['SELF_EMPLOYED', 'MICRO_OWNER'], guarantees: ['PERSONAL_GUARANTEE'], purposes: ['WORKING_CAPITAL'], clientele: 'ANY',
    needs: '', riskStrategy: '', monitoringPlan: '', rules: NOTHING_OWN, written: { policy: {}, fault: null }, state: 'OFFERED', pilot: null, reason: '', effectiveOn,
  }
}

/** The form of a product that stands. */
export function formOf(page: ProductPageAnswer, effectiveOn: Day): ProductForm {
  const product = productIn(page)
  const { code, name, brand, series, says, source, tags, customerTypes } = product
  const common = { ...emptyForm(effectiveOn), code, name, brand, series, says, source, tags, customerTypes, state: page.state, pilot: page.pilot?.map(({ unitId, from, until }) => ({ unitId, from: from as Day, until: until as Day | null })) ?? null }
  if (product.kind === 'SERVICE') return common
  const { form, guarantees, purposes, clientele, needs, riskStrategy, monitoringPlan } = product
  return { ...common, form, guarantees, purposes, clientele, needs: needs.join('\n'), riskStrategy: riskStrategy.join('\n'), monitoringPlan: monitoringPlan.join('\n'), rules: { ...NOTHING_OWN, own: product.policy }, written: { policy: product.policy, fault: null } }
}

/** The proposal a form turns into; of a service only its state, name and customers change. */
export function proposalOf(form: ProductForm, before: Product | undefined) {
  const { code, name, brand, series, says, source, tags, customerTypes, state, pilot, reason, effectiveOn, written } = form
  const common = { code, name: name.trim(), brand: brand.trim(), series: series.trim(), says: says.trim(), source: source.trim(), tags, customerTypes }
  const act = { state, pilot, reason: reason.trim(), effectiveOn }
  if (before?.kind === 'SERVICE') return { ...act, content: { ...before, ...common } }
  const { guarantees, purposes, clientele } = form
  return { ...act, content: { kind: 'LOAN', ...common, form: form.form, guarantees, purposes, clientele, needs: lines(form.needs), riskStrategy: lines(form.riskStrategy), monitoringPlan: lines(form.monitoringPlan), policy: written.policy } }
}

/** What is still missing, as the label of its field; null when the form may be handed in. */
export function missingOf(form: ProductForm, kind: Product['kind'], today: Day): string | null {
  const empty = (text: string): boolean => text.trim() === ''
  if (empty(form.code)) return 'code'
  if (empty(form.name)) return 'name'
  if (empty(form.brand)) return 'brand'
  if (empty(form.series)) return 'series'
  if (empty(form.says)) return 'oneSentence'
  if (form.customerTypes.length === 0) return 'customerTypes'
  if (kind === 'LOAN' && form.guarantees.length === 0) return 'guarantees'
  if (kind === 'LOAN' && form.purposes.length === 0) return 'purposes'
  const sentences = (['needs', 'riskStrategy', 'monitoringPlan'] as const).find((field) => kind === 'LOAN' && lines(form[field]).length === 0)
  if (sentences !== undefined) return sentences
  if (kind === 'LOAN' && form.written.fault !== null) return 'ownRules'
  if (form.effectiveOn <= today) return 'effectiveOn'
  return form.reason.trim().length < SHORTEST_REASON ? 'reason' : null
}

const SHORTEST_REASON = 4

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}
