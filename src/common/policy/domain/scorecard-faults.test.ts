import { describe, expect, it } from 'vitest'
import { loadShippedPack, shippedFiles } from '#platform/packs'
import { Refusal } from '#kernel'
import { readValue, resolvePack, scorecardFaults, stretches, writtenChange, keyForm, type PolicyPack } from './index.ts'

const { scorecard } = loadShippedPack('default')
type Card = PolicyPack['scorecard']

/** The shipped card with the bins of one indicator written otherwise, the best bin still worth what it was. */
function withBins(id: string, ...bins: string[]): Card {
  const read = readValue('scorecard.indicators', { [id]: { name: '试', bins } })
  if (!('value' in read)) throw new Error(JSON.stringify(read))
  return { ...scorecard, indicators: { ...scorecard.indicators, ...(read.value as Card['indicators']) } }
}
const says = (card: Card): string[] => scorecardFaults(card).map((each) => each.says)

describe('a scorecard', () => {
  it('as shipped has nothing wrong', () => {
    expect(scorecardFaults(scorecard)).toEqual([])
  })

  it.each<[string, Card, string]>([
    ['a hole between two bins', withBins('C7', 'salesGrowth >= 0% and salesGrowth <= 40% -> 2', 'salesGrowth < -5% -> 1'), 'C7 销售同比在 -5% 与 0% 之间有空档'],
    ['bins with both ends that meet', withBins('A3', 'postLoanDebtRatio <= 30% -> 5', 'postLoanDebtRatio >= 30% and postLoanDebtRatio <= 40% -> 4'), 'A3 第 2 档与第 1 档重叠'],
    ['a bin that is never reached', withBins('A1', 'coverage >= 1.10 -> 10', 'coverage >= 2 -> 9'), 'A1 第 2 档与前面的分档重叠，永远取不到'],
    ['a bin never reached because two others share its room', withBins('B1', 'worstOverdueDays = 0 -> 6', 'worstOverdueDays <= 7 and overdueCount <= 2 -> 4', 'worstOverdueDays <= 7 and overdueCount > 2 -> 3', 'worstOverdueDays <= 5 and overdueCount >= 1 -> 2'), 'B1 第 4 档与前面的分档重叠，永远取不到'],
    ['a bin whose ends stand the wrong way round', withBins('A1', 'coverage >= 2 and coverage <= 1 -> 10'), 'A1 第 1 档的下限高于上限，没有数落得进'],
    ['a first bin that is not the best', withBins('C2', 'premises = LEASE_SHORTER -> 1', 'premises = OWN -> 3'), 'C2 首档应为最高分，第 2 档更高'],
    ['a word nobody knows', withBins('C2', 'premises = CASTLE -> 3'), 'C2 第 1 档：经营场所只能等于已知的取值：OWN、LEASE_COVERS_TERM、LEASE_SHORTER、NONE'],
    ['a number compared with a word', withBins('B3', 'inquiries3m = OWN -> 4'), 'B3 第 1 档：3 个月硬查询须与数字比较'],
    ['a guideline value no trade has', withBins('A3', 'postLoanDebtRatio <= v3 -> 5'), 'A3 第 1 档：贷后负债率须与数字比较'],
    ['guideline values among numbers', withBins('A2', 'netMargin >= v2 -> 5', 'netMargin >= 1% -> 1'), 'A2 第 1 档：同业值与数字不可混用'],
    ['a dimension that promises more than its indicators give', withBins('D6', 'habits = NONE -> 3'), '维度 D 个人与家庭满分 18，其指标最高分合计 19，二者须相等'],
    ['dimensions beyond 100', { ...scorecard, dimensions: { ...scorecard.dimensions, A: { name: '还款能力', points: 31 } } }, '各维度满分合计 100，现为 101'],
    ['grades that do not fall', { ...scorecard, grades: [{ grade: 'A', from: 85 }, { grade: 'B', from: 90 }, { grade: 'E', from: 0 }] }, '等级由高到低书写、分数线递减，最末一级为 0 分起'],
    ['a cap on a grade that is not there', { ...scorecard, grades: [{ grade: 'A', from: 85 }, { grade: 'C', from: 75 }, { grade: 'D', from: 55 }, { grade: 'E', from: 0 }] }, '封顶、受限与最低等级须在等级表内，缺 B 级'],
    ['twenty indicators', { ...scorecard, indicators: Object.fromEntries(Object.entries(scorecard.indicators).slice(0, 20)) }, '评分卡须多于 20 个指标，现有 20 个'],
  ])('is refused for %s', (_, card, expected) => {
    expect(says(card)).toContain(expected)
  })

  it('may have bins on whole numbers with nothing between them, and the rest at both ends', () => {
    expect(says(withBins('D4', 'unexplainedDeviations = 0 -> 3', 'unexplainedDeviations = 1 -> 2', 'unexplainedDeviations = 2 -> 1'))).toEqual([])
    expect(says(withBins('C7', 'salesGrowth >= 0% and salesGrowth <= 40% -> 2'))).toEqual([])
    expect(stretches('salesGrowth', scorecard.indicators['C7']?.bins ?? []).map(({ bin, from, to }) => [bin, from?.value ?? null, to?.value ?? null])).toEqual([[null, null, '-0.15'], [1, '-0.15', '-0.05'], [0, '-0.05', '0.4'].map((each) => each === '0.4' ? '0.40' : each), [2, '0.40', null]])
  })

  it('takes indicators of its own, drops others, and an overlay says only that', () => {
    const [base = {}] = shippedFiles('default').map(({ source }) => source)
    const own = resolvePack(base, { scorecard: { indicators: { B5: null, B10: { name: '网贷家数', bins: ['onlineLenders = 0 -> 3'] } } } }).scorecard
    expect(Object.keys(own.indicators).filter((id) => id.startsWith('B'))).toEqual(['B1', 'B2', 'B3', 'B4', 'B10'])
    expect(writtenChange(keyForm('scorecard.indicators'), scorecard.indicators, own.indicators)).toEqual({ B5: null, B10: { name: '网贷家数', bins: ['onlineLenders = 0 -> 3'] } })
    const refused = (change: unknown): unknown => { try { return resolvePack(base, { scorecard: { indicators: change } }) } catch (error) { return error instanceof Refusal ? error.at : error } }
    expect(refused({ F1: { name: '外', bins: ['onlineLenders = 0 -> 3'] } })).toBe('/scorecard/indicators/F1')
    // What a branch types: nothing, Chinese numerals, full-width digits, half a point, a minus, more bins than anyone reads.
    for (const bin of ['coverage >= 二 -> 10', 'coverage >= ２ -> 10', 'coverage ≥ 2 -> 10', 'coverage >= 2 -> 十', 'coverage >= 2 -> 9.5', 'coverage >= 2 -> -3', 'coverage >= 1e3 -> 10', '']) expect(refused({ A1: { bins: [bin] } }), bin).toBe('/scorecard/indicators/A1/bins/0')
    expect([refused({ A1: { bins: [] } }), refused({ A1: { bins: Array.from({ length: 3000 }, (_, i) => `coverage >= ${3000 - i} -> 10`) } })]).toEqual(['/scorecard/indicators/A1/bins', '/scorecard/indicators/A1/bins'])
    expect(refused({ C7: { bins: ['salesGrowth >= 0% -> 2', 'salesGrowth < -5% -> 1'] } })).toBe('/scorecard/indicators/C7/bins/1')
  })
})
