import { ACCEPTANCE, mandatoryAccounts } from '#common/assessment/domain'
import type { Calculation as Calc } from './calculation.ts'
import type { CheckRows } from './check-rows.ts'
import { type Comp, holds, literal, made } from './comp.ts'
import { placeOf } from './layout.ts'
import { letters } from './cell.ts'
import { PASS } from './pass.ts'

const HOME = '明细'

/** Share of the mandatory accounts with two independent checks, one of them strong where the pack asks for that (R1, R2). */
export function shareOfChecked(calc: Calc, rows: CheckRows): Comp {
  const { checks } = calc.pack
  const wanted = checks.methodsPerAccount
  if (wanted > 2) return calc.uncarry('shareOfCheckedAccounts')
  const columns = lay(calc, rows, wanted)
  const lines = mandatoryAccounts(checks, calc.pack.industry.code).map((account) => account === 'equity' ? equityLine(calc, rows, columns.done, wanted) : accountLine(calc, rows, columns, account))
  const sum = (of: 'counts' | 'enough') => `(${lines.map((line) => line[of]).join('+')})`
  return made(`IF(${sum('counts')}=0,1,${sum('enough')}/${sum('counts')})`, 'NUMBER', false)
}

interface Columns { readonly done: number; readonly strong: number; readonly word: number; readonly paired: number }

function lay(calc: Calc, rows: CheckRows, wanted: number): Columns {
  const last = rows.size - 1
  const figure = (id: string, row: number) => calc.figure(id, row, { ...calc.spot(PASS.FINAL), home: HOME })
  const oral = calc.typed(['oral', 'monthlyNetProfitFen'])
  const done = rows.column('已做', (row) => {
    if (row === last) return made(`IF(${oral.text}="",0,1)`, 'NUMBER', false, true)
    const value = figure('checkValue', row)
    if (value.known === null) return literal(0)
    const confirms = ACCEPTANCE.mustHold.has(rows.method(row)) ? `,${holds(figure('checkHolds', row))}` : ''
    return made(`IF(AND(${value.text}<>""${confirms}),1,0)`, 'NUMBER', false, true)
  })
  const word = rows.column('仅口述', (row) => (row === last ? literal(1) : made(`IF(SUMPRODUCT((${rows.slotsOf(row)}<>"")*${better(calc, rows.slotsOf(row))})=0,1,0)`, 'NUMBER', false, true)))
  const strong = rows.column('强检验', (row) => (row === last || strengthOf(calc, rows.method(row)) !== 'STRONG' ? literal(0) : made(`${rows.at(done, row)}*(1-${rows.at(word, row)})`, 'NUMBER', false, true)))
  const paired = rows.column('成对', (row) => {
    if (wanted < 2) return made(rows.at(done, row), 'NUMBER', false, true)
    const partners = `(${rows.range('account')}=${rows.account(row)})*(${rows.all(done)}=1)*(${rows.range('method')}<>"${rows.method(row)}")*(${rows.sharing(row)}=0)*(1-${rows.at(word, row)}*${rows.all(word)})`
    return made(`IF(${rows.at(done, row)}=1,SIGN(SUMPRODUCT(${partners})),0)`, 'NUMBER', false, true)
  })
  return { done, strong, word, paired }
}

function strengthOf(calc: Calc, method: string): string | undefined {
  return (calc.pack.checks.methods as Readonly<Record<string, { readonly strength: string }>>)[method]?.strength
}

/** How many pieces of evidence of each name are better than the customer's word. */
function better(calc: Calc, slots: string): string {
  const placed = calc.placed.get('/evidence')!
  const range = (name: string) => {
    const { column, row } = placeOf(placed, [name], 0)!
    return `${placed.sheet}!$${letters(column)}$${row}:$${letters(column)}$${row + placed.room - 1}`
  }
  const kind = placed.section.fields.find(({ path }) => path[0] === 'class')!.kind
  const statement = kind.is === 'CHOICE' ? kind.words[kind.codes.indexOf('STATEMENT')]! : ''
  return `COUNTIFS(${range('id')},${slots},${range('class')},"<>${statement}")`
}

function accountLine(calc: Calc, rows: CheckRows, { done, strong, paired }: Columns, account: string): { counts: string; enough: string } {
  const out = (range: string) => `${HOME}!${range}`
  const some = (column: number, more = '') => `COUNTIFS(${out(rows.range('account'))},"${account}",${out(rows.all(column))},1${more})`
  const empty = ACCEPTANCE.mayBeEmpty[account]
  const any = calc.once(`检验 ${account} 已做`, () => made(some(done), 'NUMBER', false, true)).text
  const figure = empty === undefined ? null : calc.figure(empty, 0, calc.spot(PASS.FINAL))
  const counts = calc.once(`检验 ${account} 须检`, () => made(figure === null ? '1' : `IF(OR(${any}>0,${figure.text}<>0),1,0)`, 'NUMBER', false, true)).text
  const strongNeeded = (calc.pack.checks.strongAccounts as readonly string[]).includes(account)
  const ground = strongNeeded ? `${some(strong)}>0` : `${some(done, `,${out(rows.range('method'))},"<>X25"`)}>0`
  const enough = calc.once(`检验 ${account} 齐备`, () => made(`IF(AND(${some(paired)}>0,${ground}),1,0)`, 'NUMBER', false, true)).text
  return { counts, enough: `${counts}*${enough}` }
}

/** Equity has its own two looks: the basis with and without what stands off the balance, or the case before. */
function equityLine(calc: Calc, rows: CheckRows, done: number, wanted: number): { counts: string; enough: string } {
  const given = holds(calc.figure('equityGiven', 0, calc.spot(PASS.FINAL)))
  const others = `COUNTIFS(${HOME}!${rows.range('account')},"equity",${HOME}!${rows.all(done)},1)`
  return { counts: '1', enough: calc.once('检验 equity 齐备', () => made(`IF(IF(${given},2,0)+${others}>=${wanted},1,0)`, 'NUMBER', false, true)).text }
}
