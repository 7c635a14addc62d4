import { type Bin, type End, isGuideline, meets, reached, stretches } from './bins.ts'
import { scoreFigure } from './keys/score-figures.ts'
import { DIMENSIONS, GRADES, INDICATORS_MORE_THAN } from './keys/scorecard.ts'
import type { PolicyPack } from './pack.ts'
import { percentOf } from './written.ts'

type Card = PolicyPack['scorecard']

/** What is wrong with a card, and where: the path below `scorecard`. */
export interface CardFault {
  readonly at: readonly string[]
  readonly says: string
}

/** Everything that keeps a card from being used, in the order a reader meets it. */
export function scorecardFaults(card: Card): readonly CardFault[] {
  return [...totals(card), ...Object.entries(card.indicators).flatMap(([id, { bins }]) => binFaults(bins).map(({ at, says }) => ({ at: ['indicators', id, ...at], says: `${id} ${says}` }))), ...gradeFaults(card)]
}

/** The most points an indicator gives. */
export function mostPoints(bins: readonly Bin[]): number {
  return Math.max(0, ...bins.map(({ then }) => Number(then)))
}

function totals({ dimensions, indicators }: Card): readonly CardFault[] {
  const ids = Object.keys(indicators)
  const whole = DIMENSIONS.reduce((sum, each) => sum + dimensions[each].points, 0)
  const best = (dimension: string): number => ids.filter((id) => id.startsWith(dimension)).reduce((sum, id) => sum + mostPoints(indicators[id]?.bins ?? []), 0)
  return [
    ...(whole === 100 ? [] : [{ at: ['dimensions'], says: `各维度满分合计 100，现为 ${whole}` }]),
    ...(ids.length > INDICATORS_MORE_THAN ? [] : [{ at: ['indicators'], says: `评分卡须多于 ${INDICATORS_MORE_THAN} 个指标，现有 ${ids.length} 个` }]),
    ...DIMENSIONS.flatMap((each) => {
      const { name, points } = dimensions[each]
      if (!ids.some((id) => id.startsWith(each))) return [{ at: ['indicators'], says: `维度 ${each} ${name}没有指标` }]
      return best(each) === points ? [] : [{ at: ['indicators'], says: `维度 ${each} ${name}满分 ${points}，其指标最高分合计 ${best(each)}，二者须相等` }]
    }),
  ]
}

/** What is wrong with the bins of one indicator; `at` is below the indicator. */
export function binFaults(bins: readonly Bin[]): readonly CardFault[] {
  const spoken = conditionFaults(bins)
  if (spoken.length > 0) return spoken
  const figures = [...new Set(bins.flatMap(({ when }) => when.map(({ figure }) => figure)))]
  const [sole] = figures
  const used = reached(figures, bins)
  const lost = bins.flatMap((bin, i) => (used.has(i) ? [] : [{ at: ['bins', String(i)], says: reached(figures, [bin]).size === 0 ? `第 ${i + 1} 档的下限高于上限，没有数落得进` : `第 ${i + 1} 档与前面的分档重叠，永远取不到` }]))
  const onLine = figures.length === 1 && sole !== undefined && scoreFigure(sole)?.is !== 'WORD' && lost.length === 0 ? lineFaults(sole, bins) : []
  const best = bins.findIndex(({ then }) => Number(then) > Number(bins[0]?.then))
  return [...lost, ...onLine, ...(best < 0 ? [] : [{ at: ['bins', '0'], says: `首档应为最高分，第 ${best + 1} 档更高` }])]
}

/** Each comparison by itself: words that are known, numbers where numbers belong. */
function conditionFaults(bins: readonly Bin[]): readonly CardFault[] {
  return bins.flatMap(({ when }, i) => when.flatMap(({ figure, is, than }) => {
    const known = scoreFigure(figure)
    const at = ['bins', String(i)]
    const isNumber = /^-?\d/.test(than)
    if (known?.is === 'WORD') return (known.words ?? []).includes(than) && is === 'EQ' ? [] : [{ at, says: `第 ${i + 1} 档：${known.name}只能等于已知的取值：${(known.words ?? []).join('、')}` }]
    if (!isNumber && !(figure === 'netMargin' && isGuideline(than))) return [{ at, says: `第 ${i + 1} 档：${known?.name ?? figure}须与数字比较` }]
    const mixed = bins.some((bin) => bin.when.some((each) => each.figure === figure && isGuideline(each.than) !== isGuideline(than)))
    return mixed ? [{ at, says: `第 ${i + 1} 档：同业值与数字不可混用` }] : []
  }))
}

/** On the line of one figure: no hole between bins, and no bin that says of itself both ends and reaches into another. What lies outside all bins is the rest, 0 points. */
function lineFaults(figure: string, bins: readonly Bin[]): readonly CardFault[] {
  const line = stretches(figure, bins)
  const holes = line.flatMap((each, i) => {
    if (each.bin !== null || i === 0 || i === line.length - 1) return []
    return [{ at: ['bins', String(Math.max(line[i - 1]?.bin ?? 0, line[i + 1]?.bin ?? 0))], says: `${scoreFigure(figure)?.name ?? figure}在${room(figure, each.from, each.to)}有空档` }]
  })
  const crossings = bins.flatMap((bin, i) => {
    const split = line.filter((each) => each.bin === i).length > 1
    const other = bin.when.length > 1 || split ? bins.findIndex((each, at) => at < i && meets(figure, bins, each, bin)) : -1
    return other < 0 ? [] : [{ at: ['bins', String(i)], says: `第 ${i + 1} 档与第 ${other + 1} 档重叠` }]
  })
  return [...holes, ...crossings]
}

/** `-5% 与 0% 之间`, or the single value that no bin takes. */
function room(figure: string, from: End | null, to: End | null): string {
  const said = (end: End | null): string => (end === null ? '…' : scoreFigure(figure)?.is === 'PERCENT' ? percentOf(end.value) : end.value)
  return from?.value === to?.value ? ` ${said(from)} 处` : ` ${said(from)} 与 ${said(to)} 之间`
}

function gradeFaults({ grades, firstLoanCap, restrictedGrades, lowestGrade }: Card): readonly CardFault[] {
  const letters = grades.map(({ grade }) => grade)
  const falls = grades.every(({ grade, from }, i) => i === 0 || (from < (grades[i - 1]?.from ?? 0) && GRADES.indexOf(grade) > GRADES.indexOf(grades[i - 1]?.grade ?? grade)))
  const unknown = [firstLoanCap, ...restrictedGrades, lowestGrade.grade].find((each) => !letters.includes(each))
  return [
    ...(falls && grades.at(-1)?.from === 0 ? [] : [{ at: ['grades'], says: '等级由高到低书写、分数线递减，最末一级为 0 分起' }]),
    ...(unknown === undefined ? [] : [{ at: ['grades'], says: `封顶、受限与最低等级须在等级表内，缺 ${unknown} 级` }]),
  ]
}
