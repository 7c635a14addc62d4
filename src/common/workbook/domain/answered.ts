import type { JudgementPack } from '#common/assessment/domain'
import { InvalidInput, type RefusalDetail } from '#kernel'
import { letters } from './cell.ts'
import { CHECKLIST, questionOf } from './cover.ts'
import { SEPARATE, type TypedBook } from './decode.ts'

type Item = JudgementPack['industry']['checklist'][number]

/** An answer typed on the checklist of the trade, with the evidence named beside it. */
export interface Answered {
  readonly item: Item
  readonly cell: string
  readonly text: string
  readonly evidence: readonly string[]
}

const [HEAD, QUESTION, ANSWER, PROOF] = [3, 3, 6, 7] as const

/** Answers by the words of their question: the checklist may have changed its order since; what it no longer asks is told by its cell. Refuses cells that lie below merged ones. */
export function answersOf(book: TypedBook, checklist: readonly Item[]): { readonly answers: readonly Answered[]; readonly strangers: readonly string[] } {
  const cells = book.get(CHECKLIST)
  const asked = new Map(checklist.map((item) => [questionOf(item), item]))
  const rows = [...new Set([...(cells?.keys() ?? [])].map((at) => Number(at.split(':')[0])))].filter((row) => row > HEAD).sort((a, b) => a - b)
  const text = (row: number, column: number) => cells?.get(`${row}:${column}`)?.text.trim() ?? ''
  const isMerged = (row: number, column: number): boolean => cells?.get(`${row}:${column}`)?.kind === 'MERGED'
  refuseMerged(rows.filter((row) => row <= HEAD + checklist.length || text(row, QUESTION) !== '').flatMap((row) => [ANSWER, PROOF].flatMap((column) => (isMerged(row, column) ? [{ cell: `${letters(column)}${row}`, title: column === ANSWER ? '回答' : '凭据' }] : []))))
  const found = rows.filter((row) => text(row, ANSWER) !== '').map((row) => ({ cell: `F${row}`, item: asked.get(text(row, QUESTION)), text: text(row, ANSWER), evidence: text(row, PROOF).split(/[、,，;；\s]+/).filter((each) => each !== '') }))
  return { answers: found.flatMap(({ item, ...rest }) => (item === undefined ? [] : [{ item, ...rest }])), strangers: found.flatMap(({ item, cell }) => (item === undefined ? [cell] : [])) }
}

/** Below a merged cell nobody sees an answer: empty is not what it says. */
function refuseMerged(merged: readonly { readonly cell: string; readonly title: string }[]): void {
  const [first, ...rest] = merged.map(({ cell, title }): RefusalDetail => ({ code: 'workbook.cell', message: `「${CHECKLIST}」${cell} ${title}不能读取`, at: `/${CHECKLIST}/${cell}`, value: '', expected: SEPARATE }))
  if (first !== undefined) throw new InvalidInput([first, ...rest], merged.length)
}
