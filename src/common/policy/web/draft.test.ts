import { describe, expect, test } from 'vitest'
import { policyKeys } from '#common/policy/domain'
import { day } from '#kernel'
import { type Draft, EMPTY_DRAFT, changesOf, contentOf, groundOf } from './draft.ts'
import type { Answer } from './marks.ts'
import type { Overlay } from './overlays.ts'

const overlay = (more: Partial<Overlay>): Overlay => ({
  overlayId: 'a', level: 'BANK', subject: '', version: 1, basePack: 'default', content: {}, reason: '审慎', effectiveOn: '2025-03-01', status: 'IN_FORCE', withdrawnOn: null,
  authorId: 'x', authorName: '周华', writtenAt: '2025-02-01T00:00:00Z', signatures: [], ...more,
})
const VALUES: Readonly<Record<string, unknown>> = {
  'limit.firstLoanHaircut': '0.20', 'limit.payRatio': '0.75', 'collection.collectionQuietHours': { from: '22:00', to: '08:00' }, 'collection.maxCallsPerDay': 2,
  'limit.productCaps': { minAmount: 500_000, maxAmount: 50_000_000, step: 100_000, minMonths: 3, maxMonths: 24 },
}
const answer = (layers: Readonly<Record<string, string>> = {}): Answer => ({
  on: '2025-03-13', basePack: 'default', layers: [],
  keys: policyKeys.filter(({ key }) => Object.hasOwn(VALUES, key)).map((each) => ({ ...each, value: VALUES[each.key], layer: layers[each.key] ?? null })),
})
const typing = (values: Record<string, unknown>): Draft => ({ ...EMPTY_DRAFT, keys: Object.keys(values), values })

describe('a draft', () => {
  test('says beside the value what is expected, in percent and yuan', () => {
    const [haircut, caps] = changesOf(typing({ 'limit.firstLoanHaircut': '0.35', 'limit.productCaps': { ...VALUES['limit.productCaps'] as object, maxAmount: null } }), answer(), undefined)
    expect(haircut?.faults).toEqual([{ at: [], expected: '20% 到 30%' }])
    expect(caps?.faults).toEqual([{ at: ['maxAmount'], expected: '非负金额' }])
  })

  test('a locked value is only tightened; against its own earlier version only the server can tell', () => {
    const loosened = typing({ 'collection.collectionQuietHours': { from: '23:00', to: '07:00' }, 'collection.maxCallsPerDay': 3 })
    expect(changesOf(loosened, answer(), undefined).flatMap(({ faults }) => faults.map(({ expected }) => expected))).toEqual(['已锁定，时段须包含 22:00 至 08:00', '已锁定，不高于 2'])
    const earlier = overlay({ overlayId: 'v1' })
    expect(changesOf(typing({ 'collection.maxCallsPerDay': 3 }), answer({ 'collection.maxCallsPerDay': 'v1' }), earlier)[0]?.faults).toEqual([])
    expect(changesOf(typing({ 'collection.collectionQuietHours': { from: '21:30', to: '08:30' } }), answer(), undefined)[0]?.faults).toEqual([])
  })

  test('keeps what the version before it changed and writes only what differs', () => {
    const before = overlay({ content: { limit: { payRatio: '75%', productCaps: { minMonths: 3 } } } })
    const changes = changesOf(typing({ 'limit.firstLoanHaircut': '0.25', 'limit.productCaps': { ...VALUES['limit.productCaps'] as object, maxAmount: 30_000_000 } }), answer(), before)
    expect(contentOf(changes, before)).toEqual({ limit: { payRatio: '75%', firstLoanHaircut: '25%', productCaps: { minMonths: 3, maxAmount: '300,000元' } } })
  })

  test('builds on the version of the same scope that holds on its day', () => {
    const all = [overlay({ overlayId: 'later', version: 3, effectiveOn: '2025-05-01' }), overlay({ overlayId: 'draft', version: 2, status: 'DRAFT' }), overlay({ overlayId: 'now' }), overlay({ overlayId: 'unit', level: 'UNIT', subject: 'u1' })]
    const on = (text: string) => groundOf(all, { level: 'BANK', subject: '' }, day(text))?.overlayId
    expect([on('2025-02-01'), on('2025-04-01'), on('2025-05-01')]).toEqual([undefined, 'now', 'later'])
    expect(groundOf(all, { level: 'UNIT', subject: 'u1' }, day('2025-04-01'))?.overlayId).toBe('unit')
  })
})
