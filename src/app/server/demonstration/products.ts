import type { Product } from '#common/product/domain'
import { assert } from '#kernel'
import { newId, type Tx } from '#platform/db'
import { shippedProducts } from '#platform/packs'
import type { DemonstrationBank } from './banks.ts'
import type { Scene } from './scene.ts'

interface OwnVersion {
  readonly code: string
  readonly reason: string
  /** Codes of the units that try it out; the whole bank without. */
  readonly pilot?: readonly string[]
  readonly change?: (product: Product) => Product
  /** Written by the risk manager, not signed by anyone yet. */
  readonly isDraft?: boolean
}

const capped = (maxAmount: string) => (product: Product): Product => (product.kind === 'LOAN' ? { ...product, policy: { ...product.policy, limit: { ...product.policy['limit'], productCaps: { ...(product.policy['limit']?.['productCaps'] as object), maxAmount } } } } : product)

/** What the banks of the demonstration made of the shipped catalogue: pilots in single units, a cap raised when the bank was ready for it, a draft that waits for two signatures. */
const OWN: Readonly<Record<string, readonly OwnVersion[]>> = {
  hengchuan: [
    { code: 'PARK_LINXI', reason: '城西片区轴承购销户多，先在城西团队试点', pilot: ['XW-W'] },
    { code: 'TOBACCO_RETAIL', reason: '与烟草公司打通订烟数据，先在城东团队试点', pilot: ['XW-E'] },
    { code: 'START_UP', reason: '创业贷首年不良低，拟把上限提到 15 万元', change: capped('150,000元'), isDraft: true },
  ],
  qingshan: [
    { code: 'OWN_SMALL_BUSINESS', reason: '运行一年不良为零，额度上限由 100 万元提高到 300 万元', change: capped('3,000,000元') },
    { code: 'PARK_HEGUMIAO', reason: '园区整车厂愿意提供订货数据', pilot: ['XW'] },
  ],
  baiyun: [{ code: 'PROCUREMENT_ORDER', reason: '与政府采购平台对接，先在城北团队试点', pilot: ['XW-N'] }],
}

/** Writes the bank's own versions as signed by two on its first day. */
export async function writeProducts(tx: Tx, bank: DemonstrationBank, staff: Scene['staff'], unitOf: (code: string) => string): Promise<void> {
  const holder = (post: string): string => staff(bank.people.find(({ posts }) => posts.some((one) => one === post))!.login).id
  const at = `${bank.firstDay}T00:00:00Z`
  for (const { code, reason, pilot, change = (product: Product) => product, isDraft = false } of OWN[bank.code] ?? []) {
    const shipped = shippedProducts().find((each) => each.code === code)
    assert(shipped !== undefined, `the product ${code} ships`)
    const versionId = newId()
    await tx.insertInto('product_version').values({
      bank_id: tx.bankId, version_id: versionId, code, version: 1, name: shipped.name, content: JSON.stringify(change(shipped)), state: 'OFFERED', reason,
      pilot: pilot === undefined ? null : JSON.stringify(pilot.map((unit) => ({ unitId: unitOf(unit), from: bank.firstDay, until: null }))),
      effective_on: isDraft ? '2025-04-01' : bank.firstDay, status: isDraft ? 'DRAFT' : 'IN_FORCE', in_force_since: isDraft ? null : at, author_id: holder('RISK_MANAGER'), written_at: at,
    }).execute()
    await tx.insertInto('counter').values({ bank_id: tx.bankId, name: 'product-version', period: code, last_number: 1 }).execute()
    if (!isDraft) for (const post of ['UNIT_HEAD', 'VICE_PRESIDENT']) await tx.insertInto('product_signature').values({ bank_id: tx.bankId, version_id: versionId, staff_id: holder(post), business_date: bank.firstDay, signed_at: at }).execute()
  }
}
