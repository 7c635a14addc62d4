import { type CaseFile, type JudgementPack, formulaSections } from '#common/assessment/domain'
import type { Calc } from './calc.ts'
import { type Cell, Grid } from './cell.ts'
import { MOST_YUAN } from './values.ts'
import { sections } from './fields.ts'
import { termsOf } from './terms.ts'
import { writeFigure } from './views.ts'
import type { Words } from './words.ts'

export const [COVER, CHECKLIST, IDENTITY] = ['说明', '行业清单', '标识'] as const
/** Raised whenever cells move: a workbook of an older form says so when it comes back. */
const FORM = 'weidai-workbook/1'
const SUMMARY = ['limit', 'instalment', 'annualRate', 'cappedGrade', 'score', 'bindingCap', 'coverage', 'minClosing', 'actualEquity', 'equityDeviation', 'maxDeviation', 'netProfitMonthly'] as const

const HOW = [
  '淡黄色单元格由您填写，其余单元格由公式算出并受保护；带 * 的必填。金额单位为元，比例可写 12% 或 0.12，日期写 2025-03-12。',
  '“凭据”栏填凭据编号，多个之间用顿号（、）隔开；编号在“凭据”表登记。',
  '检验按方法各占一块，填一行即为一次检验；明细（如抽样、询价）写明属于该方法的第几次检验。',
  '本工作簿不联网、无宏，离开微贷也能独立测算；导回微贷时逐格核对，有误的单元格逐一指出，接受前先列出改动。',
  '“计算”表列出每个指标的中文公式与依据，“政策参数”表是测算所用的本行政策。',
] as const

/** First sheet: whose workbook, how to fill it, and what it says in the end. */
export function writeCover(calc: Calc, caseFile: CaseFile | null, policy: string): Grid {
  const grid = new Grid(COVER)
  grid.set(1, 1, { value: `微贷调查工作簿 · ${calc.pack.industry.name}`, look: 'title' })
  grid.set(2, 1, { value: caseFile === null ? '空白工作簿' : `${caseFile.applicant.name} ${caseFile.business.name}（${caseFile.id}）`, look: 'section' })
  grid.set(3, 1, { value: `政策 ${policy}`, look: 'note' })
  HOW.forEach((text, at) => grid.set(5 + at, 1, { value: `${at + 1}. ${text}`, look: 'text' }))
  grid.set(11, 1, { value: '测算结论', look: 'section' })
  SUMMARY.flatMap((id) => calc.graph.figures.get(id) ?? []).forEach((figure, at) => {
    const [row, column] = [12 + Math.floor(at / 2), 1 + 2 * (at % 2)]
    grid.set(row, column, { value: figure.name, look: 'label' })
    writeFigure(grid, row, column + 1, figure, 0, calc)
  })
  const { monthlyLevel } = termsOf(calc)
  if (calc.sizes.trials === 0) grid.set(19, 1, { formula: `IF(${monthlyLevel.text},"","注意：本工作簿只为按月等额本息测算现金流约束；所选还款方式请在微贷中选定后重新导出，此处额度按 0 计。")`, look: 'text' })
  if (calc.uncarried.size > 0) {
    grid.set(20, 1, { value: '本工作簿不能测算、须在微贷中测算的部分', look: 'section' })
    ;[...calc.uncarried].forEach(([what, users], at) => grid.set(21 + at, 1, { value: `${what}：${[...users].map((id) => calc.graph.figures.get(id)?.name ?? id).join('、')}`, look: 'note' }))
  }
  grid.widths.push(24, 22, 24, 22)
  return grid
}

const BLOCK_NAMES: Readonly<Record<string, string>> = { OPERATION: '经营', FINANCE: '财务', FUNDS: '资金', CUSTOMERS: '客群' }
const ANSWER_NAMES: Readonly<Record<string, string>> = { TEXT: '文字', YES_NO: '是或否', NUMBER: '数字', AMOUNT: '金额', SHARE: '比例', PHOTO: '照片' }

/** The questions of the trade; where an answer feeds a check, it says which. */
export function writeChecklist(calc: Calc, words: Words): Grid {
  const grid = new Grid(CHECKLIST)
  grid.set(1, 1, { value: `行业清单 · ${calc.pack.industry.name}`, look: 'title' })
  for (const [at, head] of ['序号', '板块', '问题', '回答方式', '计入检验', '回答', '凭据'].entries()) grid.set(3, at + 1, { value: head, look: 'head' })
  calc.pack.industry.checklist.forEach((item, at) => {
    const row = at + 4
    grid.set(row, 1, { value: at + 1, look: 'label', format: 'COUNT' })
    grid.set(row, 2, { value: BLOCK_NAMES[item.block] ?? item.block, look: 'label' })
    grid.set(row, 3, { value: questionOf(item), look: 'label' })
    grid.set(row, 4, { value: ANSWER_NAMES[item.answer] ?? item.answer, look: 'label' })
    grid.set(row, 5, { value: [...new Set(item.fills.map(({ method }) => method))].join('、'), look: 'label' })
    grid.set(row, 6, { look: 'input', ...answerCell(item.answer, words) })
    grid.set(row, 7, { look: 'input', format: 'TEXT' })
  })
  grid.widths.push(7, 10, 56, 11, 16, 34, 20)
  grid.frozen = 3
  return grid
}

/** What an answer may be: an amount in yuan, a share in per cent, yes or no from a list. */
function answerCell(answer: string, words: Words): Pick<Cell, 'format' | 'rule'> {
  switch (answer) {
    case 'YES_NO': return { rule: { is: 'LIST', from: words.yesOrNo(), says: '是 或 否' } }
    case 'AMOUNT': return { format: 'MONEY', rule: { is: 'DECIMAL', least: 0, most: MOST_YUAN, says: '金额，单位元，最多两位小数' } }
    case 'SHARE': return { format: 'PERCENT', rule: { is: 'DECIMAL', least: 0, most: 1, says: '0 至 100% 的比例，可写 48% 或 0.48' } }
    case 'NUMBER': return { format: 'NUMBER', rule: { is: 'DECIMAL', least: 0, most: MOST_YUAN, says: '不小于 0 的数' } }
    default: return { format: 'TEXT' }
  }
}

/** A question of the checklist as its sheet asks it. */
export function questionOf({ asks, must }: { readonly asks: string; readonly must: boolean }): string {
  return `${asks}${must ? ' *' : ''}`
}

/** What a workbook says of itself when it comes back. */
export interface Identity { readonly form: string; readonly caseId: string | null; readonly policy: string; readonly mark: string; readonly trade: string; readonly rooms: Readonly<Record<string, number>>; readonly taken: Readonly<Record<string, number>> }

export function writeIdentity(identity: Identity): Grid {
  const grid = new Grid(IDENTITY)
  grid.hidden = true
  grid.set(1, 1, { value: JSON.stringify(identity), look: 'plain', format: 'TEXT' })
  return grid
}

/** Tells packs apart: the same values and formulas give the same mark. */
export function markOf(pack: JudgementPack): string {
  return mark(JSON.stringify([pack, formulaSections(pack)]))
}

/** The form of a workbook: another layout of cells is another form. */
export function formOf(): string {
  return form ??= `${FORM}-${mark(JSON.stringify(sections().map(({ pointer, fields }) => [pointer, fields.map(({ path, kind }) => [path, kind])])))}`
}
let form: string | undefined

function mark(text: string): string {
  let [high, low] = [0xcbf2, 0x9ce4]
  for (const letter of text) {
    low = (Math.imul(low ^ letter.charCodeAt(0), 0x0193) + high) >>> 0
    high = (Math.imul(high, 0x0193) ^ (low >>> 9)) >>> 0
  }
  return `${high.toString(16)}${low.toString(16)}`
}
