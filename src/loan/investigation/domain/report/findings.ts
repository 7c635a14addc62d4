import { type Assessment, type CheckResult, FLAGS, SOFT_CELLS, TRAPS, wordOf } from '#common/assessment/domain'
import type { Block, Run, StripRow } from '#common/document/domain'
import { compare, exact, formatYuan } from '#kernel'
import { ACCOUNT_FIGURES, accountName, checkedValue, signOfDeviations, statedValue } from './accounts.ts'
import { percent } from './opening.ts'
import type { Reporter } from './reporter.ts'

/** 七、交叉检验: the strips, then every check with its deviation and cause. */
export function checkBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const { sheet, pack } = reporter.judgement
  const tolerance = pack.checks.deviationTolerance
  const method = (check: CheckResult): string => (check.method === 'ORAL' ? '口述' : `${check.method} ${sheet.graph.figures.get(`check${check.method}`)?.name ?? (check.method === 'X23' ? '权益检验' : '口述净利')}`)
  const strips = ACCOUNT_FIGURES.flatMap(([account, name, figure]): StripRow[] => {
    const own = assessment.checks.filter((check) => check.account === account && check.deviation !== null)
    if (own.length === 0) return []
    const statement = own.filter(({ kind }) => kind === 'STATEMENT').map(({ deviation }) => deviation!.replace('-', ''))
    const worst = statement.toSorted((a, b) => compare(exact(b), exact(a)))[0]
    const cut = assessment.accepted.find((one) => one.account === account)
    const stated = own[0]!.stated
    return [{ name, stated: figure === null ? checkedValue(stated, own[0]!) : reporter.figure(figure).says, checks: own.map((check) => ({ name: check.method === 'ORAL' ? '口述' : check.method, deviation: check.deviation! })), accepted: cut === undefined || Number(stated) === 0 ? undefined : String(Number(cut.accepted) / Number(stated) - 1), says: worst === undefined ? '仅口述' : `最大偏离 ${percent(worst)}` }]
  })
  const rows = assessment.checks.map((check, at): readonly Run[] => [
    accountName(check.account), method(check), statedValue(check), reporter.said(checkedValue(check.check, check), check.evidence), check.deviation === null ? '—' : percent(check.deviation), reporter.caseFile.checks[at]?.cause ?? '',
  ])
  const held = assessment.identities.filter(({ holds }) => holds).length
  const broken = assessment.identities.filter(({ holds }) => !holds)
  const trapped = TRAPS.filter(({ id }) => assessment.traps.some((trap) => trap.id === id))
  return [
    { block: 'heading', level: 1, says: '七、交叉检验' },
    { block: 'chart', caption: `各科目检验（容忍度 ±${percent(tolerance)}）`, chart: { chart: 'strip', tolerance, rows: strips } },
    { block: 'table', columns: [{ title: '科目' }, { title: '方法', width: 1.7 }, { title: '列示值', align: 'right', width: 1.2 }, { title: '检验值', align: 'right', width: 1.3 }, { title: '偏离', align: 'right', width: 0.8 }, { title: '原因', width: 1.5 }], rows },
    ...(rows.length === 0 ? [] : [{ block: 'text' as const, small: true, says: signOfDeviations(assessment.checks) }]),
    { block: 'text', says: ['最大报表偏离 ', reporter.figure('maxStatementDeviation'), '，最大口述偏离 ', reporter.figure('maxOralDeviation'), assessment.vetoEnabled ? '；超出容忍度，审贷会可行使一票否决。' : '；均在容忍度以内，未启用一票否决。'] },
    { block: 'text', says: `平衡关系 ${assessment.identities.length} 项，成立 ${held} 项${broken.length === 0 ? '' : `，不成立：${broken.map(({ id }) => sheet.definition(id).name).join('；')}`}。重复计算核对 ${TRAPS.length} 项，${trapped.length === 0 ? '未发现重复' : `发现：${trapped.map(({ name }) => name).join('、')}`}。` },
  ]
}

const ZONES: Readonly<Record<string, string>> = { NORMAL: '正常', NEAR: '接近', DEVIATION: '偏差' }

/** 八、软信息与征信. */
export function softBlocks(reporter: Reporter): Block[] {
  const { soft, creditReport } = reporter.caseFile
  const cells = SOFT_CELLS.map((cell): readonly Run[] => {
    const explained = soft.explanations.find((one) => one.cell === cell)
    return [reporter.judgement.sheet.definition(`soft_${cell}`).name.replace('(软信息)', ''), ZONES[reporter.figure(`soft_${cell}`).says] ?? '偏差', explained === undefined ? '' : reporter.said(`${explained.text}（${explained.source}）`, explained.evidence)]
  })
  return [
    { block: 'heading', level: 1, says: '八、软信息与征信' },
    { block: 'table', caption: '不对称偏差分析（只提问，不计分）', columns: [{ title: '项目' }, { title: '判断', width: 0.7 }, { title: '合理性解释与来源', width: 4 }], rows: cells },
    ...(soft.inquiries.length === 0 ? [] : [{ block: 'table' as const, caption: '侧面调查', columns: [{ title: '被访人' }, { title: '关系' }, { title: '评价', width: 0.7 }, { title: '所述', width: 3.5 }], rows: soft.inquiries.map((one) => [one.who, one.relation, one.positive ? '正面' : '负面', reporter.said(one.says, one.evidence)]) }]),
    ...(creditReport === null ? [{ block: 'text' as const, says: '征信报告尚未查询。' }] : [{ block: 'facts' as const, rows: [
      { label: '征信查询日', value: reporter.said(creditReport.queriedOn, creditReport.evidence) }, { label: '最长逾期', value: `${creditReport.worstOverdueDays} 天，${creditReport.overdueTimes} 次` },
      { label: '硬查询', value: `3 个月 ${creditReport.hardInquiries3Months} 次，6 个月 ${creditReport.hardInquiries6Months} 次` }, { label: '未结清机构', value: `${creditReport.institutions} 家，其中网贷 ${creditReport.onlineLenders} 家` },
      { label: '对外担保', value: `${formatYuan(creditReport.guaranteesFen)} 元` }, { label: '信用卡使用率', value: reporter.figure('cardUtilisation') },
    ] }]),
  ]
}

/** 九、风险标志及处置. */
export function flagBlocks(reporter: Reporter, assessment: Assessment): Block[] {
  const head: Block = { block: 'heading', level: 1, says: '九、风险标志及处置' }
  const named = FLAGS.filter(({ id }) => assessment.flags.includes(id))
  if (named.length === 0) return [head, { block: 'text', says: `${FLAGS.length} 项风险标志均未触发。` }]
  return [head, { block: 'table', columns: [{ title: '标志', width: 1.4 }, { title: '事实', width: 3 }, { title: '处置', width: 2.4 }], rows: named.map(({ id, name }) => {
    const findings = reporter.caseFile.findings.filter(({ flag }) => flag === id)
    const reasons = assessment.reasons.filter(({ flag, rule }) => flag === id || rule === id)
    const facts: Run = findings.length === 0 ? (reasons[0]?.says ?? name) : findings.flatMap((one, at) => [...(at === 0 ? [] : ['；']), reporter.said(`${one.says}（${wordOf('confirmedBy', one.confirmedBy) ?? ''}）`, one.evidence)])
    return [`${id} ${name}`, facts, reasons.length === 0 ? '已说明，列入贷后关注' : reasons.map(({ effect }) => ({ REJECT: '按规则拒绝', REFER: '提交复议', INCOMPLETE: '待补充', NOTE: '说明后列入贷后关注' })[effect]).join('；')]
  }) }]
}
