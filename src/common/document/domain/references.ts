import { assert } from '#kernel'
import { type Block, type Paper, type Reference, type Run, saidIn } from './paper.ts'

/** The references of a paper with the number each is printed under: in the order in which the text first leads to them. */
export interface Numbered {
  readonly list: readonly (Reference & { readonly mark: number })[]
  markOf(id: string): number | undefined
}

/** Numbers what a paper refers to. A mark that leads nowhere is a bug of the builder. */
export function numberReferences(paper: Paper): Numbered {
  const known = new Map((paper.references ?? []).map((reference) => [reference.id, reference]))
  const marks = new Map<string, number>()
  for (const id of paper.blocks.flatMap(runsOf).flatMap(refsIn)) {
    assert(known.has(id), `the paper ${paper.title} refers to ${id}, which it does not list`)
    if (!marks.has(id)) marks.set(id, marks.size + 1)
  }
  return { list: [...marks].map(([id, mark]) => ({ ...known.get(id)!, mark })), markOf: (id) => marks.get(id) }
}

/** Ids a run leads to, in order. */
export function refsIn(run: Run): readonly string[] {
  return saidIn(run).flatMap((one) => (typeof one === 'string' || one.ref === undefined ? [] : one.ref))
}

/** Everything a block says, as runs. */
export function runsOf(block: Block): readonly Run[] {
  switch (block.block) {
    case 'heading': return [block.says]
    case 'text': return [block.says]
    case 'facts': return block.rows.map((row) => row.value)
    case 'table': return [...block.columns.map(({ title, ref }) => ({ says: title, ref })), ...block.rows.flat(), ...(block.total ?? [])]
    case 'chart': case 'signatures': case 'pageBreak': return []
    default: return block satisfies never
  }
}
