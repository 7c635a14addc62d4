import { signed, withdrawn, type Signing } from '#common/policy/domain'
import { type Acting, oneAtATime, refuseContradiction, versionsInForce } from '#common/policy/server'
import { type PilotUnit, type Product, type ProductVersion, type ProposeProduct, type VersionAnswer, readProduct } from '#common/product/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { readProductText, readYaml, refuseUnsoundPolicy, shippedProducts } from '#platform/packs'
import { lockSigning, namesTaken, unitNames, version } from './reads.ts'
import { writeSignature, writeVersion, writeWithdrawal } from './store.ts'

/** Writes a draft of a product, once it reads well and is sound on top of everything signed so far. */
export async function proposeProduct(tx: Tx, proposal: ProposeProduct, by: Acting): Promise<VersionAnswer> {
  const { state, pilot, reason, effectiveOn } = proposal
  if (effectiveOn <= by.on) throw new Refusal({ code: 'product.past-day', message: '生效日须晚于今天，一天之内不改产品', at: '/effectiveOn', value: effectiveOn, expected: `晚于 ${by.on} 的日期` }, 422)
  const product = productOf(proposal)
  await refuseOtherName(tx, product)
  await refuseWrongPilot(tx, pilot)
  const candidate: ProductVersion = { versionId: `draft ${JSON.stringify(product)}`, version: Number.MAX_SAFE_INTEGER, product, state, pilot, effectiveOn, status: 'IN_FORCE' }
  await refuseUnsound(tx, candidate)
  const versionId = await writeVersion(tx, { product, state, pilot, reason, effectiveOn, authorId: by.staffId, now: by.now })
  return recorded(tx, 'product.propose', versionId, by)
}

/** Adds a signature; the second, by another person than the first and the author, brings the version into force. */
export async function signProduct(tx: Tx, versionId: string, by: Acting): Promise<VersionAnswer> {
  await oneAtATime(tx)
  const status = signed(found(await lockSigning(tx, versionId)), by.staffId, by.on)
  if (status === 'IN_FORCE') {
    const { product, ...rest } = found(await version(tx, versionId))
    await refuseUnsound(tx, { versionId, version: rest.version, product: product as Product, state: rest.state, pilot: rest.pilot as readonly PilotUnit[] | null, effectiveOn: rest.effectiveOn as Day, status })
  }
  await writeSignature(tx, { versionId, staffId: by.staffId, on: by.on, now: by.now, status })
  return recorded(tx, 'product.sign', versionId, by)
}

/** Withdraws a draft (its author) or a signed version whose day has not come (one who may sign). */
export async function withdrawProduct(tx: Tx, versionId: string, by: Acting & { maySign: boolean }): Promise<VersionAnswer> {
  await oneAtATime(tx)
  const signing = found(await lockSigning(tx, versionId))
  withdrawn(signing, by.on)
  refuseStranger(signing, by)
  if (signing.status === 'IN_FORCE') {
    const { overlays, products } = await versionsInForce(tx)
    await refuseContradiction(tx, { overlays, products: products.filter((each) => each.versionId !== versionId) }, by.on)
  }
  await writeWithdrawal(tx, versionId, by.on)
  return recorded(tx, 'product.withdraw', versionId, by)
}

/** The product of a proposal, sound on the shipped base. Text that people typed is refused by its line. */
function productOf({ yaml, content, policyYaml }: ProposeProduct): Product {
  if (yaml !== undefined) return readProductText(yaml, '产品')
  const written = policyYaml === undefined ? undefined : readYaml(policyYaml, POLICY)
  const product = readProduct(written === undefined ? content : { ...content, policy: written.content ?? {} })
  try {
    refuseUnsoundPolicy(product)
  } catch (cause) {
    if (!(cause instanceof Refusal) || written === undefined) throw cause
    const place = cause.at?.slice('/policy'.length)
    const { message, ...rest } = cause.toJSON()
    throw new Refusal({ ...rest, message: `${POLICY}第 ${written.lineOf(place ?? '')} 行：${message}`, at: '/policyYaml', value: cause.value }, cause.status)
  }
  return product
}

const POLICY = '产品政策'

async function refuseUnsound(tx: Tx, candidate: ProductVersion): Promise<void> {
  const { overlays, products } = await versionsInForce(tx)
  await refuseContradiction(tx, { overlays, products: [...products.filter(({ versionId }) => versionId !== candidate.versionId), candidate] }, candidate.effectiveOn)
}

/** Cases, contracts and notes hold a product by its name: it belongs to one code and never changes. */
async function refuseOtherName(tx: Tx, { code, name, kind }: Product): Promise<void> {
  const known = [...shippedProducts(), ...(await namesTaken(tx))]
  const own = known.find((each) => each.code === code)
  if (own !== undefined && own.name !== name) throw new Refusal({ code: 'product.renamed', message: `代码 ${code} 的产品名称是「${own.name}」，在办业务与借据都以它登记，不能改名`, at: '/content/name', value: name, expected: `${own.name}，或另设新代码的产品` }, 422)
  const other = known.find((each) => each.name === name && each.code !== code)
  if (other !== undefined) throw new Refusal({ code: 'product.name-taken', message: `「${name}」已是产品 ${other.code} 的名称`, at: '/content/name', value: name, expected: '另一名称' }, 422)
  const shipped = shippedProducts().find((each) => each.code === code)
  if (shipped !== undefined && shipped.kind !== kind) throw new Refusal({ code: 'product.kind', message: `产品 ${code} 的类别不能改变`, at: '/content/kind', value: kind, expected: shipped.kind }, 422)
}

async function refuseWrongPilot(tx: Tx, pilot: readonly PilotUnit[] | null): Promise<void> {
  const named = await unitNames(tx)
  for (const [i, { unitId, from, until }] of (pilot ?? []).entries()) {
    if (named(unitId) === '') throw new Refusal({ code: 'product.unknown-unit', message: '没有这个机构', at: `/pilot/${i}/unitId`, value: unitId, expected: '本行机构' }, 422)
    if (until !== null && until < from) throw new Refusal({ code: 'product.pilot-days', message: '试点止日早于起日', at: `/pilot/${i}/until`, value: until, expected: `不早于 ${from}` }, 422)
  }
}

function refuseStranger(signing: Signing, by: Acting & { maySign: boolean }): void {
  const isSigned = signing.status === 'IN_FORCE'
  if (!(isSigned ? by.maySign : signing.authorId === by.staffId)) throw new Refusal({ code: 'product.not-yours', message: isSigned ? '已签署的版本由有签署权的人撤回' : '草稿只能由起草人撤回', expected: isSigned ? '有政策签署权' : '起草人本人' }, 403)
}

async function recorded(tx: Tx, act: string, versionId: string, by: Acting): Promise<VersionAnswer> {
  const written = found(await version(tx, versionId))
  const { code, version: number, product, state, pilot, reason, effectiveOn, status } = written
  await record(tx, { caseId: versionId, act, who: by.staffId, businessDate: by.on, body: { code, version: number, product, state, pilot, reason, effectiveOn, status } })
  return written
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal({ code: 'not-found', message: '没有这个产品版本', expected: '本行已起草的版本' }, 404)
  return value
}
