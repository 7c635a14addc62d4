import { Grid, letters } from './cell.ts'
import type { Kind } from './fields.ts'

type Choice = Extract<Kind, { is: 'CHOICE' | 'CHOICES' }>

/** The sheet of words: what may be chosen in a cell, and the code each word stands for. */
export class Words {
  readonly grid = new Grid('词表')
  private readonly lists = new Map<string, { words: string; codes: string }>()
  private next = 1

  constructor() {
    this.grid.hidden = true
  }

  /** The words of a list, as a range a cell may be held to. */
  wordsOf(kind: Choice): string {
    return this.list(kind.codes, kind.words).words
  }

  yesOrNo(): string {
    return this.list(['1', '0'], ['是', '否']).words
  }

  /** The code of the word in a cell. */
  codeOf(kind: Choice, cell: string, home: string): string {
    const { words, codes } = this.list(kind.codes, kind.words)
    return `IFERROR(INDEX(${this.named(codes, home)},MATCH(${cell},${this.named(words, home)},0)),"")`
  }

  /** The word of a code in a cell; the code itself where nobody gave it a word. */
  wordFor(codes: readonly string[], words: readonly string[], cell: string): string {
    const list = this.list(codes, words)
    return `IFERROR(INDEX(${list.words},MATCH(${cell},${list.codes},0)),${cell})`
  }

  private named(range: string, home: string): string {
    return home === this.grid.name ? range.slice(this.grid.name.length + 1) : range
  }

  private list(codes: readonly string[], words: readonly string[]): { words: string; codes: string } {
    const key = `${codes.join('|')}#${words.join('|')}`
    let list = this.lists.get(key)
    if (list === undefined) {
      const column = this.next
      this.next += 2
      codes.forEach((code, at) => {
        this.grid.set(at + 1, column, { value: words[at]!, look: 'plain', format: 'TEXT' })
        this.grid.set(at + 1, column + 1, { value: code, look: 'plain', format: 'TEXT' })
      })
      const range = (at: number) => `${this.grid.name}!$${letters(at)}$1:$${letters(at)}$${codes.length}`
      this.lists.set(key, list = { words: range(column), codes: range(column + 1) })
    }
    return list
  }
}
