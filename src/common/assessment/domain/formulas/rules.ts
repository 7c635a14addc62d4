import type { FigureText } from '#common/figures/domain'
import type { PolicyPack } from '#common/policy/domain'
import { figure } from './write.ts'

interface HardRule {
  readonly id: keyof PolicyPack['admission']['hardRules']
  readonly name: string
  readonly says: string
  /** A rule with two grounds: what it says when the first does not hold. */
  readonly unless?: { readonly figure: string; readonly says: string }
}

/** Hard rules before scoring (chapter 6.1); what breaking one means is the pack's. H04 speaks through the flag it was broken by. */
export const HARD_RULES: readonly HardRule[] = [
  { id: 'H01', name: '年龄', says: '年龄 {age} 岁，到期时 {ageAtMaturity} 岁，须在 {policy.admission.minAge} 至 {policy.admission.maxAgeAtMaturity} 岁之间' },
  { id: 'H02', name: '经营时间', says: '经营 {monthsInBusiness}，低于要求的 {requiredMonths}', unless: { figure: 'businessTooYoung', says: '没有营业执照' } },
  { id: 'H03', name: '禁入行业或用途', says: '行业或用途在禁止之列' },
  { id: 'H04', name: '风险标志', says: '命中拒绝类风险标志' },
  { id: 'H05', name: '可支配现金', says: '月可支配现金 {disposableCash} 元，没有还款来源' },
  { id: 'H06', name: '现金流', says: '预测期内最低月末现金 {minClosing} 元，出现断流' },
  { id: 'H07', name: '贷后负债率', says: '贷后负债率 {postLoanDebtRatio}，高于 {policy.admission.debtRatioAbove}' },
  { id: 'H08', name: '两种检验', says: '有必检科目的独立检验不足 {policy.checks.methodsPerAccount} 种（做足的科目占 {twoMethodShare}）' },
  { id: 'H09', name: '征信授权', says: '没有征信查询授权' },
  { id: 'H10', name: '配偶同意', says: '配偶未知情同意' },
  { id: 'H11', name: '权益偏差', says: '权益偏差 {equityDeviation}，超过 {policy.admission.equityDeviationAbove}' },
  { id: 'H12', name: '实地调查', says: '尚未实地调查' },
  { id: 'H13', name: '在职时间', says: '在本单位 {employmentMonths}，低于要求的 {policy.admission.minMonthsEmployed} 个月' },
  { id: 'H14', name: '单位与用工性质', says: '单位或用工性质不在本产品准入之列' },
  { id: 'H15', name: '债务收入比', says: '债务收入比 {dti}，高于 {policy.admission.dtiAbove}' },
]

const list = (words: readonly string[], path: string) => (words.length === 0 ? 'false' : words.map((word) => `${path} = '${word}'`).join(' or '))

/** Some rules are tables of the pack, so their formulas are written from it. */
export function rules(pack: PolicyPack): readonly FigureText[] {
  const rule = (id: HardRule['id'], formula: string): FigureText => figure(id, HARD_RULES.find((each) => each.id === id)!.name, 'TRUTH', `6.1 ${id}`, formula)
  const months = pack.admission.minMonthsInBusiness.reduce((rest, _, i) => `if(in.request.amountFen > policy.admission.minMonthsInBusiness.${i}.above, policy.admission.minMonthsInBusiness.${i}.months, ${rest})`, '0')
  return [
    figure('age', '年龄', 'COUNT', '6.1 H01', 'floorTo(monthsSince(in.applicant.bornOn) / 12, 1)'),
    figure('ageAtMaturity', '到期时年龄', 'COUNT', '6.1 H01', 'floorTo(monthsAtMaturity(in.applicant.bornOn) / 12, 1)'),
    figure('monthsInBusiness', '经营月数', 'MONTHS', '6.1 H02', 'when(runsBusiness, monthsSince(in.business.startedOn))'),
    figure('requiredMonths', '要求的经营月数', 'MONTHS', '6.1 H02 S4-03', months),
    rule('H01', 'age < policy.admission.minAge or ageAtMaturity > policy.admission.maxAgeAtMaturity'),
    figure('businessTooYoung', '经营时间不足', 'TRUTH', '6.1 H02', 'monthsInBusiness < requiredMonths'),
    rule('H02', 'runsBusiness and (businessTooYoung or (policy.admission.licenceRequired and not in.business.licensed))'),
    rule('H03', `${list(pack.admission.prohibitedIndustries, 'in.business.trade')} or ${list(pack.admission.prohibitedPurposes, 'in.request.purpose')}`),
    rule('H04', `${pack.admission.rejectingFlags.join(' or ') || 'false'} or in.creditReport.institutions >= policy.flags.multiLendersReject`),
    rule('H05', 'disposableCash <= 0'),
    rule('H06', 'limit > 0 and minClosing < 0'),
    rule('H07', 'postLoanDebtRatio > policy.admission.debtRatioAbove'),
    rule('H08', 'twoMethodShare < 1'),
    rule('H09', 'not has(in.application.bureauAuthorisedOn)'),
    rule('H10', "(in.applicant.marriage = 'MARRIED' or in.applicant.marriage = 'REMARRIED') and not given(in.spouse.informed, false)"),
    rule('H11', 'equityDeviationSize > policy.admission.equityDeviationAbove'),
    rule('H12', 'not has(in.visit.visitedOn) and not (policy.admission.offSiteAllowed and in.request.amountFen <= policy.admission.offSiteUpTo)'),
    rule('H13', 'employmentMonths < policy.admission.minMonthsEmployed'),
    rule('H14', `has(in.salary.employerKind) and not runsBusiness and not (${list(pack.admission.employerKinds, 'in.salary.employerKind')} and ${list(pack.admission.postKinds, 'in.salary.postKind')})`),
    rule('H15', 'dti > policy.admission.dtiAbove'),
  ]
}
