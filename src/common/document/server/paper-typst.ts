import { type Block, type Column, type Fact, type Numbered, type Paper, type Run, type SignatureBox, chartSvg, numberReferences, saidIn } from '#common/document/domain'
import { type Shadows } from './typst-page.ts'
import { literal, words } from './typst-text.ts'

const HAIR = '0.4pt + luma(150)'
/** Words of a narrow cell are not drawn apart to fill the line. */
const RAGGED = '#set par(justify: false);'
const HEADING_SIZE = { 1: 13, 2: 11.5, 3: 10.5 } as const
const REFERENCE_HASH = 12
/** Columns from which a table is set small. */
const WIDE = 8
/** Rows up to which a table stays on one page. */
const SHORT = 16

/** The body of a paper as Typst; its charts are put beside it as pictures. */
export function paperTypst(paper: Paper, shadows: Shadows): string {
  const numbered = numberReferences(paper)
  const head = [
    `#align(center)[${words(paper.title, { size: 18, bold: true })}]`,
    ...(paper.subtitle === undefined ? [] : [`#align(center)[${words(paper.subtitle, { size: 10, fill: 'luma(80)' })}]`]),
    '#v(4pt)',
  ]
  const blocks = paper.blocks.map((block, index) => blockTypst(block, `/chart-${index}.svg`, numbered, shadows))
  return [...head, ...blocks, ...references(numbered)].join('\n')
}

function blockTypst(block: Block, chart: string, numbered: Numbered, shadows: Shadows): string {
  switch (block.block) {
    case 'heading': return `#block(above: ${block.level === 1 ? 16 : 11}pt, below: 7pt, sticky: true)[${words(block.says, { size: HEADING_SIZE[block.level], bold: true })}]`
    case 'text': return textTypst(run(block.says, numbered), block)
    case 'facts': return factsTypst(block.rows, numbered)
    case 'table': return tableTypst(block, numbered)
    case 'chart':
      shadows.set(chart, Buffer.from(chartSvg(block.chart)))
      return `#block(above: 8pt, below: 10pt, breakable: false)[${block.caption === undefined ? '' : `${words(block.caption, { size: 9, bold: true })} #v(2pt)`} #image("${chart}", width: 100%)]`
    case 'signatures': return signaturesTypst(block.boxes)
    case 'pageBreak': return '#pagebreak(weak: true)'
    default: return block satisfies never
  }
}

function textTypst(inner: string, { align = 'left', small = false, indent = false }: { align?: string; small?: boolean; indent?: boolean }): string {
  const sized = small ? `#text(size: 8.5pt, fill: luma(80))[${inner}]` : inner
  const paragraph = `#par(first-line-indent: (amount: ${indent ? 2 : 0}em, all: true))[${sized}]`
  return align === 'left' ? paragraph : `#align(${align})[${paragraph}]`
}

/** Label and value, two pairs a line; a wide one takes the line for itself. */
function factsTypst(rows: readonly Fact[], numbered: Numbered): string {
  const cells: string[] = []
  let free = 0
  const label = (says: string): string => `table.cell(fill: luma(245))[${words(says, { size: 9 })}]`
  for (const { label: says, value, wide = false } of rows) {
    if (wide && free === 1) cells.push('table.cell(colspan: 2)[]')
    cells.push(label(says), wide ? `table.cell(colspan: 3)[${run(value, numbered)}]` : `[${run(value, numbered)}]`)
    free = wide || free === 1 ? 0 : 1
  }
  if (free === 1) cells.push('table.cell(colspan: 2)[]')
  return `#text(size: 9.5pt)[${RAGGED}#table(columns: (24mm, 1fr, 24mm, 1fr), stroke: ${HAIR}, inset: (x: 5pt, y: 4.5pt), align: left + horizon, ${cells.join(', ')})]`
}

function tableTypst({ columns, rows, total, caption }: { columns: readonly Column[]; rows: readonly (readonly Run[])[]; total?: readonly Run[]; caption?: string }, numbered: Numbered): string {
  const size = columns.length >= WIDE ? 7.2 : 9
  const heads = columns.map(({ title, ref }) => `table.cell(align: center + horizon)[${words(title, { size, bold: true })}${mark(marksOf(ref, numbered))}]`)
  const body = rows.flatMap((row) => row.map((cell) => `[${run(cell, numbered)}]`))
  const last = (total ?? []).map((cell) => `table.cell(fill: luma(245))[#strong[${run(cell, numbered)}]]`)
  const table = `#text(size: ${size}pt)[${RAGGED}#table(columns: (${columns.map(({ width = 1 }) => `${width}fr`).join(', ')},), align: (${columns.map(({ align = 'left' }) => `${align} + horizon`).join(', ')},), stroke: ${HAIR}, inset: (x: ${columns.length >= WIDE ? 2 : 4}pt, y: 4pt), fill: (_, y) => if y == 0 { luma(238) }, table.header(${heads.join(', ')}), ${[...body, ...last].join(', ')})]`
  const whole = rows.length <= SHORT ? `#block(breakable: false)[${table}]` : table
  return caption === undefined ? whole : `#block(sticky: true, below: 4pt)[${words(caption, { size: 9, bold: true })}]\n${whole}`
}

function signaturesTypst(boxes: readonly SignatureBox[]): string {
  const cells = boxes.map(({ label, name, on, note }) => `[${words(label, { size: 9 })} ${note === undefined ? '' : `#h(4pt) ${words(note, { size: 8, fill: 'luma(90)' })}`} #v(1fr) ${words(name ?? '签字：', { size: 10 })} #h(1fr) ${words(on ?? '　　　年　　月　　日', { size: 9 })}]`)
  return `#block(above: 10pt, breakable: false)[#table(columns: (1fr, 1fr), rows: 26mm, stroke: ${HAIR}, inset: 6pt, ${[...cells, ...(cells.length % 2 === 1 ? ['[]'] : [])].join(', ')})]`
}

/** Words with the marks of what they rest on. */
function run(says: Run, numbered: Numbered): string {
  return saidIn(says).map((one) => {
    if (typeof one === 'string') return words(one)
    const marks = marksOf(one.ref, numbered)
    return `${words(one.says, { bold: one.strong ?? false })}${mark(marks)}`
  }).join('')
}

function mark(marks: string): string {
  return marks === '' ? '' : words(marks, { size: 6, fill: 'luma(90)', raised: true })
}

/** `[3]`, `[3,4]`, or nothing. */
export function marksOf(ref: string | readonly string[] | undefined, numbered: Numbered): string {
  const marks = (ref === undefined ? [] : typeof ref === 'string' ? [ref] : ref).map((id) => numbered.markOf(id))
  return marks.length === 0 ? '' : `[${marks.join(',')}]`
}

function references({ list }: Numbered): string[] {
  if (list.length === 0) return []
  const rows = list.flatMap(({ mark, kind, title, hash, takenAt }) => [String(mark), kind, title, hash?.slice(0, REFERENCE_HASH) ?? '—', takenAt ?? '—'].map((cell) => `[#${literal(cell)}]`))
  return [
    `#block(above: 18pt, below: 4pt, sticky: true)[${words('依据与出处', { size: 11.5, bold: true })}]`,
    `#block(below: 4pt, sticky: true)[${words('文中方括号内的序号指向下列依据；凭据的哈希为原件 SHA-256 的前 12 位，测算的为公式版本；均可在系统内逐项打开。', { size: 8.5, fill: 'luma(80)' })}]`,
    `#text(size: 8pt)[${RAGGED}#table(columns: (9mm, 22mm, 1fr, 27mm, 33mm), stroke: ${HAIR}, inset: 3.5pt, align: left + horizon, fill: (_, y) => if y == 0 { luma(238) }, table.header([序号], [类别], [名称], [哈希], [取得时间]), ${rows.join(', ')})]`,
  ]
}
