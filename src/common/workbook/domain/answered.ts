import type { JudgementPack } from '#common/assessment/domain'
import { CHECKLIST, questionOf } from './cover.ts'
import type { TypedBook } from './decode.ts'

type Item = JudgementPack['industry']['checklist'][number]

/** An answer typed on the checklist of the trade, with the evidence named beside it. */
export interface Answered {
  readonly item: Item
  readonly cell: string
  readonly text: string
  readonly evidence: readonly string[]
}

const [QUESTION, ANSWER, PROOF] = [3, 6, 7] as const

/** Answers by the words of their question: the checklist may have changed its order since; what it no longer asks is told by its cell. */
export function answersOf(book: TypedBook, checklist: readonly Item[]): { readonly answers: readonly Answered[]; readonly strangers: readonly string[] } {
  const cells = book.get(CHECKLIST)
  const asked = new Map(checklist.map((item) => [questionOf(item), item]))
  const rows = [...(cells?.keys() ?? [])].flatMap((at) => (at.endsWith(`:${ANSWER}`) && !HEADS.has(at) ? [Number(at.split(':')[0])] : [])).sort((a, b) => a - b)
  const text = (row: number, column: number) => cells?.get(`${row}:${column}`)?.text.trim() ?? ''
  const found = rows.filter((row) => text(row, ANSWER) !== '').map((row) => ({ cell: `F${row}`, item: asked.get(text(row, QUESTION)), text: text(row, ANSWER), evidence: text(row, PROOF).split(/[、,，;；\s]+/).filter((each) => each !== '') }))
  return { answers: found.flatMap(({ item, ...rest }) => (item === undefined ? [] : [{ item, ...rest }])), strangers: found.flatMap(({ item, cell }) => (item === undefined ? [cell] : [])) }
}

const HEADS: ReadonlySet<string> = new Set([`3:${ANSWER}`])
