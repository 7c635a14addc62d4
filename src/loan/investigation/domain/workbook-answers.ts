import type { CaseFile, Check } from '#common/assessment/domain'
import type { IndustryPack } from '#common/policy/domain'
import type { Answered } from '#common/workbook/domain'
import { type Day, InvalidInput, Refusal, type RefusalDetail } from '#kernel'
import { readAnswer } from './trade-answers.ts'
import { type Flow, flowsOf, withRow } from './trade-flows.ts'

const SHEET = '行业清单'
/** Stands for evidence until the ids beside the answers take its place. */
const NONE = '-'

/** What the answers of a workbook's checklist made of its case file. */
export interface Filled {
  readonly caseFile: CaseFile
  readonly notes: readonly string[]
}

/** Lets the answers typed on the checklist of a workbook flow into the checks as those given in the shop do; refuses each that cannot be read by its cell. */
export function withAnswers(caseFile: CaseFile, answers: readonly Answered[], trade: Pick<IndustryPack, 'checklist' | 'seasonIndex'>): Filled {
  const faults = answers.flatMap((answer) => unreadable(answer) ?? [])
  const [first, ...rest] = faults
  if (first !== undefined) throw new InvalidInput([first, ...rest], faults.length)
  const given = answers.filter(({ item }) => item.answer !== 'PHOTO')
  const texts = Object.fromEntries(given.map(({ item, text }) => [`industry.${item.id}`, text]))
  const flows = flowsOf(trade, texts, caseFile.cutOffOn as Day).filter(({ items }) => items.some(({ id }) => texts[`industry.${id}`] !== undefined))
  const complete = flows.filter(({ waits, unfit }) => waits.length === 0 && unfit === null)
  const checks = complete.reduce<readonly Check[]>((all, flow) => put(all, flow, given), caseFile.checks)
  const plain = answers.filter(({ item }) => item.fills.length === 0 || item.answer === 'PHOTO')
  return {
    caseFile: checks === caseFile.checks ? caseFile : { ...caseFile, checks: [...checks] },
    notes: [
      ...flows.filter((flow) => !complete.includes(flow)).map(({ method, waits, unfit }) => `行业清单的回答还填不成检验 ${method}：${unfit ?? `还须回答 ${waits.map(({ asks }) => `「${asks}」`).join('、')}`}`),
      ...(plain.length === 0 ? [] : [`行业清单 ${plain.map(({ cell }) => cell).join('、')} 的回答不计入检验，属现场记录：请在实地调查的行业清单中登记`]),
    ],
  }
}

function unreadable({ item, cell, text }: Answered): RefusalDetail | null {
  if (item.answer === 'PHOTO') return null
  try {
    readAnswer(item, text)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { message, value, expected } = error.toJSON()
    return { code: 'workbook.cell', message: `「${SHEET}」${cell} ${message}`, at: `/${SHEET}/${cell}`, value, ...(expected === undefined ? {} : { expected }) }
  }
}

/** One row put in or brought up to date, resting on the evidence named beside its answers. */
function put(checks: readonly Check[], flow: Flow, answers: readonly Answered[]): readonly Check[] {
  const next = withRow(checks, flow, NONE)
  if (next === checks) return checks
  const own = answers.filter(({ item }) => flow.items.some(({ id }) => id === item.id)).flatMap(({ evidence }) => evidence)
  return next.map((check, at) => (check === checks[at] ? check : { ...check, evidence: [...new Set([...check.evidence.filter((id) => id !== NONE), ...own])] }))
}
