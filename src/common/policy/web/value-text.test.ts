import { describe, expect, test } from 'vitest'
import { type Form, keyForm, policyKeys } from '#common/policy/domain'
import { differences } from './differences.ts'
import { expectedText, valueText } from './value-text.ts'
import { figureName, wordOf } from './value-words.ts'

const nameOf = (key: string): string => key.split('.')[1]!
const text = (key: string, value: unknown): string => valueText(keyForm(key), value, [nameOf(key)])

/** Words and fields of a form that have no name a banker reads. */
function unnamed(form: Form, place: readonly string[]): string[] {
  const isNamed = (word: string): boolean => wordOf(word, place) !== word || /^([A-E]\d?|X\d\d)$/.test(word)
  switch (form.is) {
    case 'CHOICE': return form.words.filter((word) => !isNamed(word)).map((word) => [...place, word].join('.'))
    case 'OR_NOTHING': return unnamed(form.of, place)
    case 'SET': case 'LIST': return unnamed(form.item, place)
    case 'ROW': return Object.entries(form.fields).flatMap(([name, field]) => [...(isNamed(name) ? [] : [[...place, name].join('.')]), ...unnamed(field, [...place, name])])
    case 'RULE': return [...form.figures.filter((figure) => figureName(figure) === figure), ...unnamed(form.outcome, place)]
    default: return []
  }
}

describe('values as a banker reads them', () => {
  test('every word, field and figure has a name', () => {
    expect(policyKeys.flatMap(({ key }) => unnamed(keyForm(key), [nameOf(key)]))).toEqual([])
  })

  test('no name of a key speaks in code', () => {
    expect(policyKeys.filter(({ name }) => /[A-Za-z]{3,}/.test(name)).map(({ name }) => name)).toEqual([])
  })

  test('each kind in its own form', () => {
    expect(text('limit.firstLoanHaircut', '0.20')).toBe('20%')
    expect(text('price.roundUpTo', '0.0005')).toBe('0.05%')
    expect(text('limit.equityCap', '0.50')).toBe('0.50 倍')
    expect(text('scorecard.restrictedUpTo', 10_000_000)).toBe('100,000元')
    expect(text('committee.unitScopeUpTo', null)).toBe('不设上限')
    expect(text('organisation.visitStart', { value: 2, unit: 'WORKING_DAY' })).toBe('2 个工作日')
    expect(text('committee.passRule', { agree: 2, of: 3, vetoStops: true })).toBe('同意达 2/3，一票否决即止')
    expect(text('collection.collectionQuietHours', { from: '22:00', to: '08:00' })).toBe('22:00 至 08:00')
    expect(text('soft.matrix', { AGE: [{ when: [{ figure: 'age', is: 'GE', than: '30' }, { figure: 'age', is: 'LT', than: '45' }], then: 'NORMAL' }] })).toContain('年龄 ≥ 30 且 年龄 ＜ 45：正常')
    expect(expectedText(keyForm('limit.firstLoanHaircut'))).toBe('20% 到 30%')
  })

  test('a difference names the place inside a table', () => {
    const method = (tolerance: string) => ({ name: '七段抽样', verifies: ['sales'], strength: 'STRONG', unit: 'FEN', tolerance })
    const [methods, after] = [{ X13: method('0.05'), X14: method('0.05') }, { X13: method('0.03'), X14: method('0.05') }]
    expect(differences(keyForm('checks.methods'), methods, after, ['methods'])).toEqual([{ where: 'X13 七段抽样 · 容忍度', before: '5%', after: '3%' }])
    expect(differences(keyForm('organisation.visitStart'), { value: 2, unit: 'WORKING_DAY' }, { value: 1, unit: 'WORKING_DAY' }, ['visitStart'])).toEqual([{ where: '', before: '2 个工作日', after: '1 个工作日' }])
  })
})
