import { signed, withdrawn, type Signing } from '#common/policy/domain'
import { type Acting, type ReplaySubject, oneAtATime, productSubject, readReplay, refuseContradiction, refuseReusedVersion, replaySigned, startReplay, versionsInForce } from '#common/policy/server'
import { FORMS, type PilotUnit, type Product, type ProductVersion, type ProposeProduct, type VersionAnswer, policyOf, readProduct } from '#common/product/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Tx } from '#platform/db'
import { readProductText, refuseUnsoundPolicy, shippedProducts } from '#platform/packs'
import { formTaken, lockSigning, namesTaken, unitNames, version } from './reads.ts'
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
  const subject = productSubject({ versionId, product, status: 'DRAFT', effectiveOn })
  if ((await readReplay(tx, subject)).needed) await startReplay(tx, subject, by)
  return recorded(tx, 'product.propose', versionId, by)
}

/** Adds a signature, which stands for the replay the signatory saw; the second, by another person than the first and the author, brings the version into force. */
export async function signProduct(tx: Tx, versionId: string, by: Acting, seenReplay: string | null = null): Promise<VersionAnswer> {
  await oneAtATime(tx)
  const status = signed(found(await lockSigning(tx, versionId)), by.staffId, by.on)
  const { product, ...rest } = found(await version(tx, versionId))
  if (status === 'IN_FORCE') await refuseUnsound(tx, { versionId, version: rest.version, product: product as Product, state: rest.state, pilot: rest.pilot as readonly PilotUnit[] | null, effectiveOn: rest.effectiveOn as Day, status })
  const replayHash = await replaySigned(tx, await subjectOfVersion(tx, versionId), seenReplay)
  await writeSignature(tx, { versionId, staffId: by.staffId, on: by.on, now: by.now, status, replayHash })
  return recorded(tx, 'product.sign', versionId, by)
}

/** A version of a product as a replay sees it. */
export async function subjectOfVersion(tx: Tx, versionId: string): Promise<ReplaySubject> {
  const { product, status, effectiveOn } = found(await version(tx, versionId))
  return productSubject({ versionId, product: product as Product, status, effectiveOn: effectiveOn as Day })
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
function productOf({ yaml, content }: ProposeProduct): Product {
  if (yaml !== undefined) return readProductText(yaml, '产品')
  const product = readProduct(content)
  refuseUnsoundPolicy(product)
  return product
}

async function refuseUnsound(tx: Tx, candidate: ProductVersion): Promise<void> {
  const { overlays, products } = await versionsInForce(tx)
  const others = products.filter(({ versionId }) => versionId !== candidate.versionId)
  const after = { overlays, products: [...others, candidate] }
  await refuseContradiction(tx, after, candidate.effectiveOn)
  await refuseReusedVersion(tx, { before: { overlays, products: others }, after }, { from: candidate.effectiveOn, content: policyOf(candidate.product), of: { product: candidate.product.code }, at: '/content/policy' })
}

/** Cases, contracts and notes hold a product by its name: it belongs to one code and never changes. */
async function refuseOtherName(tx: Tx, product: Product): Promise<void> {
  const { code, name, kind } = product
  const known = [...shippedProducts(), ...(await namesTaken(tx))]
  const own = known.find((each) => each.code === code)
  if (own !== undefined && own.name !== name) throw new Refusal({ code: 'product.renamed', message: `代码 ${code} 的产品名称是「${own.name}」，在办业务与借据都以它登记，不能改名`, at: '/content/name', value: name, expected: `${own.name}，或另设新代码的产品` }, 422)
  const other = known.find((each) => each.name === name && each.code !== code)
  if (other !== undefined) throw new Refusal({ code: 'product.name-taken', message: `「${name}」已是产品 ${other.code} 的名称`, at: '/content/name', value: name, expected: '另一名称' }, 422)
  const shipped = shippedProducts().find((each) => each.code === code)
  if (shipped !== undefined && shipped.kind !== kind) throw new Refusal({ code: 'product.kind', message: `产品 ${code} 的类别不能改变`, at: '/content/kind', value: kind, expected: shipped.kind }, 422)
  const form = kind === 'LOAN' ? (await formTaken(tx, code)) ?? (shipped?.kind === 'LOAN' ? shipped.form : undefined) : undefined
  if (form !== undefined && kind === 'LOAN' && product.form !== form) throw new Refusal({ code: 'product.form', message: `产品 ${code} 的调查表不能改变，在办案件按原表填写`, at: '/content/form', value: product.form, expected: `${FORMS[form]}，或另设新代码的产品` }, 422)
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
