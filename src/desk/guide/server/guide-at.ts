import { createHash } from 'node:crypto'
import { type PolicyOfDay, policiesOf, policyOver, unitsDownTo, versionsInForce } from '#common/policy/server'
import { type LoanProduct, productsOn } from '#common/product/domain'
import { bankName } from '#common/document/server'
import type { GuideBasis, GuideOf } from '#desk/guide/domain'
import { type Day, Refusal } from '#kernel'
import type { Tx } from '#platform/db'
import { loadIndustry, shippedFiles, shippedIndustryCodes, shippedProducts, shippedTradesSaid } from '#platform/packs'
import { missing } from '#platform/http'

/** Which guide is wanted; `on` fixes the rules of a case, `today` those of what happens now. */
export interface Wanted {
  readonly trade: string | null | undefined
  readonly product: string | undefined
  readonly guarantee: GuideOf['guarantee'] | undefined
  readonly unitId: string
  readonly on: Day
  readonly today: Day
}

/** Section of the national classification. */
const FARMING = 'A'
const LEVELS = { BANK: '全行', UNIT: '机构', PRODUCT: '产品' } as const

/** The loans on offer on a day. */
export async function loansOn(tx: Tx, on: Day): Promise<LoanProduct[]> {
  const { products } = await versionsInForce(tx)
  return productsOn(shippedProducts(), products, on).flatMap(({ product, state }) => (product.kind === 'LOAN' && state === 'OFFERED' ? [product] : []))
}

/** Everything the guide is made from, as it holds; refuses a product, a guarantee or a trade there is not. */
export async function guideAt(tx: Tx, { trade, product: named, guarantee: wanted, unitId, on, today }: Wanted): Promise<GuideOf> {
  const signed = await versionsInForce(tx)
  const loans = await loansOn(tx, on)
  const product = named === undefined ? loans.find(({ form }) => form === 'BUSINESS') ?? loans[0] : loans.find(({ code, name }) => code === named || name === named)
  if (product === undefined) throw new Refusal({ code: 'guide.no-product', message: `本行没有「${named ?? ''}」这个贷款产品`, at: '/product', value: named, expected: loans.map(({ name }) => name).join('、') }, 422)
  const guarantee = wanted ?? product.guarantees[0]!
  if (!product.guarantees.includes(guarantee)) throw new Refusal({ code: 'guide.guarantee', message: `「${product.name}」不以此方式担保`, at: '/guarantee', value: guarantee, expected: product.guarantees.join('、') }, 422)
  const unit = await tx.selectFrom('unit').select('name').where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).executeTakeFirst()
  if (unit === undefined) throw missing('机构')
  const scope = { units: await unitsDownTo(tx, unitId), product: product.code }
  const [over, now] = [policyOver(signed, on, scope), policyOver(signed, today, scope)]
  const policy = (await policiesOf(tx, unitId))({ applicationOn: on, eventOn: today }, product.code)
  return { bank: await bankName(tx), unit: unit.name, policy, industry: product.form === 'SALARIED' ? null : industryOf(trade, product), product, guarantee, basis: { ...basisOf(over, policy), layers: layersOf([...over.layers, ...now.layers]), on, today } }
}

function industryOf(trade: string | null | undefined, product: LoanProduct): GuideOf['industry'] {
  const codes = shippedIndustryCodes()
  const code = trade ?? (product.form === 'FARMER' ? codes.find((one) => loadIndustry(one).tradeCodes.some((each) => each.startsWith(FARMING))) : undefined) ?? codes[0]!
  if (!codes.includes(code)) throw new Refusal({ code: 'industry.unknown', message: `没有行业包「${code}」`, at: '/trade', value: code, expected: shippedTradesSaid() }, 422)
  return loadIndustry(code)
}

function basisOf({ basePack, product }: PolicyOfDay, policy: GuideOf['policy']): Pick<GuideBasis, 'pack' | 'productVersion' | 'hash'> {
  const heading = shippedFiles(basePack).at(-1)?.source['pack'] as { readonly name: string; readonly version: string } | undefined
  return {
    pack: { id: basePack, name: heading?.name ?? basePack, version: heading?.version ?? '' }, productVersion: product?.version ?? 0,
    hash: createHash('sha256').update(JSON.stringify(policy)).digest('hex'),
  }
}

/** Each version once, also where it holds on both days. */
function layersOf(layers: PolicyOfDay['layers']): GuideBasis['layers'] {
  return [...new Map(layers.map((layer) => [layer.overlayId, layer])).values()].map(({ level, version, effectiveOn }) => ({ level: LEVELS[level], version, effectiveOn }))
}
