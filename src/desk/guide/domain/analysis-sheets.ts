import { Balance, History, Household, METHOD_INPUTS, formulaSections, pointerName, wordOf } from '#common/assessment/domain'
import { type Block, DOCUMENT_KINDS, type Paper, type Run } from '#common/document/domain'
import { months, nextMonth } from './months.ts'
import { accountsAsked } from './accounts-asked.ts'
import { type GuideOf, forGuarantee, guaranteeName, headBlocks, share, subtitle } from './guide-of.ts'

/** 贷款分析表格: the statements and check sheets of a form and guarantee, empty, to be printed and filled by hand [S4-36]. The workbook of the trade is the same with formulas. */
export function analysisSheets(of: GuideOf): Paper {
  const name = namesOf(of)
  const { requiredStatements } = of.policy.statements
  const wanted = ([id]: readonly [string, (of: GuideOf, name: Name) => Block[]]): boolean => (requiredStatements as readonly string[]).includes(id)
  return { title: DOCUMENT_KINDS.ANALYSIS_SHEETS.name, subtitle: subtitle(of), blocks: [...headBlocks(of), ...whoBlocks(), ...STATEMENTS.filter(wanted).flatMap(([, build]) => build(of, name)), ...checkBlocks(of), ...guaranteeSheet(of), { block: 'signatures', boxes: [{ label: '主办调查人' }, { label: '协办调查人' }, { label: '借款人（所述属实）' }] }] }
}

type Name = (figure: string) => string
const namesOf = ({ policy }: GuideOf): Name => {
  const names = new Map(formulaSections(policy).flatMap(({ figures }) => figures.map(({ id, name }) => [id, name] as const)))
  return (figure) => names.get(figure) ?? figure
}
const heading = (says: string): Block => ({ block: 'heading', level: 1, says })
const title = (key: string): string => pointerName(`/${key}`)
const isSalaried = ({ product }: GuideOf): boolean => product.form === 'SALARIED'

/** Rows to be filled; a total stands strong. */
const rowsOf = (names: readonly string[], columns: number): (readonly Run[])[] => names.map((name) => [name, ...empty(columns)])
const totalRow = (name: string, columns: number): readonly Run[] => [{ says: name, strong: true }, ...empty(columns)]
const empty = (columns: number): string[] => Array.from({ length: columns }, () => '')

function whoBlocks(): Block[] {
  return [{ block: 'facts', rows: ['客户', '案号', '经营主体', '截止日', '调查日期', '调查人'].map((label) => ({ label, value: '' })) }]
}

const COLUMNS = [{ title: '科目', width: 2 }, { title: '客户口述', width: 1.2 }, { title: '列示（元）', width: 1.2 }, { title: '核实（元）', width: 1.2 }, { title: '凭据', width: 1 }] as const

function balanceSheet(of: GuideOf, name: Name): Block[] {
  const lists = Object.keys(Balance.shape)
  const [firstDebt, firstOff] = [lists.indexOf('payables'), lists.indexOf('offBalanceAssets')]
  const household = Object.keys(Household.shape)
  const [homeAssets, homeDebts] = [household.slice(0, household.indexOf('mortgages')), household.slice(household.indexOf('mortgages'))]
  const [assets, debts] = isSalaried(of) ? [['cash', 'bankDeposit', ...homeAssets], ['creditCards', 'loans', 'privateLoans', 'otherLiabilities', ...homeDebts]] : [lists.slice(0, firstDebt), lists.slice(firstDebt, firstOff)]
  const [four] = [COLUMNS.length - 1]
  const off = rowsOf(lists.slice(firstOff).map(title), four)
  return [
    heading('资产负债表'),
    { block: 'table', columns: [...COLUMNS], rows: [...rowsOf(assets.map(title), four), totalRow(name('totalAssets'), four), ...rowsOf(debts.map(title), four), totalRow(name('totalLiabilities'), four), totalRow(name('actualEquity'), four), ...off] },
  ]
}

const SHOP_INCOME = ['annualSales', 'annualCogs', 'annualShrinkage', 'annualGrossProfit'] as const
const FIXED_KINDS = ['RENT', 'WAGES', 'UTILITIES', 'TRANSPORT', 'MISC', 'TAXES', 'OTHER'] as const

function incomeStatement(of: GuideOf, name: Name): Block[] {
  const columns = [{ title: '项目', width: 2 }, { title: '月均（元）', width: 1.2 }, { title: '全年（元）', width: 1.2 }, { title: '凭据', width: 1.4 }]
  const three = columns.length - 1
  const fixed = FIXED_KINDS.map((kind) => wordOf('kind', kind) ?? kind)
  const named = (ids: readonly string[]): (readonly Run[])[] => rowsOf(ids.map(name), three)
  const rows = of.product.form === 'SALARIED' ? [...named(['wageMonthly', 'bonusMonthly']), ...rowsOf([title('spouseWages'), title('householdIncome')], three), totalRow(name('incomeMonthly'), three), ...named(['householdExpenseMonthly', 'debtServiceAll', 'dti'])]
    : [...(of.product.form === 'FARMER' ? named(['cropIncome', 'animalIncome', 'landRent']) : []), ...named(SHOP_INCOME), ...rowsOf(fixed, three), ...named(['annualInterest']), totalRow(name('annualNetProfit'), three), ...rowsOf([title('householdIncome')], three), ...named(['householdExpenseMonthly']), totalRow(name('annualDisposable'), three)]
  return [{ block: 'pageBreak' }, heading('损益表'), { block: 'table', columns, rows }, ...season(of)]
}

/** Twelve months of sales beside what is usual in the trade. */
function season({ industry }: GuideOf): Block[] {
  if (industry === null) return []
  return [{ block: 'table', caption: `各月营业额（${industry.name}的季节占比）`, columns: [{ title: '月份', width: 1 }, { title: '行业占比', width: 1, align: 'right' }, { title: '营业额（元）', width: 2 }, { title: '凭据', width: 2 }], rows: months.map((month): readonly Run[] => [`${month} 月`, share(industry.seasonIndex[month]), '', '']) }]
}

function equitySheet(_of: GuideOf, name: Name): Block[] {
  const rows = [...rowsOf(['initialEquity', 'equityProfits', 'injections', 'appreciation', 'equityHousehold', 'withdrawals', 'depreciation'].map(name), 2), ...['expectedEquity', 'actualEquity', 'equityGap', 'equityDeviation'].map((id) => totalRow(name(id), 2))]
  return [heading('权益检验表'), { block: 'table', columns: [{ title: '项目', width: 2.4 }, { title: '金额（元）', width: 1.4 }, { title: '依据', width: 2 }], rows }]
}

const STOCK = ['label', 'place', 'quantity', 'unitCostFen', 'amountFen', 'quickSaleFen', 'marginRate', 'condition', 'ownership'] as const

function inventorySheet({ policy: { statements } }: GuideOf): Block[] {
  return [
    { block: 'pageBreak' }, heading('库存表'),
    { block: 'text', says: `先盘占进价 ${share(statements.inventoryFullCountShare)} 的大宗货，其余抽 ${statements.inventorySampleItems} 种；代销与过期的另记，不计入。` },
    { block: 'table', columns: STOCK.map((key, at) => ({ title: title(key), width: at === 0 ? 2 : 1 })), rows: Array.from({ length: statements.inventorySampleItems }, () => empty(STOCK.length)) },
  ]
}

function cashFlowSheet(_of: GuideOf, name: Name): Block[] {
  const flows = Object.keys(History.shape).filter((key) => key !== 'evidence').map(title)
  return [
    { block: 'pageBreak' }, heading('现金流量表'),
    { block: 'table', caption: '两期之间', columns: [{ title: '项目', width: 2.4 }, { title: '金额（元）', width: 1.4 }, { title: '凭据', width: 2 }], rows: [...rowsOf(flows, 2), ...['historicalOperating', 'historicalInvesting', 'historicalFinancing', 'historicalCashFlow', 'historicalGap'].map((id) => totalRow(name(id), 2))] },
    { block: 'table', caption: '放款后逐月预测（元）', columns: ['月份', '期初', '经营流入', '经营流出', '家庭收支', '还贷', '期末'].map((one) => ({ title: one })), rows: months.map((_, at): readonly Run[] => [nextMonth(at), ...empty(6)]) },
  ]
}

const STATEMENTS: readonly (readonly [id: string, build: (of: GuideOf, name: Name) => Block[]])[] = [['BS', balanceSheet], ['IS', incomeStatement], ['EQ', equitySheet], ['INV', inventorySheet], ['CF', cashFlowSheet]]

/** One table an account: each method that fits, what it asks in the order it is collected. */
function checkBlocks(of: GuideOf): Block[] {
  return [
    { block: 'pageBreak' }, heading('检验表'),
    { block: 'text', small: true, says: `偏差 =（报表值 − 检验值）÷ 报表值；容忍度 ${share(of.policy.checks.deviationTolerance)}。未用的方法划去。` },
    ...accountsAsked(of).map(({ name, methods }): Block => ({
      block: 'table', caption: name, columns: [{ title: '方法', width: 1.3 }, { title: '要填的数', width: 3 }, { title: '检验值', width: 1 }, { title: '偏差', width: 0.7 }, { title: '凭据', width: 0.8 }],
      rows: methods.map(({ code, name: called }): readonly Run[] => [`${code} ${called}`, inputsOf(code), '', '', '']),
    })),
  ]
}

function inputsOf(method: string): string {
  const fields = METHOD_INPUTS[method]?.fields ?? {}
  const words = Object.entries(fields).map(([key, { kind, fields: inner }]) => (kind === 'LIST' ? `${title(key)}（${Object.keys(inner ?? {}).map((each) => pointerName(`/${key}/${each}`).split(' ').at(-1)).join('、')}）` : title(key)))
  return words.length === 0 ? '由报表算出，不另填' : words.map((word) => `${word}：`).join('　　　')
}

const OF_GUARANTEE: Readonly<Record<GuideOf['guarantee'], readonly string[]>> = {
  CREDIT: [], GUARANTEE_COMPANY: ['name', 'amountFen'], PERSONAL_GUARANTEE: ['name', 'relation', 'unmarriedChild', 'monthlyDisposableFen'],
  MORTGAGE: ['label', 'kind', 'valueFen', 'conservativeFen', 'valuedOn', 'valuer', 'priorClaimsFen'], JOINT_LIABILITY: ['label', 'monthlyDisposableFen', 'debtsFen', 'groupLoanFen', 'overdueDays'],
}

/** What is written down of the guarantor, the thing or the group. */
function guaranteeSheet({ policy, guarantee }: GuideOf): Block[] {
  const fields = OF_GUARANTEE[guarantee]
  const lines = guarantee === 'JOINT_LIABILITY' ? policy.limit.groupMembers.to : 2
  return [
    { block: 'pageBreak' }, heading(`${guaranteeName(guarantee)}登记表`),
    ...(fields.length === 0 ? [] : [{ block: 'table', columns: fields.map((field, at) => ({ title: title(field), width: at === 0 ? 1.6 : 1 })), rows: Array.from({ length: lines }, () => empty(fields.length)) } satisfies Block]),
    { block: 'table', columns: [{ title: '问与看', width: 3 }, { title: '回答', width: 2.4 }, { title: '凭据', width: 1 }], rows: forGuarantee(policy.visit.guaranteeQuestions, guarantee).map(({ asks }): readonly Run[] => [asks, '', '']) },
  ]
}
