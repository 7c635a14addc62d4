import type { FigureText } from '#common/figures/domain'
import type { Grade, PolicyPack } from '#common/policy/domain'
import { figure } from './write.ts'

type Indicators = PolicyPack['scorecard']['indicators']
type Bin = { readonly when: readonly { readonly figure: string; readonly is: string; readonly than: string }[]; readonly then: number | string }
const SIGNS: Readonly<Record<string, string>> = { GE: '>=', LE: '<=', GT: '>', LT: '<', EQ: '=' }

/** What the pack calls a figure and what the graph calls it, where the two differ. */
const NAMES: Readonly<Record<string, string>> = {
  coverage: 'scoredCoverage', postLoanDebtRatio: 'scoredDebtRatio', debtToMonthlySales: 'scoredDebtToSales', minClosingToInstalment: 'scoredMinClosingToInstalment', dti: 'scoredDti', debtToWages: 'scoredDebtToWages',
  equityDeviation: 'equityDeviationSize', worstOverdueDays: 'in.creditReport.worstOverdueDays', overdueCount: 'in.creditReport.overdueTimes', inquiries3m: 'in.creditReport.hardInquiries3Months',
  openLenders: 'in.creditReport.institutions', onlineLenders: 'in.creditReport.onlineLenders', largestCustomerShare: 'in.business.largestCustomerShare', supplierYears: 'in.business.mainSupplierYears',
  residenceYears: 'in.applicant.residence.years', property: 'in.applicant.property', habits: 'in.applicant.habits', guarantorRelation: 'in.guarantor.relation', employerKind: 'in.salary.employerKind', postKind: 'in.salary.postKind',
}
const SOFT_NAMES: Readonly<Record<string, string>> = {
  maritalStatus: 'in.applicant.marriage', property: 'softProperty', creditRecord: 'in.soft.creditRecord', children: 'in.applicant.children', spouse: 'softSpouse', residenceYears: 'in.applicant.residence.years',
}
/** Matrix columns of the pack and the names explanations use in the case file. */
const CELLS = [
  ['MARRIAGE', 'marriage', '婚姻'], ['AGE', 'age', '年龄'], ['YEARS_IN_BUSINESS', 'yearsInBusiness', '经营年限'], ['RESIDENCE', 'residence', '居住年限'],
  ['PROPERTY', 'property', '财产状况'], ['CREDIT_RECORD', 'creditRecord', '信用记录'], ['CHILDREN', 'children', '子女'], ['SPOUSE', 'spouse', '配偶'],
] as const
export const SOFT_CELLS: readonly string[] = CELLS.map(([, cell]) => cell)
const cellFigure = (cell: string) => `soft_${cell}`

/** The scorecard and the soft matrix as formulas: their bins stand in the pack, so the graph is written from it. */
export function score(pack: PolicyPack): readonly FigureText[] {
  const indicators = Object.entries(pack.scorecard.indicators) as [string, Indicators[string]][]
  const points = (dimension: string) => indicators.filter(([id]) => id.startsWith(dimension)).map(([id]) => id).join(' + ')
  return [
    ...CELLS.map(([column, cell, name]) => figure(cellFigure(cell), `${name}(软信息)`, 'WORD', '5.1 F-01', cascade(pack.soft.matrix[column], SOFT_NAMES, "'DEVIATION'", (then) => `'${then}'`))),
    ...CELLS.map(([, cell, name]) => figure(`${cellFigure(cell)}_open`, `${name}偏差未解释`, 'COUNT', '5.1', `if(${cellFigure(cell)} = 'DEVIATION' and not any(explanations, .cell = '${cell}' and .accepted and .characters >= policy.soft.explanationCharacters), 1, 0)`)),
    figure('unexplainedDeviations', '未解释的软信息偏差', 'COUNT', '6.2 D4', CELLS.map(([, cell]) => `${cellFigure(cell)}_open`).join(' + ')),
    figure('softProperty', '财产状况', 'WORD', '5.1', "if(in.applicant.property = 'HOME_OWNED', 'GOOD', if(in.applicant.property = 'PART_OR_VEHICLE', 'SOME', in.applicant.property))"),
    figure('softSpouse', '配偶', 'WORD', '5.1', "given(in.spouse.work, if(in.applicant.marriage = 'SINGLE' or in.applicant.marriage = 'WIDOWED', 'IN_BUSINESS', 'NONE'))"),
    figure('localNative', '本地人', 'WORD', '6.2 D1', "if(in.applicant.residence.local, 'YES', 'NO')"),
    figure('yearsInBusiness', '经营(在职)年限', 'RATIO', '6.2 C1', 'given(monthsInBusiness, employmentMonths) / 12'),
    figure('premises', '经营场所', 'WORD', '6.2 C2', "if(in.business.premises = 'LEASE', if(given(in.business.leaseEndsOn, '') >= maturityOn(), 'LEASE_COVERS_TERM', 'LEASE_SHORTER'), in.business.premises)"),
    figure('inventoryDaysGap', '存货天数与同业差距', 'RATE', '6.2 C5', 'abs(inventoryDays - policy.industry.inventoryDays) / policy.industry.inventoryDays'),
    figure('receivablesOver90Share', '超龄应收占比', 'RATE', '6.2 C6', 'if(receivablesListed > 0, sum(receivables, if(.ageDays > policy.statements.aged90Days, .amountFen, 0)) / receivablesListed, 0)'),
    figure('salesGrowth', '销售同比', 'RATE', '6.2 C7', 'when(in.income.priorSalesFen > 0, annualSales / in.income.priorSalesFen - 1)'),
    figure('spouseConsent', '配偶知情', 'WORD', '6.2 D3', "if(has(in.spouse.coSigns), if(in.spouse.coSigns, 'CO_SIGNS', if(in.spouse.informed, 'INFORMED', 'NONE')), if(in.applicant.marriage = 'MARRIED' or in.applicant.marriage = 'REMARRIED', 'NONE', 'SINGLE'))"),
    figure('positiveVoices', '正面评价', 'COUNT', '6.2 D5', 'count(inquiries, .positive)'),
    figure('negativeVoices', '负面评价', 'COUNT', '6.2 D5', 'count(inquiries, not .positive)'),
    figure('mortgageCover', '抵押物价值÷评分金额', 'RATIO', '6.2 E4', "when(in.request.guarantee = 'MORTGAGE' and scoredAmount > 0, sum(collateral, least(.valueFen, .conservativeFen) - .priorClaimsFen) / scoredAmount)"),
    figure('guarantorCover', '保证能力÷评分金额', 'RATIO', '6.2 E4', 'when(not FR05 and scoredAmount > 0, capGuarantor / scoredAmount)'),
    ...indicators.map(([id, { name, bins }]) => figure(id, name, 'POINTS', `6.2 ${id}`, cascade(bins, NAMES, '0', String))),
    ...Object.entries(pack.scorecard.dimensions).map(([id, { name }]) => figure(`dimension${id}`, name, 'POINTS', `6.2 ${id}`, points(id))),
    figure('score', '评分', 'POINTS', '6.2 S1-26', Object.keys(pack.scorecard.dimensions).map((id) => `dimension${id}`).join(' + ')),
    figure('grade', '等级', 'WORD', '6.2', pack.scorecard.grades.reduceRight((rest, { grade, from }, i) => (i === pack.scorecard.grades.length - 1 ? `'${grade}'` : `if(score >= ${from}, '${grade}', ${rest})`), '')),
    figure('gradeRestricted', '等级受限', 'TRUTH', '6.2', pack.scorecard.restrictedGrades.map((each) => `grade = '${each}'`).join(' or ') || 'false'),
    figure('cappedGrade', '首贷封顶后等级', 'WORD', '6.2', capped(pack.scorecard.grades.map(({ grade }) => grade), pack.scorecard.firstLoanCap)),
  ]
}

/** In which bin each indicator falls, counted from 1; 0 = in none. Two bins may give the same points. */
export function scoreBins(pack: PolicyPack): readonly FigureText[] {
  return Object.entries(pack.scorecard.indicators).map(([id, { name, bins }]) => figure(binFigure(id), `${name}所在档`, 'COUNT', `6.2 ${id}`, cascade(bins.map((bin, at) => ({ ...bin, then: at + 1 })), NAMES, '0', String)))
}

/** The figure of an indicator's bin. */
export const binFigure = (id: string): string => `bin${id}`

/** Bins are tried in order; the first whose conditions all hold gives its outcome. */
function cascade(bins: readonly Bin[], names: Readonly<Record<string, string>>, otherwise: string, say: (then: number | string) => string): string {
  return bins.reduceRight((rest, bin) => `if(${bin.when.map(({ figure: id, is, than }) => `${names[id] ?? id} ${SIGNS[is]} ${operand(than)}`).join(' and ')}, ${say(bin.then)}, ${rest})`, otherwise)
}

function operand(than: string): string {
  if (/^v[1-5]$/.test(than)) return `policy.industry.netMargin.${than}`
  return /^-?\d/.test(than) ? than : `'${than}'`
}

/** A first loan gets no better grade than the cap, however good the score. */
function capped(grades: readonly Grade[], cap: Grade): string {
  const better = grades.slice(0, grades.indexOf(cap))
  return better.length === 0 ? 'grade' : `if(firstLoan and (${better.map((each) => `grade = '${each}'`).join(' or ')}), '${cap}', grade)`
}
