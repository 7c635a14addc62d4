import { type Assessment, Judgement, wordOf } from '#common/assessment/domain'
import type { Block, Fact, Paper, Run } from '#common/document/domain'
import type { TradeAnswer } from '#common/trade/domain'
import { capitals, formatYuan } from '#kernel'
import { conclusionBlocks, riskBlocks } from './conclusion.ts'
import { checkBlocks, flagBlocks, softBlocks } from './findings.ts'
import type { JudgedCase } from './investigation-report.ts'
import { limitBlocks, planBlocks } from './judgement-blocks.ts'
import { headBlocks, historyBlocks } from './opening.ts'
import { Reporter } from './reporter.ts'
import { tradeBlocks } from './trade-blocks.ts'

export interface CreditReportOf extends JudgedCase {
  /** What the bank knows of the trade on the day of issue; null for a household without a business. */
  readonly trade: TradeAnswer | null
}

/** 综合信用报告: one customer on a few pages – who he is, how he stands in his trade, what he owns and owes, what he can repay, what people and the bureau say – made from the submitted version with nothing typed again [S1-18]. */
export function creditReport({ caseFile, pack, assessment, about, trade }: CreditReportOf): Paper {
  const reporter = new Reporter(new Judgement(caseFile, pack), caseFile, about)
  const parts: readonly (readonly [title: string, blocks: readonly Block[]])[] = [
    ['综合评价', summaryBlocks(reporter, assessment)], ['客户概况', body(historyBlocks(reporter))], ['经营与同业', tradeBlocks(reporter, trade)], ['资产与负债', wealthBlocks(reporter)], ['偿债能力', [...body(limitBlocks(reporter, assessment)), ...body(planBlocks(reporter, assessment)).filter(({ block }) => block === 'chart')]],
    ['信用记录与软信息', body(softBlocks(reporter))], ['信息可靠性', body(checkBlocks(reporter, assessment)).filter(({ block }) => block !== 'table')], ['风险提示', [...body(flagBlocks(reporter, assessment)), ...body(riskBlocks(reporter, assessment))]], ['结论', body(conclusionBlocks(reporter, assessment))],
  ]
  const shown = parts.filter(([, blocks]) => blocks.length > 0)
  return {
    title: '综合信用报告', subtitle: `${caseFile.applicant.name}　${caseFile.business.name}　${about.number}`,
    blocks: [...headBlocks(reporter), ...shown.flatMap(([title, blocks], at): Block[] => [{ block: 'heading', level: 1, says: `${NUMERALS[at] ?? ''}、${title}` }, ...blocks])],
    references: reporter.references,
  }
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The blocks of a chapter of the investigation report without its own heading. */
function body(blocks: readonly Block[]): Block[] {
  return blocks.filter((block) => block.block !== 'heading' || block.level > 1)
}

function summaryBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const { limit, score, price } = assessment
  const { pack, sheet } = reporter.judgement
  const verdict: Run = limit === null || score === null || price === null
    ? ['按规则不予贷款：', assessment.reasons.filter(({ effect }) => effect === 'REJECT').map(({ says }) => says).join('；'), '。']
    : [{ says: `综合评分 ${score.total} 分，等级 ${score.grade}`, strong: true }, score.cappedGrade === score.grade ? '' : `（首贷按 ${score.cappedGrade} 级）`, '；核定额度 ', { ...reporter.figure('limit'), strong: true }, ` 元（${capitals(limit.amountFen)}），年利率 `, { ...reporter.figure('annualRate'), strong: true }, '，月供 ', reporter.figure('instalment'), ' 元，覆盖 ', reporter.figure('coverage'), ' 倍。']
  if (score === null) return [{ block: 'text', says: verdict }]
  const bars = Object.entries(pack.scorecard.dimensions).map(([id, { name, points }]) => {
    const got = Object.entries(score.indicators).reduce((sum, [one, value]) => (one.startsWith(id) ? sum + value : sum), 0)
    return { name, amount: points === 0 ? 0 : Math.round((got * 100) / points), says: `${reporter.figure(`dimension${id}`).says} / ${points}` }
  })
  return [{ block: 'text', says: verdict }, { block: 'chart', caption: `各维度得分率（评分卡 ${score.card}，总分 ${sheet.figure('score') === null ? '—' : reporter.figure('score').says}）`, chart: { chart: 'bars', bars } }]
}

const ASSETS = ['cash', 'bankDeposit', 'receivables', 'prepayments', 'inventory', 'fixedAssets', 'prepaidRent', 'otherOperatingAssets'] as const

function wealthBlocks(reporter: Reporter): Block[] {
  const bars = ASSETS.flatMap((id) => {
    const amount = reporter.amount(id)
    return amount <= 0 ? [] : [{ name: reporter.judgement.sheet.definition(id).name, amount, says: reporter.figure(id).says }]
  })
  const facts: readonly (readonly [label: string, figure: string, unit: string])[] = [['总资产', 'totalAssets', ' 元'], ['总负债', 'totalLiabilities', ' 元'], ['实际权益', 'actualEquity', ' 元'], ['资产负债率', 'debtRatio', ''], ['有息负债', 'interestBearingDebt', ' 元'], ['对外担保', 'guaranteesGiven', ' 元'], ['家庭净资产', 'householdNetWorth', ' 元'], ['权益偏差', 'equityDeviation', '']]
  const rows = facts.flatMap(([label, id, unit]): Fact[] => (reporter.value(id) === null ? [] : [{ label, value: [reporter.figure(id), unit] }]))
  const loans = reporter.caseFile.balance.loans.map((loan): readonly Run[] => [loan.label, wordOf('lender', loan.lender) ?? loan.lender, reporter.typed(loan.amountFen, loan.evidence), formatYuan(loan.monthlyPrincipalFen)])
  return [
    ...(bars.length === 0 ? [] : [{ block: 'chart' as const, caption: '经营资产构成（元）', chart: { chart: 'bars' as const, bars } }]), { block: 'facts', rows },
    ...(loans.length === 0 ? [] : [{ block: 'table' as const, caption: '现有借款', columns: [{ title: '借款', width: 2 }, { title: '机构' }, { title: '余额（元）', align: 'right' as const }, { title: '月还本金（元）', align: 'right' as const }], rows: loans }]),
  ]
}
