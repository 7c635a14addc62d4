import { type Assessment, type Reason, wordOf } from '#common/assessment/domain'
import type { Block, Run, Said } from '#common/document/domain'
import { capitals, formatYuan } from '#kernel'
import type { Reporter } from './reporter.ts'

/** 十三、风险点与缓释: what the figures, the checks and the people brought up, each with what stands against it. */
export function riskBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const { caseFile } = reporter
  const rows: (readonly Run[])[] = [
    ...assessment.reasons.filter(({ effect }) => effect !== 'INCOMPLETE').map((reason): readonly Run[] => [reason.says, answerTo(reporter, assessment, reason)]),
    ...caseFile.checks.flatMap((check) => (check.cause === undefined || check.cause === '' ? [] : [[`${check.method} 检验有偏离`, reporter.said(check.cause, check.evidence)]])),
    ...caseFile.soft.explanations.map((one): readonly Run[] => [`软信息偏差：${reporter.judgement.sheet.definition(`soft_${one.cell}`).name.replace('(软信息)', '')}`, reporter.said(`${one.text}（${one.source}）`, one.evidence)]),
    ...(caseFile.business.leaseEndsOn !== null && caseFile.business.leaseEndsOn < caseFile.request.firstDueOn ? [['租约早于首次还款日到期', '续租合同列为放款条件']] : []),
  ]
  const head: Block = { block: 'heading', level: 1, says: '十三、风险点与缓释' }
  const risks: Block = rows.length === 0 ? { block: 'text', says: '调查未发现须单独说明的风险点。' } : { block: 'table', columns: [{ title: '风险点' }, { title: '缓释或处置' }], rows }
  return [head, risks, ...afterwardsBlocks(reporter)]
}

/** What whoever looks after the loan asks a shop of this trade, and which answer warns; who lives on wages has no trade. */
function afterwardsBlocks({ caseFile, judgement: { pack: { industry: { name, monitoring } } } }: Reporter): Block[] {
  if (caseFile.salary !== null) return []
  return [
    { block: 'heading', level: 2, says: `贷后要问的（${name}）` },
    { block: 'table', columns: [{ title: '问什么' }, { title: '何时预警' }], rows: monitoring.map(({ asks, warnsWhen }): readonly Run[] => [asks, warnsWhen ?? '—']) },
  ]
}

/** What stands against a reason: by its effect, and where figures can answer, by figures. */
function answerTo(reporter: Reporter, assessment: Assessment, { rule, effect }: Reason): Run {
  if (effect === 'REJECT') return '无缓释，按规则拒绝'
  if (rule.startsWith('stress') || rule === 'coverage' || rule === 'dscr') return mitigants(reporter, assessment)
  if (rule === 'NEED-REF') return ['季节性备货，用途凭据：', ...reporter.caseFile.request.purposeItems.flatMap(({ label, amountFen, evidence }, at): readonly Said[] => [at === 0 ? `${label} ` : `、${label} `, reporter.typed(amountFen, evidence)]), ' 元']
  return effect === 'REFER' ? '提交上级复议' : '已在本报告说明，列入贷后检查'
}

function mitigants(reporter: Reporter, { limit }: Assessment): Run {
  return [
    '最低月末现金 ', reporter.figure('minClosing'), ' 元', ...(reporter.caseFile.guarantor === null ? [] : ['；保证人代偿能力 ', reporter.figure('guarantorCapacity'), ' 元']), ...(reporter.caseFile.collateral.length === 0 ? [] : ['；抵押物可贷值 ', reporter.figure('collateralValue'), ' 元']),
    ...(limit !== null && limit.amountFen < reporter.caseFile.request.amountFen ? [`；额度已较申请压降 ${formatYuan(reporter.caseFile.request.amountFen - limit.amountFen)} 元`] : []), '。',
  ]
}

/** 十四、结论: purpose, capacity, willingness [S2-14], then the proposal. */
export function conclusionBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const { request, soft, creditReport } = reporter.caseFile
  const { limit } = assessment
  const items = request.purposeItems.map(({ label }) => label).join('、')
  const capacity: Run = limit === null ? ['按规则不予贷款，未核还款能力。'] : ['月均可支配资金 ', reporter.figure('disposableMonthly'), ' 元，扣除现有债务后 ', reporter.figure('disposableCash'), ' 元；按核定额度月供 ', reporter.figure('instalment'), ' 元，覆盖 ', reporter.figure('coverage'), ' 倍，全部债务覆盖 ', reporter.figure('dscr'), ' 倍。']
  const willing: Run = [
    `信用记录${wordOf('creditRecord', soft.creditRecord) ?? ''}`, ...(creditReport === null ? [] : [`，最长逾期 ${creditReport.worstOverdueDays} 天`]), '；侧面调查正面 ', reporter.figure('positiveVoices'), ' 人、负面 ', reporter.figure('negativeVoices'), ' 人；最大口述偏离 ', reporter.figure('maxOralDeviation'), assessment.flags.length === 0 ? '；未触发风险标志。' : `；触发风险标志 ${assessment.flags.length} 项。`,
  ]
  return [
    { block: 'heading', level: 1, says: '十四、三项结论与建议' },
    { block: 'table', columns: [{ title: '结论', width: 0.8 }, { title: '依据', width: 5 }], rows: [
      ['贷款用途', [`${wordOf('purpose', request.purpose) ?? ''}：${items}，共 `, reporter.figure('purposeAmount'), ` 元，自有资金 ${formatYuan(request.ownContributionFen)} 元；资金需求约束 `, reporter.figure('capNeed'), ' 元。']],
      ['还款能力', capacity], ['还款意愿', willing],
    ] },
    { block: 'text', indent: true, says: proposal(reporter, assessment) },
    { block: 'signatures', boxes: [{ label: '主办客户经理', name: reporter.about.lead, on: reporter.about.submittedOn }, { label: '协办客户经理', ...(reporter.about.assist === null ? { note: '无' } : {}) }] },
  ]
}

function proposal(reporter: Reporter, { decision, limit }: Assessment): Run {
  const { request } = reporter.caseFile
  if (decision === 'REJECT' || limit === null) return [{ says: '建议：不予贷款。', strong: true }, '理由见第十三节。']
  return [
    { says: decision === 'REFER' ? '建议：提交复议。' : '建议：同意贷款。', strong: true }, '核定额度 ', { ...reporter.figure('limit'), strong: true }, ` 元（人民币${capitals(limit.amountFen)}），期限 ${request.periods} 期，`, `${wordOf('method', request.method) ?? ''}，年利率 `, { ...reporter.figure('annualRate'), strong: true }, `，${wordOf('guarantee', request.guarantee) ?? ''}。`,
    ...(limit.amountFen < request.amountFen ? [`较申请金额 ${formatYuan(request.amountFen)} 元压降，起约束的是${reporter.judgement.sheet.definition(limit.bindingCap).name}。`] : []),
  ]
}
