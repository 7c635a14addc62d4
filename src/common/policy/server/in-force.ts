import { createHash } from 'node:crypto'
import { anchoredPack, layersOn, part, resolvePack, type OverlayVersion, type PackSource, type PolicyPack } from '#common/policy/domain'
import { type Form, type LoanProduct, type ProductOfDay, productOn } from '#common/product/domain'
import { Refusal, type Day } from '#kernel'
import type { Tx } from '#platform/db'
import { layersOfProduct, shippedFiles, shippedProducts } from '#platform/packs'
import { snapshotContent, unitPaths, unitsDownTo, versionsInForce, type Signed } from './reads.ts'
import { writeSnapshot } from './store.ts'

/** For which unit and product a policy is asked; the product by its name, as cases hold it, or by its code. */
export interface PolicyFor {
  readonly unit?: string
  readonly product?: string
  /** Instead of a product: what holds for any product of this form before it says anything of its own. */
  readonly form?: Form
}

export interface PolicyOfDay {
  readonly policy: PolicyPack
  readonly basePack: string
  readonly layers: readonly OverlayVersion[]
  /** The product whose own policy lies over what bank and units say; null = none asked, or none of this name. */
  readonly product: ProductOfDay | null
}

const BASE = 'default'

/** The policy that holds on a day for a unit and product: shipped pack ← bank ← units from above ← the product's own ← what the bank changes for the product: a card or cap of a product is meant for it, and what all others do changes nothing of it. */
export async function policyOn(tx: Tx, on: Day, asked: PolicyFor = {}): Promise<PolicyOfDay> {
  const signed = await versionsInForce(tx)
  return policyOver(signed, on, { units: await pathOf(tx, signed, asked.unit), product: asked.product, ...(asked.form === undefined ? {} : { form: asked.form }) })
}

/** The policies that hold on a day, for a list over many units and products: what is signed is read once. */
export async function policiesOn(tx: Tx, on: Day): Promise<(asked: PolicyFor) => Promise<PolicyPack>> {
  const signed = await versionsInForce(tx)
  const paths = new Map<string, Promise<readonly string[]>>()
  return async ({ unit, product }) => {
    const path = paths.get(unit ?? '') ?? pathOf(tx, signed, unit)
    paths.set(unit ?? '', path)
    return policyOver(signed, on, { units: await path, product }).policy
  }
}

/** The days a policy is anchored on. `eventOn` and `periodOn` are the application's day unless given. */
export interface PolicyDays {
  readonly applicationOn: Day
  readonly eventOn?: Day
  readonly periodOn?: Day
}

/** The policy of a case: each key from the version its anchor names. */
export async function policyFor(tx: Tx, days: PolicyDays, asked: PolicyFor = {}): Promise<PolicyPack> {
  return (await policiesOf(tx, asked.unit))(days, asked.product)
}

/** The policies of a unit, for who learns days and product while they are being read. */
export async function policiesOf(tx: Tx, unit?: string): Promise<(days: PolicyDays, product?: string) => PolicyPack> {
  const signed = await versionsInForce(tx)
  const units = await pathOf(tx, signed, unit)
  return ({ applicationOn, eventOn = applicationOn, periodOn = applicationOn }, product) => {
    const of = (on: Day): PolicyPack => policyOver(signed, on, { units, product }).policy
    return anchoredPack({ APPLICATION: of(applicationOn), EVENT: of(eventOn), PERIOD: of(periodOn) })
  }
}

/** The name a banker knows a shipped pack by, with its version, as reports and screens print it. */
export function packTitle(basePack: string): string {
  const heading = shippedFiles(basePack).at(-1)?.source['pack'] as { readonly name: string; readonly version: string } | undefined
  return heading === undefined ? basePack : `${heading.name} ${heading.version}`
}

/** Keeps the policy a decision is made under and returns the hash the decision stores. */
export async function keepPolicy(tx: Tx, policy: PolicyPack): Promise<string> {
  const content = JSON.stringify(policy)
  const hash = createHash('sha256').update(content).digest('hex')
  await writeSnapshot(tx, hash, content)
  return hash
}

/** The policy kept under a hash. */
export async function keptPolicy(tx: Tx, hash: string): Promise<PolicyPack> {
  const content = await snapshotContent(tx, hash)
  if (content === undefined) throw new Refusal({ code: 'policy.not-kept', message: '没有保存这一政策', value: hash, expected: '作出决定时保存的政策' }, 404)
  return content as PolicyPack
}

/** Refuses versions of which some day, unit and product would have no sound policy. */
export async function refuseContradiction(tx: Tx, signed: Signed, from: Day): Promise<void> {
  const { overlays, products } = signed
  const days = [from, ...new Set([...overlays, ...products].map((each) => each.effectiveOn).filter((each) => each > from))]
  const subjects = (level: string): string[] => [...new Set(overlays.filter((each) => each.level === level).map((each) => each.subject))]
  const units = [[], ...(await unitPaths(tx, subjects('UNIT')))]
  const listed = [...shippedProducts(), ...products.map(({ product }) => product)].filter(({ kind }) => kind === 'LOAN').map(({ code }) => code)
  for (const on of days) for (const path of units) for (const product of [undefined, ...new Set([...subjects('PRODUCT'), ...listed])]) policyOver(signed, on, { units: path, product })
}

const composed = new Map<string, PolicyPack>()
const MOST_KEPT: number = 600

/** Written versions never change, so one composition of them is made once per process. */
export function policyOver({ overlays, products }: Signed, on: Day, { units, product, form }: { units: readonly string[]; product: string | undefined; form?: Form }): PolicyOfDay {
  const standing = product !== undefined ? productOn(shippedProducts(), products, on, product) : form === undefined ? undefined : ofForm(form)
  const layers = layersOn(overlays, on, { units, ...(product === undefined ? {} : { product: standing?.product.code ?? product }) })
  const basePack = layers.find((each) => each.level === 'BANK')?.basePack ?? BASE
  const key = [basePack, ...(standing === undefined ? [] : [standing.product.code, standing.versionId ?? 'shipped']), ...layers.map((each) => each.overlayId)].join(' ')
  const policy = composed.get(key) ?? resolveOver(basePack, standing, layers)
  if (composed.size >= MOST_KEPT) composed.clear()
  composed.set(key, policy)
  return { policy, basePack, layers, product: standing ?? null }
}

/** A product that says nothing of its own: what its form asks lies over the policy and nothing else. */
export function bareProduct(form: Form): LoanProduct {
  return { kind: 'LOAN', code: 'BARE', name: form, brand: '', series: '', says: '', source: '', tags: [], customerTypes: [], form, guarantees: [], purposes: [], needs: [], reach: 'WHOLE_BANK', clientele: 'ANY', riskStrategy: [], monitoringPlan: [], policy: {} }
}

function ofForm(form: Form): ProductOfDay {
  return { product: bareProduct(form), versionId: `bare ${form}`, version: 0, state: 'OFFERED', pilot: null }
}

function resolveOver(basePack: string, standing: ProductOfDay | undefined, layers: readonly OverlayVersion[]): PolicyPack {
  const [base, ...shipped] = shippedFiles(basePack).map((each) => each.source)
  const own: readonly PackSource[] = standing === undefined ? [] : layersOfProduct(standing.product)
  try {
    const changed = (ofProduct: boolean) => layers.filter(({ level }) => (level === 'PRODUCT') === ofProduct).map(({ content }) => content)
    const around = own.some(hasCard) ? changed(false).map(withoutCard) : changed(false)
    return resolvePack(base ?? {}, ...shipped, ...around, ...own, ...changed(true))
  } catch (cause) {
    if (!(cause instanceof Refusal) || standing === undefined) throw cause
    const { message, ...rest } = cause.toJSON()
    throw new Refusal({ ...rest, message: `产品「${standing.product.name}」：${message}`, value: cause.value }, cause.status)
  }
}

/** Whether a product brings a card of its own. What bank and units change of theirs is no change of it: bins and points of two cards do not mix. */
function hasCard(own: PackSource): boolean {
  return part(own['scorecard'], 'indicators') !== undefined
}

function withoutCard({ scorecard: _card, ...rest }: PackSource): PackSource {
  return rest
}

/** The units above one, where any unit changes something of its own. */
async function pathOf(tx: Tx, { overlays }: Signed, unit: string | undefined): Promise<readonly string[]> {
  return unit === undefined || !overlays.some(({ level }) => level === 'UNIT') ? [] : unitsDownTo(tx, unit)
}
