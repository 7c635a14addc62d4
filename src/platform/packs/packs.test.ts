import { describe, expect, test } from 'vitest'
import { METHOD_INPUTS } from '#common/assessment/domain'
import { PARTS } from '#path'
import { diffPacks, policyKeys, policyValue, readIndustry, resolvePack, unusedKeys, type PackSource } from '#common/policy/domain'
import { Refusal } from '#kernel'
import { kept } from './kept.ts'
import { loadIndustry, loadShippedPack, readPackText, shippedFiles, shippedIndustryCodes, shippedPackNames } from './read-pack.ts'
import { keysReadIn } from './read-keys.ts'

const base = (): PackSource => shippedFiles('default')[0]?.source ?? {}
const refused = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (cause) {
    if (cause instanceof Refusal) return cause
    throw cause
  }
  throw new Error('nothing was refused')
}

describe('shipped packs', () => {
  test('all of them hold together, and m3-jinxin is the default with the values text 3 states', () => {
    expect(shippedPackNames()).toContain('m3-jinxin')
    for (const name of shippedPackNames()) expect(() => loadShippedPack(name)).not.toThrow()
    const changed = diffPacks(loadShippedPack('default'), loadShippedPack('m3-jinxin')).map(({ key }) => key)
    expect(changed).toEqual(['admission.minMonthsInBusiness', 'organisation.e2eTargetHours', 'organisation.calendarProfile', 'committee.committeeSeats', 'monitoring.monitoringTable'])
  })

  test('a pack that was kept is the pack the files give', () => {
    let made = 0
    const make = (): number => ++made
    const texts = [`only here ${Date.now()}`]
    expect([kept(texts, make), kept(texts, make), kept([...texts, 'changed'], make)]).toEqual([1, 1, 2])
    expect(loadShippedPack('m3-jinxin')).toEqual(resolvePack(base(), shippedFiles('m3-jinxin')[1]?.source ?? {}))
  })

  test('amounts become fen, percentages decimals, rules conditions', () => {
    const pack = loadShippedPack('default')
    expect(pack.statements.bigAmount).toBe(30_000_000)
    expect(pack.limit.payRatio).toBe('0.80')
    expect(pack.price.roundUpTo).toBe('0.0005')
    expect(pack.admission.minMonthsInBusiness).toEqual([{ above: 0, months: 3 }, { above: 10_000_000, months: 12 }])
    expect(pack.scorecard.indicators['A2']?.bins[0]).toEqual({ when: [{ figure: 'netMargin', is: 'GE', than: 'v2' }], then: 5 })
    expect(pack.scorecard.indicators['C7']?.bins[1]).toEqual({ when: [{ figure: 'salesGrowth', is: 'GE', than: '-0.15' }, { figure: 'salesGrowth', is: 'LT', than: '-0.05' }], then: 1 })
    expect(policyValue(pack, 'checks.methods.X21.tolerance')).toBe('0.00')
  })

  test('every key has a name, a known source, an anchor and a reader on the path', () => {
    for (const each of policyKeys) {
      expect(each.name, each.key).toMatch(/[\u4e00-\u9fff]/)
      expect(each.source, each.key).toMatch(/^(S[0-4]-\d{2,3}|F-\d{2}|P|MEM)( (S[0-4]-\d{2,3}|F-\d{2}|P|MEM))*$/)
      expect(PARTS.map((part) => part.id), each.key).toContain(each.reader)
    }
    expect(new Set(policyKeys.map(({ name }) => name)).size).toBe(policyKeys.length)
  })

  test('the scorecard has five dimensions, 27 indicators and 100 points [S1-26]', () => {
    const { scorecard } = loadShippedPack('default')
    const indicators = Object.values(scorecard.indicators)
    expect(Object.keys(scorecard.dimensions)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(indicators).toHaveLength(27)
    expect(indicators.reduce((sum, { bins }) => sum + Math.max(...bins.map((bin) => bin.then)), 0)).toBe(100)
  })

  test('industry packs read and their year adds up', () => {
    expect(shippedIndustryCodes()).toEqual(['catering', 'clothing-retail', 'e-commerce', 'fmcg-wholesale', 'fresh-produce', 'general', 'grocery-retail', 'hardware-materials', 'planting-breeding', 'small-manufacturing', 'transport'])
    for (const code of shippedIndustryCodes()) expect(loadIndustry(code).code).toBe(code)
    expect(loadIndustry('fmcg-wholesale').netMargin).toEqual({ v1: '0.08', v2: '0.06', v3: '0.04', v4: '0.025', v5: '0.015' })
    expect(refused(() => loadIndustry('../package')).code).toBe('industry.unknown')
    expect(refused(() => readIndustry({ ...loadIndustry('catering'), yearlySalesPerHead: 5 }, METHOD_INPUTS)).at).toBe('/yearlySalesPerHead')
  })
})

describe('laying overlays over the base', () => {
  test('a later layer wins, objects key by key, lists whole', () => {
    const bank = { limit: { payRatio: '70%', productCaps: { maxAmount: '100万元' } }, servicing: { remindBeforeDays: [5] } }
    const pack = resolvePack(base(), bank, { limit: { payRatio: '60%' } })
    expect(pack.limit.payRatio).toBe('0.60')
    expect(pack.limit.productCaps).toEqual({ minAmount: 500_000, maxAmount: 100_000_000, step: 100_000, minMonths: 3, maxMonths: 24 })
    expect(pack.servicing.remindBeforeDays).toEqual([5])
  })

  test.each([
    ['checks.methodsPerAccount', { checks: { methodsPerAccount: 3 } }, { checks: { methodsPerAccount: 2 } }],
    ['servicing.nonAccrualDays', { servicing: { nonAccrualDays: 60 } }, { servicing: { nonAccrualDays: 90 } }],
    ['servicing.classFloors', { servicing: { classFloors: { SUBSTANDARD: 61 } } }, { servicing: { classFloors: { SUBSTANDARD: 91 } } }],
    ['collection.collectionQuietHours', { collection: { collectionQuietHours: { from: '21:00', to: '08:30' } } }, { collection: { collectionQuietHours: { to: '08:00' } } }],
    ['collection.maxCallsPerDay', { collection: { maxCallsPerDay: 2 } }, { collection: { maxCallsPerDay: 3 } }],
  ])('%s may be tightened and then no longer loosened', (key, tighter, looser) => {
    expect(() => resolvePack(base(), tighter)).not.toThrow()
    const refusal = refused(() => resolvePack(base(), tighter, looser))
    expect([refusal.code, refusal.at]).toEqual(['policy.locked', `/${key.replace('.', '/')}`])
  })

  test.each([
    ['an unknown key', { limit: { payRato: '70%' } }, 'policy.unknown-key', '/limit/payRato'],
    ['an unknown group', { limits: { payRatio: '70%' } }, 'policy.unknown-key', '/limits/payRatio'],
    ['a value out of range', { limit: { firstLoanHaircut: '10%' } }, 'policy.value', '/limit/firstLoanHaircut'],
    ['money without unit', { statements: { bigAmount: 300000 } }, 'policy.value', '/statements/bigAmount'],
    ['an unknown figure in a rule', { scorecard: { indicators: { A1: { bins: ['cover >= 2 -> 10'] } } } }, 'policy.value', '/scorecard/indicators/A1/bins/0'],
    ['an extra key deep inside', { price: { pd: { F: '20%' } } }, 'policy.value', '/price/pd'],
    ['points that no longer add up', { scorecard: { indicators: { D6: { bins: ['habits = NONE -> 3'] } } } }, 'policy.inconsistent', '/scorecard/indicators'],
    ['a group that is no object', { limit: 5 }, 'policy.value', '/limit'],
    ['an inherited name', { limit: { toString: 1 } }, 'policy.unknown-key', '/limit/toString'],
  ])('refuses %s and says where', (_what, overlay, code, at) => {
    const refusal = refused(() => resolvePack(base(), overlay))
    expect([refusal.code, refusal.at]).toEqual([code, at])
    expect(refusal.message).toMatch(/[\u4e00-\u9fff]/)
    expect(refusal.expected).not.toBe('')
  })

  test('a base that lacks a key is refused by its name', () => {
    const refusal = refused(() => resolvePack({ ...base(), price: {} }))
    expect([refusal.code, refusal.at]).toEqual(['policy.missing', '/price/ftp'])
  })
})

describe('pack text', () => {
  const head = 'pack: { id: a, name: 甲, version: "1" }\n'

  test('decimals stay the text that was typed', () => {
    expect(readPackText(`${head}limit: { coverageAtLeast: 1.10 }`, 'a.yaml').source['limit']).toEqual({ coverageAtLeast: '1.10' })
  })

  test.each([
    ['a broken line', `${head}limit:\n  - a\n b`, /^a\.yaml 第 \d 行不是有效的 YAML/],
    ['a key twice', `${head}limit: { payRatio: 1%, payRatio: 2% }`, /第 2 行/],
    ['an alias', `${head}limit: &x { a: 1 }\nprice: *x`, /第 3 行使用了别名/],
    ['no heading', 'limit: {}', /第 1 行缺少政策包抬头/],
  ])('refuses %s with the line', (_what, text, message) => {
    expect(refused(() => readPackText(text, 'a.yaml')).message).toMatch(message)
  })
})

describe('keys nobody reads', () => {
  test('a key counts as read where a source names it, in a formula text or through its group', () => {
    expect(keysReadIn("add('maxInstalment', 'D × policy.limit.payRatio')")).toEqual(['limit.payRatio'])
    expect(keysReadIn('function f({ price }: PolicyPack) { return price.ftp }')).toEqual(['price.ftp'])
    expect(keysReadIn('const price = shop.price; price.ftp')).toEqual([])
  })

  test('keys of parts not built are reserved, not unused', () => {
    const { unused, reserved } = unusedKeys(policyKeys.map(({ key }) => key).filter((key) => key !== 'limit.payRatio' && key !== 'monitoring.goodTierMinPaid'))
    expect([unused.map(({ key }) => key), reserved.map(({ key }) => key)]).toEqual([['limit.payRatio'], ['monitoring.goodTierMinPaid']])
  })
})
