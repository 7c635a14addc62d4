import type { Graph, Namer } from '#common/figures/domain'
import { policyKey } from '#common/policy/domain'
import { ACCOUNT_NAMES } from './account-names.ts'
import type { Working } from './axes.ts'
import { TITLES } from './case/titles.ts'
import { wordOf } from './word-of.ts'

/** Lists whose name is not a field of the case file. */
const LISTS: Readonly<Record<string, string>> = {
  salesLines: '营业额行', otherIncomeLines: '其他收入行', fixedLines: '固定支出行', interestLines: '利息行', incomeTaxLines: '所得税行', householdIncomeLines: '家庭收入行', householdExpenseLines: '家庭开支行', otherCashLines: '其他现金行',
  equityInitial: '初始权益行', equityProfits: '期间利润行', equityInjections: '注资行', equityAppreciation: '升值行', equityHousehold: '家庭提取行', equityWithdrawals: '提取行', equityDepreciation: '折旧行',
  planItems: '其他收支', reportedLoans: '征信贷款', reportedCards: '征信信用卡', checkedItems: '毛利检验明细', unitCosts: '单位成本明细', householdItems: '家庭开支明细', wageLines: '工资行', spouseWageLines: '配偶工资行', groupMembers: '联保成员', relatedParties: '关联方', relatedDealings: '关联往来', systemFindings: '系统发现', liftedFlags: '已解除的标志', householdInitial: '家庭初始权益行', householdIncomes: '家庭期间收入行', householdAppreciation: '家庭升值行', householdWithdrawals: '家庭提取行', householdDepreciation: '家庭折旧行', salesMonths: '销售月份', month: '月份', plan: '预测月份',
}
const WORKING: Readonly<Record<string, string>> = { 'adopted.margin': '采信的毛利率', 'offer.annualRate': '定价利率', 'offer.scoredFen': '评分所用金额', 'offer.scoredRate': '评分所用利率', 'adopted.wage': '采信的工资收入', unfilled: '表未填', bare: '没有凭据', monthAt: '被检月份', weight: '走势权数', inYear: '在十二个月内', sameMonth: '上年同月', planMonth: '预测月份', related: '关联人', alsoOwed: '亦在应收之列', listedFen: '报表所列', estimated: '估补', check: '检验序号', holds: '解除的依据未变' }

/** Parts of a policy value that a formula names by themselves. */
const PARTS: Readonly<Record<string, string>> = {
  tolerance: '容忍度', CREDIT: '信用', PERSONAL_GUARANTEE: '个人保证', GUARANTEE_COMPANY: '担保公司', MORTGAGE: '抵押', JOINT_LIABILITY: '联保', CONTROL: '可控', FRIEND: '朋友', DEPENDANT: '依附', HOUSE: '住宅', SHOP: '商铺', minAmount: '起贷金额', maxAmount: '最高金额', step: '取整单位', above: '金额以上', months: '月数', netMargin: '净利率', inventoryDays: '存货天数', markUp: '加价率', yearlySalesPerHead: '人均年销售', monthlySalesPerSquareMetre: '每平方米月销售', receivablesToMonthlySales: '应收÷月销售', inventoryToMonthlyCogs: '存货÷月进货成本', from: '下限', to: '上限', guidelines: '标准值', grossMargin: '毛利率', returnOnEquity: '净资产收益率', debtRatio: '资产负债率', receivableDays: '应收天数', payableDays: '应付天数',
}
const partName = (part: string) => PARTS[part] ?? part

/** Chinese names for everything a formula of this graph mentions. */
export function namerFor(graph: Graph<Working>): Namer {
  const list = (axis: string) => LISTS[axis] ?? TITLES[axis] ?? axis
  const last = (path: string) => WORKING[path] ?? TITLES[path.split('.').at(-1)!] ?? path
  return {
    figure: (id) => graph.figures.get(id)?.name ?? id,
    input: (path) => WORKING[path] ?? (path.startsWith('adopted.') ? `采信的${TITLES[path.slice(8)] ?? path}` : path.startsWith('previousBalance.') ? `${last(path)}(上期)` : last(path)),
    field: last,
    policy: policyName,
    list,
    algorithm: (name) => graph.algorithms[name]?.name ?? name,
    word: (field, value) => wordIn(graph, field, value),
  }
}

/** Codes bankers use as they are: methods, flags. */
const CODE = /^[A-Z]{1,2}\d+$/

/** A constant of a formula as it is said: a word of a list, an account, a cell of the matrix, the name of a figure. */
function wordIn({ figures }: Graph<Working>, field: string, value: string): string {
  if (CODE.test(value)) return value
  if (field === 'cell') return figures.get(`soft_${value}`)?.name ?? value
  const account = Object.hasOwn(ACCOUNT_NAMES, value) ? ACCOUNT_NAMES[value as keyof typeof ACCOUNT_NAMES] : undefined
  return wordOf(field, value) ?? account ?? figures.get(value)?.name ?? value
}

/** Chinese name of a policy value, with the part of it a deeper path names. */
export function policyName(path: string): string {
  if (path.startsWith('industry.')) return `同业指标 ${path.split('.').slice(1).map(partName).join(' ')}`
  const parts = path.split('.')
  const name = policyKey(path)?.name ?? path
  return parts.length > 2 ? `${name} ${parts.slice(2).map(partName).join(' ')}` : name
}

/** Fields that mean another thing in one list: what goods cost is no original value. */
const OF_LIST: Readonly<Record<string, string>> = { 'items.costFen': '单位成本', 'margins.costFen': '单位成本' }

/** How a place in the case file is called: `/balance/inventory/0/amountFen` → `存货 第1行 金额`. */
export function pointerName(pointer: string): string {
  const parts = pointer.split('/').slice(1)
  return parts.map((part, at) => (/^\d+$/.test(part) ? `第${Number(part) + 1}行` : (OF_LIST[`${parts.slice(0, at).findLast((each) => !/^\d+$/.test(each)) ?? ''}.${part}`] ?? TITLES[part] ?? part))).join(' ')
}
