import { GRADED, type JudgementPack, windowMonths, wordOf } from '#common/assessment/domain'
import type { Block, Run } from '#common/document/domain'
import { formatValue, isNumber } from '#common/figures/domain'
import { PLACES_AMONG, type Spread, type TradeAnswer, placeAmong } from '#common/trade/domain'
import { approximate, exact } from '#kernel'
import type { Reporter } from './reporter.ts'

/** The shop beside its trade: guideline values, the bank's own shops, and the year's sales against the season of the trade. */
export function tradeBlocks(reporter: Reporter, trade: TradeAnswer | null): Block[] {
  const { pack, sheet } = reporter.judgement
  const spreads = new Map<string, Spread>(trade?.spreads.map((spread) => [spread.id, spread]) ?? [])
  const rows = GRADED.flatMap(([id, name, at]): (readonly Run[])[] => {
    const value = sheet.figure(id)
    if (value === null || !isNumber(value)) return []
    const shown = (text: string | null | undefined): string => (text === null || text === undefined ? '—' : formatValue(exact(text), sheet.definition(id).unit))
    const guide = guideline(pack, at)
    const grade = sheet.figure(`${id}Grade`)
    const spread = spreads.get(id)
    return [[name, reporter.figure(id), [shown(guide?.v1), ' / ', shown(guide?.v3), ' / ', shown(guide?.v5)].join(''), { says: typeof grade === 'string' ? (wordOf('grade', grade) ?? grade) : '—', strong: grade === 'POOR' || grade === 'LOW' }, spread === undefined || spread.p50 === null ? '户数不足' : `${shown(spread.p25)} / ${shown(spread.p50)} / ${shown(spread.p75)}`, placeOf(value, spread)]]
  })
  if (rows.length === 0) return []
  return [
    { block: 'table', caption: `与同业比较（行业：${pack.industry.name}；行业标准值为建议值，待本行确认）`, columns: [{ title: '指标', width: 1.2 }, { title: '本户', align: 'right', width: 0.9 }, { title: '行业标准 优/中/差', align: 'right', width: 1.9 }, { title: '等级', width: 0.7 }, { title: '本行同业 四分位', align: 'right', width: 1.9 }, { title: '本户所处', width: 1.4 }], rows },
    { block: 'text', small: true, says: trade === null || trade.samples < trade.least.quartiles ? `本行已批准的同业样本 ${trade?.samples ?? 0} 户，满 ${trade?.least.quartiles ?? pack.checks.tradeSamples.quartiles} 户后显示本行数据。` : `本行同业样本 ${trade.samples} 户（${trade.years?.from ?? ''}–${trade.years?.to ?? ''} 年批准），不含客户信息。` },
    ...seasonBlocks(reporter),
  ]
}

function placeOf(value: Parameters<typeof placeAmong>[0], spread: Spread | undefined): string {
  const place = spread === undefined ? null : placeAmong(value, spread)
  return place === null ? '—' : PLACES_AMONG[place]
}

function guideline(pack: JudgementPack, at: string): Readonly<Record<'v1' | 'v2' | 'v3' | 'v4' | 'v5', string>> | undefined {
  const path = at.replace('policy.industry.', '').split('.')
  return path.reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part], pack.industry) as ReturnType<typeof guideline>
}

/** Sales month by month, and what they would be if the year ran as it does in the trade. */
function seasonBlocks(reporter: Reporter): Block[] {
  const { pack, sheet } = reporter.judgement
  const year = sheet.figure('annualSales')
  if (year === null || !isNumber(year)) return []
  const months = windowMonths(reporter.caseFile.cutOffOn)
  const index = (month: string): number => Number(pack.industry.seasonIndex[month.slice(5) as keyof typeof pack.industry.seasonIndex])
  return [{ block: 'chart', caption: '近十二个月销售与行业季节', chart: { chart: 'line', unit: 'FEN', labels: months.map((month) => month.slice(2)), lines: [{ name: '本户', values: months.map((_, at) => reporter.amount('sales', at)) }, { name: '按行业季节', values: months.map((month) => Math.round(approximate(year) * index(month))) }] } }]
}

