import { wordOf } from '#common/assessment/domain'
import type { Block, Fact } from '#common/document/domain'
import { formatValue } from '#common/figures/domain'
import { exact, formatYuan } from '#kernel'
import type { Reporter } from './reporter.ts'

const word = (field: string, value: string): string => wordOf(field, value) ?? value

/** Head of the report: which case, which version, what is proposed. */
export function headBlocks({ about, caseFile }: Reporter): Block[] {
  return [{ block: 'facts', rows: [
    { label: '业务编号', value: about.number }, { label: '调查版本', value: `第 ${about.version} 版，${about.submittedOn} 提交` },
    { label: '客户', value: `${caseFile.applicant.name}（${caseFile.business.name}）` }, { label: '承办机构', value: about.unit },
    { label: '主办', value: about.lead }, { label: '协办', value: about.assist ?? '无' },
    { label: '政策', value: about.policy }, { label: '公式版本', value: about.formulas },
    { label: '版本哈希', value: about.hash, wide: true },
  ] }]
}

/** 一、申请. */
export function requestBlocks(reporter: Reporter): Block[] {
  const { request, application } = reporter.caseFile
  const rows: Fact[] = [
    { label: '申请金额', value: `${formatYuan(request.amountFen)} 元` }, { label: '期限', value: `${request.periods} 期` },
    { label: '产品', value: request.product }, { label: '担保方式', value: word('guarantee', request.guarantee) },
    { label: '还款方式', value: word('method', request.method) }, { label: '自有资金', value: `${formatYuan(request.ownContributionFen)} 元` },
    { label: '拟放款日', value: request.disbursedOn }, { label: '首次还款日', value: request.firstDueOn },
    { label: '申请日', value: application.appliedOn }, { label: '来源', value: word('source', application.source) },
    { label: '用途', value: word('purpose', request.purpose), wide: true },
  ]
  return [
    { block: 'heading', level: 1, says: '一、申请与用途' }, { block: 'facts', rows },
    { block: 'table', columns: [{ title: '用途明细', width: 3 }, { title: '金额（元）', align: 'right' }], rows: request.purposeItems.map(({ label, amountFen, evidence }) => [label, reporter.typed(amountFen, evidence)]), total: ['用途金额合计', reporter.figure('purposeAmount')] },
  ]
}

/** 二、客户与经营历史. */
export function historyBlocks(reporter: Reporter): Block[] {
  const { applicant, spouse, business, guarantor, collateral, application } = reporter.caseFile
  const people: Fact[] = [
    { label: '借款人', value: reporter.said(applicant.name, applicant.evidence) }, { label: '年龄', value: [reporter.figure('age'), ' 岁'] },
    { label: '婚姻', value: word('marriage', applicant.marriage) }, { label: '居住', value: `${applicant.residence.city}${applicant.residence.local ? '，本地人' : ''}，${applicant.residence.years} 年` },
    { label: '子女', value: word('children', applicant.children) }, { label: '财产', value: word('property', applicant.property) },
    ...(spouse === null ? [] : [{ label: '配偶', value: [reporter.said(spouse.name, spouse.evidence), `，${word('work', spouse.work)}；${spouse.informed ? '知情' : '不知情'}，${spouse.coSigns ? '共同签署' : '不签署'}`], wide: true }]),
    { label: '经营名称', value: reporter.said(business.name, business.evidence) }, { label: '开业日期', value: business.startedOn },
    { label: '执照', value: business.licensed ? '有' : '无' }, { label: '场所', value: `${word('premises', business.premises)}${business.leaseEndsOn === null ? '' : `，租约至 ${business.leaseEndsOn}`}` },
    { label: '最大客户', value: `占销售 ${percent(business.largestCustomerShare)}` }, { label: '主要供应商', value: `合作 ${business.mainSupplierYears} 年` },
    { label: '与本行往来', value: application.loansRepaid === 0 ? '首贷' : `已按时还清 ${application.loansRepaid} 笔`, wide: true },
  ]
  return [
    { block: 'heading', level: 1, says: '二、客户与经营历史' }, { block: 'facts', rows: people },
    ...(guarantor === null ? [] : [{ block: 'facts' as const, rows: [{ label: '保证人', value: reporter.said(guarantor.name, guarantor.evidence) }, { label: '关系', value: word('relation', guarantor.relation) }, { label: '月净可支配', value: [reporter.typed(guarantor.monthlyDisposableFen, guarantor.evidence), ' 元'] }, { label: '代偿能力', value: [reporter.figure('guarantorCapacity'), ' 元'] }] }]),
    ...(collateral.length === 0 ? [] : [{ block: 'table' as const, caption: '抵押物', columns: [{ title: '名称', width: 3 }, { title: '类别' }, { title: '价值（元）', align: 'right' as const }, { title: '在先债权（元）', align: 'right' as const }], rows: collateral.map((one) => [one.label, word('kind', one.kind), reporter.typed(one.valueFen, one.evidence), formatYuan(one.priorClaimsFen)]) }]),
  ]
}

/** `0.12` → `12.00%`. */
export function percent(share: string): string {
  return formatValue(exact(share), 'RATE')
}
