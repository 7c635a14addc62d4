import type { Sheet } from '#common/figures/domain'
import type { Working } from './axes.ts'
import type { JudgementPack } from './judgement-graph.ts'
import type { Reason } from './reason.ts'

const STATEMENTS = {
  BS: { name: '资产负债表', missing: ({ balance }: Working) => balance.cash.length + balance.bankDeposit.length + balance.inventory.length + balance.fixedAssets.length === 0 },
  IS: { name: '损益表', missing: ({ income }: Working) => income.sales.length === 0 || income.margins.length === 0 },
  EQ: { name: '权益检验表', missing: ({ equity }: Working) => equity === null },
  // A shop without goods says so by having none on its balance sheet; its table is then empty and complete.
  INV: { name: '库存表', missing: ({ balance, checks }: Working) => balance.inventory.length === 0 && checks.some((check) => check.account === 'inventory') },
  CF: { name: '现金流量表', missing: ({ income }: Working) => income.sales.length === 0 },
} as const

/** What the investigation still lacks by the pack's own measure: required statements first, then how thorough they are. */
export function incompleteness(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const input = sheet.source
  return [
    ...pack.statements.requiredStatements.flatMap((code): Reason[] => (STATEMENTS[code].missing(input) ? [{ rule: code, says: `${STATEMENTS[code].name}尚未完成`, effect: 'INCOMPLETE' }] : [])),
    ...marginItems(sheet, pack), ...estimatedMonths(input, pack), ...equityStart(sheet, pack), ...seenAndHeard(input, pack), ...repaymentType(input, pack),
  ]
}

function marginItems(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const items = sheet.source.income.margins.length
  const covered = sheet.rows('margins') > 0 && sheet.figure('marginCoverageEnough') === true
  if (items === 0 || items >= pack.statements.marginItemsAtLeast || covered) return []
  return [{ rule: '3.3', says: `毛利检验只有 ${items} 个品种，至少 ${pack.statements.marginItemsAtLeast} 个，或占销售额达到规定比例`, effect: 'INCOMPLETE' }]
}

function estimatedMonths({ income }: Working, pack: JudgementPack): Reason[] {
  const most = income.sales.reduce((months, line) => Math.max(months, line.estimatedMonths.length), 0)
  if (12 - most >= pack.statements.estimatedMonthsNeedEvidence) return []
  return [{ rule: '3.3', says: `营业额有凭据的月份只有 ${12 - most} 个，至少 ${pack.statements.estimatedMonthsNeedEvidence} 个才可估补其余月份`, effect: 'INCOMPLETE' }]
}

function equityStart(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const months = sheet.figure('equityMonths')
  if (typeof months !== 'number' || (months >= pack.statements.equityStartMonthsFrom && months <= pack.statements.equityStartMonthsTo)) return []
  return [{ rule: '3.5', says: `权益检验起点在 ${months} 个月前，宜在 ${pack.statements.equityStartMonthsFrom} 至 ${pack.statements.equityStartMonthsTo} 个月之间`, effect: 'NOTE' }]
}

function seenAndHeard({ evidence, soft }: Working, pack: JudgementPack): Reason[] {
  const photos = evidence.filter((each) => each.kind === 'PHOTO').length
  const voices = soft.inquiries.length
  return [
    ...(photos < pack.soft.photosAtLeast ? [{ rule: '5.3', says: `现场照片 ${photos} 张，至少 ${pack.soft.photosAtLeast} 张`, effect: 'NOTE' as const }] : []),
    ...(voices < pack.soft.sideInquiriesAtLeast ? [{ rule: '5.3', says: `侧面调查 ${voices} 人，至少 ${pack.soft.sideInquiriesAtLeast} 人`, effect: 'NOTE' as const }] : []),
  ]
}

function repaymentType({ request }: Working, pack: JudgementPack): Reason[] {
  if ((pack.repayment.repaymentTypes as readonly string[]).includes(request.method)) return []
  return [{ rule: 'S2-115', says: '本行政策不允许所选的还款方式', effect: 'INCOMPLETE' }]
}
