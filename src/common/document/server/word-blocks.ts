/** What a Word file says, as far as it is printed: the PDF of a document is set from this, so both say the same. */
export interface WordBody {
  readonly header: readonly WordBlock[]
  readonly blocks: readonly WordBlock[]
}
export type WordBlock = WordParagraph | WordTable
export interface WordParagraph {
  readonly type: 'paragraph'
  readonly runs: readonly WordRun[]
  readonly align: 'left' | 'center' | 'right' | 'justify'
  /** Points. */
  readonly before: number
  readonly after: number
  /** Times the height of a line. */
  readonly lineHeight: number
  /** Points; the first line on top of the whole paragraph's. */
  readonly indent: number
  readonly firstIndent: number
  readonly breakBefore: boolean
  readonly keepNext: boolean
  readonly ruled: boolean
}
export type WordRun = { readonly run: 'text'; readonly text: string; readonly size: number; readonly bold: boolean; readonly italic: boolean; readonly underline: boolean; readonly raised: boolean } | { readonly run: 'line' | 'page' | 'tab' } | { readonly run: 'image'; readonly part: string; readonly width: number; readonly height: number }
export interface WordTable {
  readonly type: 'table'
  /** Twentieths of a point, as Word keeps them; only their proportion counts. */
  readonly widths: readonly number[]
  readonly bordered: boolean
  readonly rows: readonly { readonly heading: boolean; readonly cells: readonly WordCell[] }[]
}
export interface WordCell {
  readonly blocks: readonly WordBlock[]
  readonly columns: number
  readonly rows: number
  readonly shaded: boolean
  readonly middle: boolean
}
