import type { Sheet } from '#common/figures/domain'
import type { Working } from './axes.ts'
import { termsFault } from './offer.ts'
import type { JudgementPack } from './judgement-graph.ts'
import { ofKind } from './kinds.ts'
import type { Reason } from './reason.ts'

const STATEMENTS = {
  BS: { name: '资产负债表', missing: ({ balance }: Working) => balance.cash.length + balance.bankDeposit.length + balance.inventory.length + balance.fixedAssets.length === 0 },
  IS: { name: '损益表', missing: ({ income, salary }: Working) => (salary === null ? income.sales.length === 0 || income.margins.length === 0 : salary.wages.length === 0) },
  EQ: { name: '权益检验表', missing: ({ equity, householdEquity, salary }: Working) => (salary === null ? isBlank(equity) && isHouseholdBlank(householdEquity) : isHouseholdBlank(householdEquity)) },
  // A shop without goods says so by having none on its balance sheet; its table is then empty and complete.
  INV: { name: '库存表', missing: ({ balance, checks }: Working) => balance.inventory.length === 0 && checks.some((check) => check.account === 'inventory') },
  CF: { name: '现金流量表', missing: ({ income, salary }: Working) => income.sales.length === 0 && salary === null },
} as const

/** A table that was begun and holds no amount yet compares with nothing. */
function isBlank(equity: Working['equity']): boolean {
  if (equity === null) return true
  const { initial, profits, injections, appreciation, household, withdrawals, depreciation } = equity
  return [...initial, ...profits, ...injections, ...appreciation, ...household, ...withdrawals, ...depreciation].every(({ amountFen }) => amountFen === 0)
}

function isHouseholdBlank(equity: Working['householdEquity']): boolean {
  if (equity === null) return true
  const { initial, incomes, appreciation, withdrawals, depreciation } = equity
  return [...initial, ...incomes, ...appreciation, ...withdrawals, ...depreciation].every(({ amountFen }) => amountFen === 0)
}

/** What the investigation still lacks by the pack's own measure: required statements first, then how thorough they are. */
export function incompleteness(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  const input = sheet.source
  return [
    ...missingStatements(input, pack).map(({ code, name }): Reason => ({ rule: code, says: `${name}尚未完成`, effect: 'INCOMPLETE' })),
    ...marginItems(sheet, pack), ...estimatedMonths(input, pack), ...equityStart(sheet, pack), ...seenAndHeard(input, pack), ...repaymentTerms(input, pack), ...bureau(input), ...unsupported(input), ...days(input), ...ofKind(sheet, pack),
  ]
}

/** Required statements nobody has filled in yet. */
export function missingStatements(input: Working, pack: JudgementPack): { readonly code: string; readonly name: string }[] {
  return required(input, pack).filter((code) => STATEMENTS[code].missing(input)).map((code) => ({ code, name: STATEMENTS[code].name }))
}

/** The statements of the pack, and for a large amount the cash flow whatever the pack leaves out [S2-61]. */
function required({ request }: Working, { statements }: JudgementPack): readonly (keyof typeof STATEMENTS)[] {
  const always = statements.requiredStatements
  return always.includes('CF') || request.amountFen < statements.bigAmount ? always : [...always, 'CF']
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

function repaymentTerms({ request }: Working, pack: JudgementPack): Reason[] {
  const fault = termsFault(request)
  const allowed = (pack.repayment.repaymentTypes as readonly string[]).includes(request.method)
  return [
    ...(allowed ? [] : [{ rule: 'S2-115', says: '本行政策不允许所选的还款方式', effect: 'INCOMPLETE' as const }]),
    ...(fault === null ? [] : [{ rule: '9.1', says: fault, effect: 'INCOMPLETE' as const }]),
  ]
}

function bureau({ creditReport, application }: Working): Reason[] {
  if (creditReport === null) return [{ rule: '3.1', says: '尚未录入征信报告', effect: 'INCOMPLETE' }]
  const early = application.bureauAuthorisedOn !== null && creditReport.queriedOn < application.bureauAuthorisedOn
  return early ? [{ rule: 'H09', says: `征信查询日 ${creditReport.queriedOn} 早于授权日 ${application.bureauAuthorisedOn}`, effect: 'INCOMPLETE' }] : []
}

/** Income and assets that nothing but somebody's word supports may not carry a total (3.1 rule 5, [S0-43]). */
function unsupported({ balance, income, salary, evidence }: Working): Reason[] {
  const better = new Set(evidence.filter((each) => each.class !== 'STATEMENT').map((each) => each.id))
  const rows = [
    ...[...balance.cash, ...balance.bankDeposit, ...balance.receivables, ...balance.prepayments, ...balance.inventory.filter((row) => row.ownership === 'OWN' && row.condition !== 'EXPIRED'), ...balance.otherOperatingAssets, ...balance.nonOperatingAssets].filter((row) => row.amountFen > 0),
    ...balance.fixedAssets.filter((row) => row.costFen > 0), ...(salary?.bonuses ?? []).filter((row) => row.amountFen > 0),
    ...[...income.sales, ...income.otherIncome, ...income.householdIncome, ...(salary?.wages ?? []), ...(salary?.spouseWages ?? [])].filter((row) => (typeof row.monthlyFen === 'number' ? row.monthlyFen > 0 : row.monthlyFen.some((each) => each > 0))),
  ]
  const bare = rows.filter((row) => !row.evidence.some((id) => better.has(id))).map((row) => row.label)
  if (bare.length === 0) return []
  return [{ rule: '3.1', says: `只有口述而无其他凭据的收入或资产 ${bare.length} 行：${bare.slice(0, 5).join('、')}${bare.length > 5 ? ' 等' : ''}`, effect: 'INCOMPLETE' }]
}

/** Days that contradict each other. */
function days({ application, cutOffOn, request, balance, equity }: Working): Reason[] {
  const wrong = [
    ...(application.appliedOn > cutOffOn ? [`申请日 ${application.appliedOn} 晚于截止日 ${cutOffOn}`] : []),
    ...(request.disbursedOn < cutOffOn ? [`放款日 ${request.disbursedOn} 早于截止日 ${cutOffOn}`] : []),
    ...(equity !== null && equity.startOn >= cutOffOn ? [`权益检验起始日 ${equity.startOn} 不早于截止日`] : []),
    ...balance.fixedAssets.filter((row) => row.boughtIn > cutOffOn.slice(0, 7)).map((row) => `固定资产「${row.label}」购置月份 ${row.boughtIn} 晚于截止日`),
  ]
  return wrong.map((says) => ({ rule: '3.1', says, effect: 'INCOMPLETE' as const }))
}
