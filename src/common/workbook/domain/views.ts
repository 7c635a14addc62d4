import { CAPS, formulaSections, wordOf } from '#common/assessment/domain'
import type { Figure } from '#common/figures/domain'
import type { Calc } from './calc.ts'
import { type Format, Grid, type Shows } from './cell.ts'
import type { Comp } from './comp.ts'
import { PASS } from './pass.ts'

/** Results shown on top of the sheets they belong to. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  应收: ['receivablesListed', 'receivables', 'otherReceivable', 'receivableDays', 'receivablesOver90Share', 'receivablesToMonthlySales'],
  预付: ['prepayments', 'prepaidRent', 'advances', 'prepaymentDays', 'advanceDays'],
  存货: ['inventoryStated', 'inventory', 'inventoryAtSale', 'inventoryDays', 'inventoryToMonthlyCogs', 'inventoryToMonthlySales'],
  固定资产: ['fixedAssetCost', 'fixedAssetsStated', 'fixedAssets'],
  毛利检验: ['salesShareTotal', 'weightedMarginStated', 'weightedMargin', 'marginCoverageEnough', 'grossMargin', 'netMargin'],
  家庭: ['householdAssets', 'householdDebts', 'householdNetWorth', 'householdExpenseMonthly'],
  信贷历史: ['loans', 'creditCards', 'privateLoans', 'interestBearingDebt', 'cardUtilisation', 'existingPrincipal', 'debtServiceNow', 'guaranteesGiven'],
  侧面调查: ['positiveVoices', 'negativeVoices'],
  软信息: ['unexplainedDeviations', 'soft_marriage', 'soft_age', 'soft_yearsInBusiness', 'soft_residence', 'soft_property', 'soft_creditRecord', 'soft_children', 'soft_spouse'],
  交叉检验: ['maxStatementDeviation', 'maxOralDeviation', 'maxDeviation', 'twoMethodShare', 'unexplainedChecks', 'vetoEnabled'],
  现金流: ['openingCash', 'minClosing', 'negativeMonths', 'instalment', 'coverage', 'stressedCoverage', 'dscr', 'planGrowth'],
}
/** Parts of the graph shown whole, by sheet; what no sheet names is shown with the ratios. */
const WHOLE: Readonly<Record<string, readonly string[]>> = { 资产负债表: ['资产负债表'], 权益检验: ['权益检验'], 勾稽与标志: ['勾稽关系', '重复计算', '风险标志'], 评分与额度: ['额度', '评分与软信息', '定价', '准入硬规则'] }
const ELSEWHERE = ['损益表', '现金流预测', '交叉检验']
/** Sheets that hold results only. */
export const RESULT_SHEETS = ['财务比率', '勾稽与标志', '评分与额度', '还款计划'] as const
const ABREAST = 3

interface Panel { readonly title: string; readonly ids: readonly string[] }

/** Panels of each sheet under this pack. */
export function panelsOf(calc: Pick<Calc, 'graph' | 'pack'>): ReadonlyMap<string, readonly Panel[]> {
  const single = (ids: readonly string[]) => ids.filter((id) => calc.graph.figures.get(id)?.over === undefined && calc.graph.figures.has(id))
  const parts = formulaSections(calc.pack).map(({ title, figures }) => ({ title, ids: single(figures.map(({ id }) => id)) }))
  const named = new Set([...Object.values(WHOLE).flat(), ...ELSEWHERE])
  const panels = new Map<string, readonly Panel[]>()
  for (const [sheet, ids] of Object.entries(BESIDE)) panels.set(sheet, [{ title: '测算结果', ids: single(ids) }])
  for (const [sheet, titles] of Object.entries(WHOLE)) panels.set(sheet, parts.filter(({ title }) => titles.includes(title)))
  panels.set('财务比率', parts.filter(({ title }) => !named.has(title)))
  return panels
}

/** Rows the panels of a sheet take. */
export function heightOf(panels: readonly Panel[]): number {
  return panels.reduce((sum, { ids }) => sum + 2 + Math.ceil(ids.length / ABREAST), 0)
}

export function writePanels(grid: Grid, panels: readonly Panel[], calc: Calc, from = 3): number {
  let row = from
  for (const { title, ids } of panels) {
    grid.set(row++, 1, { value: title, look: 'section' })
    const down = Math.ceil(ids.length / ABREAST)
    ids.forEach((id, at) => {
      const column = 1 + 2 * Math.floor(at / down)
      const figure = calc.graph.figures.get(id)!
      grid.set(row + (at % down), column, { value: figure.name, look: 'label' })
      writeFigure(grid, row + (at % down), column + 1, figure, 0, calc)
    })
    row += down + 1
  }
  return row
}

/** The value of a figure as a person reads it: yuan, percent, a word. */
export function writeFigure(grid: Grid, row: number, column: number, figure: Figure, index: number, calc: Calc): void {
  const comp = calc.figure(figure.id, index, calc.spot(PASS.FINAL, ''))
  if (comp.known === null) {
    grid.set(row, column, { value: '—', look: 'word' })
    return
  }
  const { formula, format } = shown(figure, comp, calc)
  grid.set(row, column, { formula, look: format === undefined ? 'word' : 'figure', ...(format === undefined ? {} : { format }), shows: { id: figure.id, unit: figure.unit, from: [comp.text] } })
}

function shown({ unit, id }: Figure, comp: Comp, calc: Calc): { formula: string; format?: Format } {
  const cell = comp.text
  switch (unit) {
    case 'FEN': return { formula: `IF(${cell}="","",${cell}/100)`, format: 'MONEY' }
    case 'RATE': return { formula: cell, format: 'PERCENT' }
    case 'RATIO': case 'DAYS': case 'POINTS': return { formula: cell, format: 'NUMBER' }
    case 'MONTHS': case 'COUNT': return { formula: cell, format: 'COUNT' }
    case 'TRUTH': return { formula: `IF(${cell}="","—",IF(${cell},"是","否"))` }
    case 'WORD': return { formula: wordFormula(id, cell, calc) }
    default: {
      const never: never = unit
      throw new Error(`unknown unit ${String(never)}`)
    }
  }
}

/** A month, a code of its own. */
export function showsMonth(cell: string): Shows {
  return { id: 'month', unit: 'WORD', from: [cell] }
}

const SAID = ['EXCELLENT', 'FINE', 'AVERAGE', 'LOW', 'POOR', 'MISSING_MONEY', 'HIDDEN_DEBT', 'AGREES', 'NORMAL', 'NEAR', 'DEVIATION', 'YES', 'NO', 'GOOD', 'SOME', 'NONE', 'IN_BUSINESS', 'LOCAL_STABLE_JOB', 'OTHER', 'OWN', 'LEASE_COVERS_TERM', 'LEASE_SHORTER', 'CO_SIGNS', 'INFORMED', 'SINGLE', 'LITTLE'] as const

function wordFormula(id: string, cell: string, calc: Calc): string {
  const { codes, words } = wordsFor(id, calc)
  return calc.words.wordFor(codes, words, cell)
}

/** The words a figure says, beside its codes. */
export function wordsFor(id: string, calc: Calc): { readonly codes: readonly string[]; readonly words: readonly string[] } {
  if (id === 'bindingCap') return { codes: CAPS, words: CAPS.map((cap) => calc.graph.figures.get(cap)?.name ?? cap) }
  return { codes: SAID, words: SAID.map((code) => wordOf('', code) ?? code) }
}

/** Figures by month as a table: one line each, twelve months and their sum. */
export function writeMonths(grid: Grid, calc: Calc, from: number): void {
  const figures = [...calc.graph.figures.values()].filter(({ over, unit, id }) => over === 'month' && unit === 'FEN' && MONTHLY_SHOWN.has(id))
  grid.set(from, 1, { value: '损益表（元）', look: 'section' })
  grid.set(from + 1, 1, { value: '项目', look: 'head' })
  for (let k = 0; k < 12; k++) {
    const formula = calc.field('month', k, ['month'], null, calc.spot(PASS.FINAL, '')).text
    grid.set(from + 1, k + 2, { formula, look: 'head', shows: showsMonth(formula) })
  }
  grid.set(from + 1, 14, { value: '全年', look: 'head' })
  figures.forEach((figure, at) => {
    const row = from + 2 + at
    grid.set(row, 1, { value: figure.name, look: 'label' })
    for (let k = 0; k < 12; k++) writeFigure(grid, row, k + 2, figure, k, calc)
    const months = Array.from({ length: 12 }, (_, k) => calc.figure(figure.id, k, calc.spot(PASS.FINAL, '')).text)
    grid.set(row, 14, { formula: `SUM($B$${row}:$M$${row})`, look: 'figure', format: 'MONEY', shows: { id: figure.id, unit: figure.unit, from: months } })
  })
}

export const MONTHLY_SHOWN: ReadonlySet<string> = new Set([
  'sales', 'otherOperatingIncome', 'totalIncome', 'cogs', 'shrinkage', 'totalVariable', 'grossProfit', 'rent', 'wages', 'utilities', 'transport', 'misc', 'taxes', 'otherFixed', 'fixedCosts', 'interest', 'totalFixed', 'preTaxProfit', 'incomeTax', 'netProfit', 'otherHouseholdIncome', 'householdExpense', 'otherCashFactors', 'monthlyDisposable',
])
const PLAN_SHOWN = ['planSales', 'planOperating', 'planRent', 'planStockRelease', 'planOther', 'planHousehold', 'oldPrincipal', 'oldInterest', 'planBeforeLoan', 'newInstalment', 'planNet', 'closingCash'] as const

/** The forward plan, a month a line. */
export function writePlan(grid: Grid, calc: Calc, from: number): void {
  grid.set(from, 1, { value: '现金流预测（元）', look: 'section' })
  const figures = PLAN_SHOWN.flatMap((id) => calc.graph.figures.get(id) ?? [])
  const spot = calc.spot(PASS.FINAL, '')
  grid.set(from + 1, 1, { value: '月份', look: 'head' })
  figures.forEach(({ name }, at) => grid.set(from + 1, at + 2, { value: name, look: 'head' }))
  for (let k = 0; k < calc.blocks.get('plan')!.size; k++) {
    const row = from + 2 + k
    const month = calc.field('plan', k, ['month'], null, spot).text
    grid.set(row, 1, { formula: `IF(${calc.used('plan', k, '')},${month},"")`, look: 'label', shows: showsMonth(month) })
    figures.forEach((figure, at) => writeFigure(grid, row, at + 2, figure, k, calc))
  }
}

const CHECK_SHOWN = ['checkStated', 'checkValue', 'checkDeviation', 'checkTolerance', 'checkHolds'] as const

/** What each check says, beside its row: value of the account, value of the check, how far apart. */
export function writeCheckResults(grids: ReadonlyMap<string, Grid>, calc: Calc): void {
  calc.rows.get('checks')!.forEach(({ section, row }, k) => {
    const placed = calc.placed.get(section.pointer)!
    const grid = grids.get(placed.sheet)!
    const column = placed.left + section.fields.length
    const rate = calc.graph.figures.get(`check${section.ofCheck!.method}`)?.unit
    CHECK_SHOWN.forEach((id, at) => {
      const figure = calc.graph.figures.get(id)
      if (figure === undefined) return
      if (row === 0) grid.set(placed.top - 1, column + at, { value: figure.name, look: 'head' })
      const own = (id === 'checkStated' || id === 'checkValue') && rate !== 'FEN' && rate !== undefined ? { ...figure, unit: rate } : figure
      writeFigure(grid, placed.top + row, column + at, own, k, calc)
    })
  })
}
