import { type Assessment, CAPS, planMonths, scheduleOf } from '#common/assessment/domain'
import type { Block, Run } from '#common/document/domain'
import { formatValue, isNumber } from '#common/figures/domain'
import { formatYuan } from '#kernel'
import type { Reporter } from './reporter.ts'

/** 十、评分、额度与定价. */
export function limitBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const head: Block = { block: 'heading', level: 1, says: '十、评分、额度与定价' }
  const { limit, score, price } = assessment
  if (limit === null || score === null || price === null) return [head, { block: 'text', says: '按规则拒绝，不核评分、额度与价格。' }]
  const { sheet, pack } = reporter.judgement
  const dimensions = Object.keys(pack.scorecard.dimensions)
  const bars = CAPS.flatMap((cap) => {
    const amount = limit.caps[cap]
    return amount === undefined ? [] : [{ name: sheet.definition(cap).name, amount, says: formatYuan(amount), binding: cap === limit.bindingCap }]
  }).toSorted((a, b) => a.amount - b.amount)
  return [
    head,
    { block: 'table', caption: `评分（评分卡 ${score.card}）`, columns: [{ title: '维度', width: 1.3 }, { title: '得分', align: 'right', width: 0.6 }, { title: '各项得分', width: 5 }], rows: dimensions.map((id): readonly Run[] => [sheet.definition(`dimension${id}`).name, reporter.figure(`dimension${id}`), Object.entries(score.indicators).filter(([one]) => one.startsWith(id)).map(([one, points]) => `${sheet.definition(one).name} ${points}`).join('，')]), total: ['总分', reporter.figure('score'), `等级 ${score.grade}${score.cappedGrade === score.grade ? '' : `，首贷按 ${score.cappedGrade} 级`}`] },
    { block: 'chart', caption: '各项约束（元）；深色为起约束的一项', chart: { chart: 'bars', bars } },
    { block: 'facts', rows: [
      { label: '起约束的一项', value: [`${sheet.definition(limit.bindingCap).name} `, reporter.figure(limit.bindingCap)] }, { label: '首贷折扣', value: reporter.figure('haircut') },
      { label: '核定额度', value: [{ ...reporter.figure('limit'), strong: true }, ' 元'] }, { label: '年利率', value: [{ ...reporter.figure('annualRate'), strong: true }, '（单利）'] },
      { label: '月供', value: [reporter.figure('instalment'), ' 元'] }, { label: '偿债覆盖', value: [reporter.figure('coverage'), ' 倍'] },
      { label: '可支配现金', value: [reporter.figure('disposableCash'), ' 元/月'] }, { label: '贷后负债率', value: reporter.figure('postLoanDebtRatio') },
      { label: '全部债务覆盖', value: [reporter.figure('dscr'), ' 倍'] }, { label: '压力测试', value: ['销售下降后 ', reporter.figure('stressedCoverage'), ' 倍，大幅下降后 ', reporter.figure('severeCoverage'), ' 倍'] },
      { label: '价格构成', value: ['预期损失 ', reporter.figure('expectedLoss'), '，资本成本 ', reporter.figure('capitalCost'), '，取整前 ', reporter.figure('rateBeforeRounding')], wide: true },
    ] },
  ]
}

/** 十一、还款计划. */
export function scheduleBlocks(reporter: Reporter, { limit }: Assessment): Block[] {
  const rate = reporter.value('annualRate')
  if (limit === null || limit.amountFen === 0 || rate === null || !isNumber(rate)) return []
  const { rows } = scheduleOf(reporter.caseFile.request, limit.amountFen, rate, reporter.judgement.pack.repayment)
  const total = (of: (row: (typeof rows)[number]) => number): string => formatYuan(rows.reduce((sum, row) => sum + of(row), 0))
  return [
    { block: 'heading', level: 1, says: '十一、还款计划（按核定额度）' },
    { block: 'table', columns: [{ title: '期次', align: 'center', width: 0.6 }, { title: '到期日', align: 'center' }, { title: '本金（元）', align: 'right' }, { title: '利息（元）', align: 'right' }, { title: '合计（元）', align: 'right' }, { title: '剩余本金（元）', align: 'right' }], rows: rows.map((row, index) => [String(index + 1), row.dueOn, formatYuan(row.principalFen), formatYuan(row.interestFen), formatYuan(row.principalFen + row.interestFen), formatYuan(row.balanceFen)]), total: ['合计', '', total((row) => row.principalFen), total((row) => row.interestFen), total((row) => row.principalFen + row.interestFen), ''] },
  ]
}

const PLAN = ['planSales', 'planOperating', 'planHousehold', 'planOther', 'newInstalment', 'planNet', 'closingCash'] as const

/** 十二、现金流预测. */
export function planBlocks(reporter: Reporter, { limit }: Assessment): Block[] {
  if (limit === null) return []
  const { sheet } = reporter.judgement
  const months = planMonths(reporter.caseFile)
  const labels = months.map((month) => month.slice(2))
  return [
    { block: 'heading', level: 1, says: '十二、现金流预测' },
    { block: 'chart', caption: '月末现金', chart: { chart: 'line', unit: 'FEN', labels, lines: [{ name: '月末现金', values: months.map((_, index) => reporter.amount('closingCash', index)) }], threshold: { name: '一期月供', value: reporter.amount('instalment') } } },
    { block: 'table', columns: [{ title: '月份', align: 'center', width: 0.7 }, ...PLAN.map((id) => ({ title: sheet.definition(id).name, ref: reporter.figure(id).ref, align: 'right' as const }))], rows: months.map((month, index) => [month, ...PLAN.map((id) => formatValue(sheet.figure(id, index), 'FEN'))]) },
    { block: 'text', says: ['放款后现金 ', reporter.figure('openingCash'), ' 元，预测期最低月末现金 ', reporter.figure('minClosing'), ' 元，为月供的 ', reporter.figure('minClosingToInstalment'), ' 倍；净现金为负的月份 ', reporter.figure('negativeMonths'), ' 个。'] },
  ]
}
