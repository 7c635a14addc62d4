import type { WordBlock, WordBody, WordParagraph, WordRun, WordTable } from './word-blocks.ts'
import type { WordFile } from './word-file.ts'
import type { Shadows } from './typst-page.ts'
import { literal } from './typst-text.ts'

/** What a Word file says as Typst; its pictures are put beside it. */
export function wordTypst(body: WordBody, file: WordFile, shadows: Shadows): { header: string; body: string } {
  const picture = (part: string): string => {
    const bytes = file.get(part)
    if (bytes !== undefined) shadows.set(`/${part}`, bytes)
    return `/${part}`
  }
  const set = (blocks: readonly WordBlock[]): string => blocks.map((block) => (block.type === 'paragraph' ? paragraph(block, picture) : table(block, set))).join('\n')
  return { header: set(body.header), body: set(body.blocks) }
}

function paragraph(one: WordParagraph, picture: (part: string) => string): string {
  const inner = one.runs.map((run) => runTypst(run, picture)).join('')
  const size = one.runs.find((run) => run.run === 'text')?.size ?? 10.5
  const leading = Math.max(0.35, one.lineHeight * 1.25 - 0.85)
  const content = inner === '' ? `#v(${Math.round(size * one.lineHeight * 0.6)}pt)` : inner
  const justified = one.align === 'justify' || one.align === 'left'
  const set = `#block(above: ${(one.before + leading * size).toFixed(1)}pt, below: ${(one.after + leading * size).toFixed(1)}pt, width: 100%${one.keepNext ? ', sticky: true' : ''}${one.indent > 0 ? `, inset: (left: ${one.indent.toFixed(1)}pt)` : ''})[#set par(leading: ${leading.toFixed(2)}em, justify: ${String(justified)}, first-line-indent: (amount: ${one.firstIndent.toFixed(1)}pt, all: true)); #align(${one.align === 'justify' ? 'left' : one.align})[#par[${content}]]${one.ruled ? '#v(-4pt)#line(length: 100%, stroke: 0.5pt)' : ''}]`
  const breaks = one.breakBefore || one.runs.some((run) => run.run === 'page')
  return `${breaks ? '#pagebreak(weak: true)\n' : ''}${set}`
}

function runTypst(run: WordRun, picture: (part: string) => string): string {
  switch (run.run) {
    case 'line': return '#linebreak()'
    case 'tab': return '#h(2em)'
    case 'page': return ''
    case 'image': return `#box(image("${picture(run.part)}", width: ${run.width.toFixed(1)}pt, height: ${run.height.toFixed(1)}pt))`
    case 'text': {
      const look = [`size: ${run.raised ? run.size * 0.7 : run.size}pt`, ...(run.bold ? ['weight: "bold"'] : []), ...(run.raised ? ['baseline: -0.35em'] : [])]
      const said = `#text(${look.join(', ')})[#${literal(run.text)}]`
      const slanted = run.italic ? `#emph[${said}]` : said
      return run.underline ? `#underline(offset: 2pt)[${slanted}]` : slanted
    }
    default: return run satisfies never
  }
}

function table(one: WordTable, set: (blocks: readonly WordBlock[]) => string): string {
  const columns = one.widths.length > 0 ? one.widths.map((width) => `${width}fr`) : ['1fr']
  const cell = (row: WordTable['rows'][number]): string[] => row.cells.map(({ blocks, columns: wide, rows: high, shaded, middle }) =>
    `table.cell(colspan: ${wide}, rowspan: ${high}${shaded ? ', fill: luma(242)' : ''}, align: left + ${middle ? 'horizon' : 'top'})[${set(blocks)}]`)
  const headings = one.rows.filter(({ heading }) => heading).flatMap(cell)
  const rest = one.rows.filter(({ heading }) => !heading).flatMap(cell)
  return `#block(above: 5pt, below: 5pt)[#table(columns: (${columns.join(', ')},), stroke: ${one.bordered ? '0.5pt' : 'none'}, inset: (x: 4.5pt, y: 4.5pt)${headings.length > 0 ? `, table.header(${headings.join(', ')})` : ''}, ${rest.join(', ')})]`
}
