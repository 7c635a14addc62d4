/**
 * A paper as blocks: one description from which the screen, the Word file and the PDF are drawn, so that all three say the same.
 * Money is printed by the builder (`formatYuan`); a paper holds words, not amounts to compute with.
 */
export interface Paper {
  readonly title: string
  /** Under the title: the bank, the unit, the product. */
  readonly subtitle?: string
  /** Of the issued document; `issueDocument` sets it. */
  readonly number?: string
  readonly blocks: readonly Block[]
  /** What the marks in the text lead to; printed as a list at the end in the order of their first use. */
  readonly references?: readonly Reference[]
}

/** Evidence or a figure a statement of the paper rests on. */
export interface Reference {
  /** Evidence id or figure id. */
  readonly id: string
  /** 证据, 公式, 版本 …: what kind of thing it is. */
  readonly kind: string
  readonly title: string
  /** SHA-256 of the file; its first 12 places are printed. */
  readonly hash?: string | undefined
  /** When it was taken or computed, as printed. */
  readonly takenAt?: string | undefined
  /** Where it leads on screen: the address inside the product. */
  readonly href?: string | undefined
}

/** Words, or a figure that carries the ids of its references. */
export type Said = string | Marked
export interface Marked {
  readonly says: string
  readonly ref?: string | readonly string[] | undefined
  readonly strong?: boolean | undefined
}
/** A run of words and figures. */
export type Run = Said | readonly Said[]

export type Block = HeadingBlock | TextBlock | FactsBlock | TableBlock | ChartBlock | SignaturesBlock | PageBreakBlock

export interface HeadingBlock { readonly block: 'heading'; readonly level: 1 | 2 | 3; readonly says: string }
export interface TextBlock { readonly block: 'text'; readonly says: Run; readonly align?: 'left' | 'center' | 'right'; readonly small?: boolean; /** Two characters, as a Chinese paragraph begins. */ readonly indent?: boolean }
/** Label and value in two or four columns, like the head of a form. */
export interface FactsBlock { readonly block: 'facts'; readonly rows: readonly Fact[] }
export interface Fact { readonly label: string; readonly value: Run; /** Takes a whole line. */ readonly wide?: boolean }
export interface TableBlock {
  readonly block: 'table'
  readonly caption?: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Run[])[]
  /** The last line, set off. */
  readonly total?: readonly Run[]
}
export interface Column { readonly title: string; /** Of every figure below. */ readonly ref?: string | readonly string[] | undefined; readonly align?: 'left' | 'right' | 'center'; /** Share of the width; 1 unless said. */ readonly width?: number }
export interface ChartBlock { readonly block: 'chart'; readonly caption?: string; readonly chart: Chart }
export interface SignaturesBlock { readonly block: 'signatures'; readonly boxes: readonly SignatureBox[] }
/** A box to sign in; `name` where a person already signed by act, `on` the day. */
export interface SignatureBox { readonly label: string; readonly name?: string; readonly on?: string; readonly note?: string }
export interface PageBreakBlock { readonly block: 'pageBreak' }

export type Chart = StripChart | BarsChart | LineChart

/** The account strip: tolerance band, stated value as a tick, each check as a dot, the accepted value as a ring. Deviations are decimal text, (V − c) ÷ V. */
export interface StripChart {
  readonly chart: 'strip'
  readonly rows: readonly StripRow[]
  /** Half width of the band as decimal text: "0.05". */
  readonly tolerance: string
}
export interface StripRow {
  readonly name: string
  readonly stated: string
  readonly checks: readonly { readonly name: string; readonly deviation: string }[]
  /** Accepted ÷ stated − 1; absent when the stated value was accepted. */
  readonly accepted?: string | undefined
  /** Beside the strip: largest deviation, accepted value. */
  readonly says: string
}
/** Zero-based bars with their value beside them; `amount` only sets the length. */
export interface BarsChart { readonly chart: 'bars'; readonly bars: readonly { readonly name: string; readonly amount: number; readonly says: string; readonly binding?: boolean }[] }
/** One or more lines over the same labels; a threshold is a thin line. */
export interface LineChart {
  readonly chart: 'line'
  readonly labels: readonly string[]
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[]
  readonly threshold?: { readonly name: string; readonly value: number } | undefined
  /** How a value of the axis reads: fen as 万元, or plain. */
  readonly unit: 'FEN' | 'PLAIN'
}

/** The single words and figures of a run. */
export function saidIn(run: Run): readonly Said[] {
  return typeof run === 'string' || isMarked(run) ? [run] : run
}

/** What a run says without its marks. */
export function plainText(run: Run): string {
  return saidIn(run).map((one) => (typeof one === 'string' ? one : one.says)).join('')
}

function isMarked(run: Exclude<Run, string>): run is Marked {
  return 'says' in run
}
