import type { Sheet } from '#common/figures/domain'
import { compare } from '#kernel'
import type { Working } from './axes.ts'
import { openContradictions } from './contradictions.ts'
import type { CaseFile } from './case/index.ts'
import { RATIOS_ASKED, type Asked } from './formulas/ratios-asked.ts'
import type { JudgementPack } from './judgement-graph.ts'
import type { Reason } from './reason.ts'
import { monthsBetweenInclusive } from './season.ts'

export type Part = JudgementPack['soft']['requiredParts'][number]
type Demand = (sheet: Sheet<Working>, pack: JudgementPack) => readonly Reason[]

const lacks = (rule: string, says: string): Reason => ({ rule, says, effect: 'INCOMPLETE' })
/** What the officer writes in his own words is something only from some length on. */
const isShort = (note: string, pack: JudgementPack): boolean => [...note.trim()].length < pack.soft.explanationCharacters
const unwritten = (rule: string, what: string, notes: readonly (readonly [string, string])[], pack: JudgementPack): Reason[] => {
  const open = notes.filter(([, note]) => isShort(note, pack)).map(([name]) => name)
  return open.length === 0 ? [] : [lacks(rule, `${what}尚未写明：${open.join('、')}（各至少 ${pack.soft.explanationCharacters} 字）`)]
}

/** Each part of the investigation that a policy can make mandatory; what does not apply to this customer asks for nothing. */
const DEMANDS: Readonly<Record<Part, Demand>> = {
  UNDERSTANDINGS: ({ source: { soft: { understandings: said } } }, pack) => [
    ...unwritten('S3-19', '了解一（基本情况）', [['基本情况', said.basics]], pack),
    ...unwritten('S3-20', '了解二（贷款目的）', [['贷款目的', said.loanPurpose], ['贷款收益', said.loanBenefit], ['金额合理性', said.amountReason]], pack),
    ...unwritten('S3-21', '了解三（经营状况）', [['经营状况', said.operations], ['第一还款来源的真实性', said.sourceIsReal]], pack),
    ...unwritten('S3-22', '了解四（资产负债）', [['现场核实的资产', said.assetsSeen], ['负债是否适度', said.debtsModerate]], pack),
  ],
  FIRST_SOURCE: ({ source }) => {
    const { firstSource } = source.soft
    if (firstSource === null || firstSource.verifiedBy.length === 0) return [lacks('S1-20', '第一还款来源尚未核实：写明来源与核实方式')]
    return isBacked(firstSource.evidence, source) ? [] : [lacks('S1-20', '第一还款来源只有客户陈述：须附陈述以外的凭据')]
  },
  CONCLUSIONS: ({ source: { soft: { conclusions: said } } }, pack) => unwritten('S2-14', '三项结论', [['贷款用途', said.onPurpose], ['还款能力', said.onCapacity], ['还款意愿', said.onWillingness]], pack),
  INCOME_EVIDENCE: ({ source }, pack) => {
    const months = pack.soft.incomeEvidenceMonths
    const [flow, ledger] = [monthsOf(source, ['BANK_FLOW']), monthsOf(source, isSalaried(source) ? ['WAGE_SLIPS', 'TAX_PROOF'] : ['SALES_LEDGER', 'PURCHASE_LEDGER', 'SLIPS'])]
    return [
      ...(flow < months ? [lacks('S0-44', `收入凭证：银行流水只覆盖 ${flow} 个月，至少 ${months} 个月`)] : []),
      // A shop without books brings slips instead; it is never turned away for the books [S2-39].
      ...(ledger < months ? [lacks('S0-44', `收入凭证：${isSalaried(source) ? '工资单或税票' : source.business.books === 'NONE' ? '没有账目的，进销货单据' : '进销货台账或单据'}只覆盖 ${ledger} 个月，至少 ${months} 个月`)] : []),
    ]
  },
  CHAIN: ({ source }) => {
    const sides = new Set(source.soft.chain.map(({ side }) => side))
    const open = isSalaried(source) ? [] : [...(sides.has('SUPPLIER') ? [] : ['供应商']), ...(sides.has('BUYER') ? [] : ['客户'])]
    return open.length === 0 ? [] : [lacks('S2-60', `供应链尚未列明${open.join('、')}及其结款方式`)]
  },
  BEGINNINGS: (sheet) => {
    const { source } = sheet
    if (isSalaried(source)) return []
    if (source.beginnings === null) return [lacks('S2-53', '创业经历的九个问题尚未询问')]
    return sheet.figure('beginningsAgree') === false ? [lacks('S2-53', '创业经历：自有与借入之和大于初始投入')] : []
  },
  RATIO_COMMENTS: (sheet, pack) => RATIOS_ASKED.flatMap(({ id, name }: Asked) => {
    const value = sheet.figure(id)
    const isThere = value !== null && typeof value !== 'string' && typeof value !== 'boolean' && compare(value, 0) !== 0
    return isThere && !isSalaried(sheet.source) && isShort(sheet.source.comments[id], pack) ? [lacks('3.9', `「${name}」须写说明`)] : []
  }),
  OFF_BALANCE_REASONS: ({ source: { balance } }) => {
    const bare = [...balance.offBalanceAssets, ...balance.offBalanceLiabilities].filter((row) => row.amountFen > 0 && row.offReason === undefined).map(({ label }) => label)
    return bare.length === 0 ? [] : [lacks('S4-27', `表外项目须写原因：${bare.join('、')}`)]
  },
  SEEN: ({ source }) => {
    const { balance } = source
    const seen = new Set(source.evidence.filter((each) => each.class === 'SEEN').map(({ id }) => id))
    const counted = [...balance.cash, ...balance.inventory.filter((row) => row.ownership === 'OWN' && row.condition !== 'EXPIRED')].filter((row) => row.amountFen > 0)
    const unseen = counted.filter((row) => !row.evidence.some((id) => seen.has(id))).map(({ label }) => label)
    return unseen.length === 0 ? [] : [lacks('S4-15', `须实地眼见的现金与存货没有现场凭据：${unseen.join('、')}`)]
  },
  FULL_CASH_FLOW: ({ source }, pack) => {
    const why = source.request.amountFen >= pack.statements.bigAmount ? '大额' : pack.industry.needsCashFlow === true ? '特殊行业' : null
    if (why === null || isSalaried(source) || (source.history !== null && source.previousBalance !== null)) return []
    return [lacks('S2-61', `${why}客户须编制现金流量表：登记上期资产负债表与期间发生额`)]
  },
}

/** What the form of the investigation still lacks by this bank's measure; a case may be judged without it, but not submitted. */
export function demandsOf(sheet: Sheet<Working>, pack: JudgementPack): Reason[] {
  return [...pack.soft.requiredParts.flatMap((part) => DEMANDS[part](sheet, pack)), ...openContradictions(sheet, pack)]
}

function isSalaried({ applicant }: Working): boolean {
  return applicant.customerType === 'SALARIED'
}

function isBacked(ids: readonly string[], { evidence }: Working): boolean {
  return evidence.some((each) => each.class !== 'STATEMENT' && ids.includes(each.id))
}

/** Different months that proofs of these kinds cover together. */
function monthsOf({ incomeEvidence }: Working, kinds: readonly CaseFile['incomeEvidence'][number]['proof'][]): number {
  return new Set(incomeEvidence.filter(({ proof }) => kinds.includes(proof)).flatMap(({ fromMonth, toMonth }) => monthsBetweenInclusive(fromMonth, toMonth))).size
}
