import { formatExact } from '#kernel'
import { describe, expect, it } from 'vitest'
import { type Algorithm, type Axis, type FigureText, Sheet, type Value, buildGraph, formulaInWords, isNumber, parseFormula } from './index.ts'

/** A shop small enough to work out by hand: three stalls, two months, one rate. */
interface Shop {
  readonly rent: number | null
  readonly rate: string
  readonly kind: string
  readonly stalls: readonly { readonly name: string; readonly taken: number | null; readonly open: boolean; readonly by: readonly number[] }[]
}
const shop: Shop = { rent: 100, rate: '0.25', kind: 'FRUIT', stalls: [{ name: 'a', taken: 30, open: true, by: [10, 20] }, { name: 'b', taken: null, open: true, by: [1, 2] }, { name: 'c', taken: 50, open: false, by: [3, 4] }] }
const pack = { least: 40, share: '0.1' }

const AXES: Record<string, Axis<Shop>> = {
  stalls: { name: 'stalls', rows: (input) => input.stalls, pointer: (_, row) => `/stalls/${row}`, reads: ['stalls'] },
  month: { name: 'month', rows: () => [{ month: 1 }, { month: 2 }], pointer: () => null, reads: [] },
}
const ALGORITHMS: Record<string, Algorithm<Shop>> = {
  double: { name: '翻倍', figures: [], inputs: [], run: ([value]) => (typeof value === 'number' ? value * 2 : null) },
}
const text = (id: string, formula: string, more: Partial<FigureText> = {}): FigureText => ({ id, name: id, unit: 'RATIO', source: 'test', formula, ...more })

function value(formula: string, others: readonly FigureText[] = [], input: Shop = shop): Value {
  return new Sheet(buildGraph([text('asked', formula), ...others], AXES, ALGORITHMS), input, pack).figure('asked')
}
const shown = (of: Value) => (of !== null && isNumber(of) ? formatExact(of, 4).replace(/\.?0+$/, '') : of)

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', '7'], ['(1 + 2) * 3', '9'], ['10 - 4 - 3', '3'], ['24 / 4 / 2', '3'], ['2 - -3', '5'], ['-2 * -3', '6'], ['-(1 + 2)', '-3'], ['1 / 3 * 3', '1'], ['0.1 + 0.2', '0.3'],
    ['7 - 2 * 3 + 4 / 2', '3'],
  ])('%s is %s', (formula, expected) => {
    expect(shown(value(formula))).toBe(expected)
  })

  it.each([
    ['1 < 2 and 2 < 3', true], ['1 + 1 = 2', true], ['not 1 = 2', true], ['not (1 = 1) or 2 >= 2', true], ['1 = 2 or 3 = 3 and 1 = 2', false], ['(1 = 2 or 3 = 3) and 1 = 1', true], ['1 != 1', false], ["in.kind = 'FRUIT'", true],
    ["in.kind = 'MEAT'", false], ["'2025-02' < '2025-11'", true], ['0.50 = 1 / 2', true], ['true and not false', true],
  ])('%s is %s', (formula, expected) => {
    expect(value(formula)).toBe(expected)
  })

  it('reads case, pack, rows, fields and the index it stands in', () => {
    expect(shown(value('in.rent * in.rate + policy.least'))).toBe('65')
    expect(value('sum(stalls, .taken)')).toBe(80)
    expect(value('sum(stalls, .by[1])')).toBe(26)
    expect(value('sum(each)', [text('each', 'k * 10', { over: 'stalls' })])).toBe(30)
    expect(value('each[2]', [text('each', 'k * 10', { over: 'stalls' })])).toBe(20)
    expect(value('sum(total)', [text('total', 'sum(stalls, .by[k])', { over: 'month' })])).toBe(40)
  })

  it('counts, finds and compares over rows', () => {
    expect([value('count(stalls, .open)'), value('any(stalls, .taken > 40)'), value('all(stalls, .open)'), value('all(stalls, .taken > 20 or not has(.taken))'), value('maxOf(stalls, .taken)'), value('minOf(stalls, .taken)')]).toEqual([2, true, false, true, 50, 30])
    expect([value('max(each)', [text('each', '.taken', { over: 'stalls' })]), value('min(each)', [text('each', '.taken', { over: 'stalls' })])]).toEqual([50, 30])
    const nothing = { ...shop, stalls: [] }
    expect([value('sum(stalls, .taken)', [], nothing), value('count(stalls, true)', [], nothing), value('any(stalls, true)', [], nothing), value('all(stalls, false)', [], nothing), value('maxOf(stalls, .taken)', [], nothing)]).toEqual([0, 0, false, true, null])
  })

  it('rolls forward from instance to instance', () => {
    const sheet = new Sheet(buildGraph([text('balance', 'previous(balance, 100) + .by[0]', { over: 'stalls' })], AXES, {}), shop, pack)
    expect([0, 1, 2].map((row) => sheet.figure('balance', row))).toEqual([110, 111, 114])
  })

  it.each([
    ['least(3, in.none, 5)', 3], ['greatest(3, in.none, 5)', 5], ['min(3, 4)', 3], ['max(3, 4)', 4], ['abs(2 - 9)', 7], ['round(5 / 2)', 3], ['round(-5 / 2)', -3], ['floorTo(1999, 1000)', 1000], ['ceilTo(1001, 1000)', 2000], ['floorTo(-1, 1000)', -1000],
    ["match(in.kind, 'MEAT', 1, 'FRUIT', 2, 3)", 2], ["match(in.kind, 'MEAT', 1, 3)", 3], ['if(1 = 1, 7, 8)', 7], ['when(1 = 1, 7)', 7], ['given(in.none, 9)', 9], ['given(in.rent, 9)', 100], ['double(21)', 42],
  ])('%s is %s', (formula, expected) => {
    expect(value(formula)).toBe(expected)
  })
})

describe('what is not known', () => {
  it.each(['in.none + 1', '1 - in.none', 'in.none * 0', '-in.none', 'in.none = 1', 'in.none < 1', 'abs(in.none)', 'round(in.none)', 'min(1, in.none)', 'max(1, in.none)', 'floorTo(in.none, 10)', 'when(1 = 2, 5)', 'not in.none', 'least(in.none, in.none)', '1 / 0', '1 / (2 - 2)', 'double(in.none)', 'given(in.none, in.none)'])('%s is not known', (formula) => {
    expect(value(formula)).toBe(null)
  })

  it('is no reason to say yes, and no reason to say no to what else holds', () => {
    expect([value('in.none = 1 and 1 = 1'), value('in.none = 1 or 1 = 1'), value('in.none = 1 or in.none = 2'), value('if(in.none = 1, 5, 6)'), value('has(in.none)')]).toEqual([false, true, false, 6, false])
  })

  it('is passed over in sums and extremes: an unknown month is no month of nothing', () => {
    const each = text('each', '.taken', { over: 'stalls' })
    expect([value('sum(each)', [each]), value('min(each)', [each]), value('max(each)', [each])]).toEqual([80, 30, 50])
  })

  it('is only asked for where the branch is taken', () => {
    expect(value('if(1 = 1, 2, broken)', [text('broken', 'sum(stalls, .by[.taken / 3])')])).toBe(2)
  })
})

describe('a formula that is not one', () => {
  it.each([
    ['1 +', 'ends too early'], ['', 'ends too early'], ['1 2', 'goes on after its end'], ['a b', 'goes on after its end'], ['(1 + 2', 'expected )'], ['sum(stalls, .taken', 'expected )'], ['1 = 2 = 3', 'goes on after its end'], ["'open", 'unreadable'], ['1 ? 2', 'unreadable'],
    ['* 3', 'unexpected *'], ['1.', 'unreadable'], ['a[1', 'expected ]'], [')', 'unexpected )'], ['a;b', 'unreadable'], ['if(1 = 1, 2)', 'if takes 3'], ['abs(1, 2)', 'abs takes 1'], ["match('a', 'b', 1)", 'match takes'], ['when(true)', 'when takes 2'], ['maxOf(stalls)', 'maxOf needs'], ['min()', 'min takes'],
  ])('%s is refused: %s', (formula, says) => {
    expect(() => parseFormula(formula)).toThrow(says)
  })

  it.each([
    ['unknown figure b', [text('a', 'b')]], ['unknown algorithm lots', [text('a', 'lots(1)')]], ['unknown list carts', [text('a', 'sum(carts, .x)')]], ['unknown list', [text('a', '1', { over: 'carts' })]], ['defined twice', [text('a', '1'), text('a', '2')]],
    ['outside of rows', [text('a', '.taken')]], ['outside of rows', [text('a', 'sum(stalls, .taken) + .taken')]], ['match compares with words', [text('a', 'match(in.kind, in.kind, 1, 2)')]],
  ])('is refused by the graph: %s', (says, figures) => {
    expect(() => buildGraph(figures, AXES, ALGORITHMS)).toThrow(says)
  })

  it.each([
    ['itself', [text('a', 'a + 1')]],
    ['two that need each other', [text('a', 'b'), text('b', 'a')]],
    ['a ring of three, one of them in a branch', [text('a', 'if(1 = 2, b, 1)'), text('b', 'c'), text('c', '1 + a')]],
    ['a sum over figures that read the sum', [text('a', 'sum(b)'), text('b', 'a', { over: 'stalls' })]],
    ['the one before of a figure that has only one', [text('a', 'previous(b, 0)', { over: 'stalls' }), text('b', 'sum(a)')]],
  ])('%s: a circle is refused', (_, figures) => {
    for (const order of [figures, figures.toReversed()]) expect(() => buildGraph(order, AXES, {})).toThrow('circle')
  })

  it('may read the instance before it, also through another figure and whichever stands first', () => {
    const figures = [text('opening', 'previous(closing, 100)', { over: 'stalls' }), text('closing', 'opening + .by[0]', { over: 'stalls' })]
    for (const order of [figures, figures.toReversed()]) expect(new Sheet(buildGraph(order, AXES, {}), shop, pack).figure('closing', 2)).toBe(114)
  })
})

describe('money', () => {
  it('is rounded half-up to the fen at its own node, unless kept exact; ratios never', () => {
    const figures = [text('share', 'in.rent / 3', { unit: 'FEN' }), text('kept', 'in.rent / 3', { unit: 'FEN', exact: true }), text('ratio', 'in.rent / 3')]
    const sheet = new Sheet(buildGraph([...figures, text('half', '5 / 2', { unit: 'FEN' }), text('minus', '-5 / 2', { unit: 'FEN' })], AXES, {}), shop, pack)
    expect(sheet.figure('share')).toBe(33)
    expect([shown(sheet.figure('kept')), shown(sheet.figure('ratio'))]).toEqual(['33.3333', '33.3333'])
    expect([sheet.figure('half'), sheet.figure('minus')]).toEqual([3, -3])
  })
})

describe('a formula in words', () => {
  const namer = { figure: (id: string) => `【${id}】`, input: (path: string) => `入${path}`, field: (path: string) => `栏${path}`, policy: (path: string) => `策${path}`, list: (axis: string) => `表${axis}`, algorithm: (name: string) => `算${name}`, word: (field: string, value: string) => `${field}${value}` }
  it.each([
    ['(a + b) * c', '(【a】 + 【b】) × 【c】'], ['a - (b - c)', '【a】 − (【b】 − 【c】)'], ['a / b * 360', '【a】 ÷ 【b】 × 360'], ['a / (b * c)', '【a】 ÷ (【b】 × 【c】)'], ['-a + b', '−【a】 + 【b】'], ['sum(stalls, .x)', 'Σ表stalls(栏x)'], ['sum(a)', 'Σ【a】'],
    ['if(a > 0, b, 0)', '若 【a】 > 0 则 【b】 否则 0'], ["in.kind = 'A' and not b", '入kind = 「kindA」 且 非 【b】'], ['previous(a, b)', '上期【a】'], ['policy.limit.payRatio * a', '策limit.payRatio × 【a】'], ['double(a)', '算double(【a】)'], ['given(a, b)', '优先取(【a】, 【b】)'],
    ["match(in.kind, 'A', a, b)", '按入kind：「kindA」取【a】，其余取【b】'], ['(a or b) and c', '(【a】 或 【b】) 且 【c】'],
  ])('%s reads %s', (formula, words) => {
    expect(formulaInWords(parseFormula(formula), namer)).toBe(words)
  })
})
