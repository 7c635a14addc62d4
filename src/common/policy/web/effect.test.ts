import { expect, test } from 'vitest'
import { policyKeys } from '#common/policy/domain'
import { effectOf } from './effect.ts'
import type { Answer } from './marks.ts'
import type { Overlay } from './overlays.ts'

const VALUES: Readonly<Record<string, unknown>> = { 'limit.firstLoanHaircut': '0.20', 'limit.payRatio': '0.75', 'limit.multiLendingFactor': '0.8', 'checks.depositRate': '0.0010' }
const answer = (values = VALUES, basePack = 'default'): Answer => ({ on: '2025-03-13', basePack, layers: [], keys: policyKeys.filter(({ key }) => Object.hasOwn(values, key)).map((each) => ({ ...each, value: values[each.key], layer: null })) })
const version = (content: Record<string, unknown>, basePack = 'default'): Overlay => ({
  overlayId: 'a', level: 'BANK', subject: '', version: 2, basePack, content, reason: '审慎', effectiveOn: '2025-04-01', status: 'DRAFT', withdrawnOn: null, authorId: 'x', authorName: '周华', writtenAt: '2025-02-01T00:00:00Z', signatures: [],
})

test('a draft shows what it changes, what it keeps, and what of the version before it falls away', () => {
  const ground = version({ limit: { payRatio: '75%', multiLendingFactor: '80%' } })
  const { changed, kept, dropped } = effectOf(version({ limit: { firstLoanHaircut: '25%', payRatio: '75%' } }), ground, answer(), undefined)
  expect(changed.map(({ row, after }) => [row.key, after])).toEqual([['limit.firstLoanHaircut', '0.25']])
  expect([kept, dropped].map((rows) => rows.map(({ key }) => key))).toEqual([['limit.payRatio'], ['limit.multiLendingFactor']])
})

test('a version that holds is compared with the policy of its day, another shipped pack included', () => {
  const after = answer({ ...VALUES, 'limit.firstLoanHaircut': '0.25', 'checks.depositRate': '0.0005' }, 'm3-jinxin')
  expect(effectOf(version({ limit: { firstLoanHaircut: '25%' } }, 'm3-jinxin'), undefined, answer(), after).changed.map(({ row }) => row.key)).toEqual(['checks.depositRate', 'limit.firstLoanHaircut'])
  expect(effectOf(version({ limit: { firstLoanHaircut: '25%' } }), undefined, answer(), { ...after, basePack: 'default' }).changed.map(({ row }) => row.key)).toEqual(['limit.firstLoanHaircut'])
})
