import { describe, expect, it, test } from 'vitest'
import { policyOf } from '#common/product/domain'
import { diffPacks, resolvePack } from '#common/policy/domain'
import type { Refusal } from '#kernel'
import { layersOfProduct } from './read-forms.ts'
import { loadShippedPack, shippedFiles, shippedPackNames } from './read-pack.ts'
import { readProductText, shippedProducts } from './read-products.ts'

const refused = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (cause) {
    return cause as Refusal
  }
  return expect.fail('was not refused')
}

/** Every product the founding texts name. */
const NAMED = [
  '小微贷款', '公职贷', '按揭贷', '周末贷', '营销流水贷', '创业贷', '快速抵押贷款', '商贸链贷款', '担保公司担保贷款', '自然人保证贷款', '联保贷款', '农业贷款', '农户贷款', '抵押微贷', '公务员信用贷款', '房抵贷', '担保贷',
  '河古庙园区贷', '邢湾园区贷', '轴承贷', '农民专属信用卡', '农产品保险', '小企业自营贷款',
]
const WRITTEN = `kind: LOAN
code: NIGHT_MARKET
name: 夜市贷
brand: 微贷
series: 经营
source: P
says: 夜市摊主的周转贷款
form: BUSINESS
customerTypes: [SELF_EMPLOYED]
guarantees: [CREDIT]
purposes: [WORKING_CAPITAL]
needs: [进货周转]
riskStrategy: [看收款码流水]
monitoringPlan: [每月看一次摊位]
policy:
  limit:
    productCaps: { maxAmount: "50,000元" }
`

describe('the shipped catalogue', () => {
  it('holds every product the founding texts name, each with strategy and monitoring plan', () => {
    const names = shippedProducts().map(({ name }) => name)
    expect(NAMED.filter((name) => !names.includes(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it('is sound over each shipped pack, and each loan differs from the bank in a rule of its own', () => {
    const [loans, packs] = [shippedProducts().filter(({ kind }) => kind === 'LOAN'), shippedPackNames()]
    for (const pack of packs) for (const product of loans) {
      const [base, ...above] = shippedFiles(pack).map(({ source }) => source)
      const own = resolvePack(base ?? {}, ...above, ...layersOfProduct(product))
      if (pack === 'm1-factory' && product.code !== 'MICRO_LOAN') expect(diffPacks(loadShippedPack(pack), own).length, `${product.name} ${pack}`).toBeGreaterThan(0)
    }
  })

  it('holds for the small loan exactly what its founding text says: 5,000 to 500,000, three to twenty-four months', () => {
    const micro = shippedProducts().find(({ code }) => code === 'MICRO_LOAN')
    expect(micro).toMatchObject({ guarantees: ['PERSONAL_GUARANTEE'], customerTypes: ['SELF_EMPLOYED', 'MICRO_OWNER'] })
    expect(policyOf(micro!)).toEqual({ limit: { productCaps: { minAmount: '5,000元', maxAmount: '500,000元', minMonths: 3, maxMonths: 24 } } })
  })
})

describe('a product as people write it', () => {
  test('is read', () => expect(readProductText(WRITTEN, '夜市贷.yaml')).toMatchObject({ code: 'NIGHT_MARKET', tags: [], reach: 'WHOLE_BANK' }))

  it.each([
    ['an unknown key', `${WRITTEN}colour: red\n`, 'product.unknown-key', '第 18 行：产品没有「colour」这一项'],
    ['an unknown word', WRITTEN.replace('[CREDIT]', '[HANDSHAKE]'), 'product.value', '第 10 行：产品的「guarantees.0」取值不对'],
    ['nobody it is for', WRITTEN.replace('[SELF_EMPLOYED]', '[]'), 'product.value', '第 9 行'],
    ['an unknown rule', WRITTEN.replace('productCaps:', 'productCap:'), 'policy.unknown-key', '第 17 行：产品「夜市贷」：政策包没有「limit.productCap」'],
    ['a value out of range', WRITTEN.replace('{ maxAmount: "50,000元" }', '{ maxMonths: 1000 }'), 'policy.value', '第 17 行：产品「夜市贷」'],
    ['caps that contradict each other', WRITTEN.replace('50,000元', '1,000元'), 'policy.inconsistent', '产品金额与期限下限不超过上限'],
    ['a locked rule loosened', `${WRITTEN}  admission: { minAge: 16 }\n`, 'policy.value', '第 18 行'],
    ['a locked clock loosened', `${WRITTEN}  collection: { collectionQuietHours: { from: "23:00", to: "07:00" } }\n`, 'policy.locked', '已锁定，只能收紧'],
  ])('is refused with %s', (_what, text, code, says) => {
    const refusal = refused(() => readProductText(text, '夜市贷.yaml'))
    expect([refusal.code, refusal.message]).toEqual([code, expect.stringContaining(says)])
  })
})
