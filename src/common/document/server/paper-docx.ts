import { AlignmentType, BorderStyle, Document, HeadingLevel, HeightRule, ImageRun, Packer, PageBreak, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType, type FileChild } from 'docx'
import { type Block, type Fact, type Numbered, type Paper, type Run, type SignatureBox, type TableBlock, chartSvg, numberReferences, saidIn, shapeOf } from '#common/document/domain'
import { marksOf } from './paper-typst.ts'
import { pictureOf } from './picture.ts'

/** Width of the text on A4 with our margins, in twentieths of a point and in pixels. */
const WIDTH = 9300
const PIXELS = 620
const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const HEADING_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' }
const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '969696' }
const BORDERS = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE }
const LABEL_FILL = { type: ShadingType.CLEAR, fill: 'F5F5F5', color: 'auto' }
const HEAD_FILL = { type: ShadingType.CLEAR, fill: 'EEEEEE', color: 'auto' }
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
const HEADING_SIZE = { 1: 26, 2: 23, 3: 21 } as const
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/** A paper as a Word file with real tables; charts are pictures. */
export async function paperDocx(paper: Paper): Promise<Buffer> {
  const numbered = numberReferences(paper)
  const head = [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 80 }, children: [new TextRun({ text: paper.title, font: HEADING_FONT, size: 36, bold: true })] }),
    ...(paper.subtitle === undefined ? [] : [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 160 }, children: [new TextRun({ text: paper.subtitle, size: 20, color: '505050' })] })]),
  ]
  const document = new Document({
    creator: 'Weidai', title: paper.title, styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1417, bottom: 1928, left: 1361, right: 1247 } } }, children: [...head, ...paper.blocks.flatMap((block) => blockDocx(block, numbered)), ...references(numbered)] }],
  })
  return Packer.toBuffer(document)
}

function blockDocx(block: Block, numbered: Numbered): FileChild[] {
  switch (block.block) {
    case 'heading': return [new Paragraph({ heading: HEADINGS[block.level], keepNext: true, spacing: { before: 240, after: 120 }, children: [new TextRun({ text: block.says, font: HEADING_FONT, size: HEADING_SIZE[block.level], bold: true, color: '000000' })] })]
    case 'text': return [new Paragraph({ alignment: ALIGN[block.align ?? 'left'], spacing: { after: 80, line: 320 }, ...(block.indent === true ? { indent: { firstLine: 420 } } : {}), children: runs(block.says, numbered, block.small === true ? 17 : 21) })]
    case 'facts': return [factsDocx(block.rows, numbered), gap()]
    case 'table': return [...(block.caption === undefined ? [] : [caption(block.caption)]), tableDocx(block, numbered), gap()]
    case 'chart': {
      const svg = chartSvg(block.chart)
      const { width, height } = shapeOf(svg)
      return [...(block.caption === undefined ? [] : [caption(block.caption)]), new Paragraph({ spacing: { after: 120 }, children: [new ImageRun({ type: 'png', data: pictureOf(svg), transformation: { width: PIXELS, height: Math.round((PIXELS * height) / width) } })] })]
    }
    case 'signatures': return [signaturesDocx(block.boxes), gap()]
    case 'pageBreak': return [new Paragraph({ children: [new PageBreak()] })]
    default: return block satisfies never
  }
}

function factsDocx(rows: readonly Fact[], numbered: Numbered): Table {
  const lines: Fact[][] = []
  for (const fact of rows) {
    const last = lines.at(-1)
    if (fact.wide !== true && last?.length === 1 && last[0]!.wide !== true) last.push(fact)
    else lines.push([fact])
  }
  const label = (text: string): TableCell => new TableCell({ borders: BORDERS, shading: LABEL_FILL, verticalAlign: VerticalAlign.CENTER, children: [new Paragraph({ children: [new TextRun({ text, size: 18 })] })] })
  const value = (fact: Fact, columnSpan: number): TableCell => new TableCell({ borders: BORDERS, columnSpan, verticalAlign: VerticalAlign.CENTER, children: [new Paragraph({ children: runs(fact.value, numbered, 19) })] })
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA }, columnWidths: [1400, 3250, 1400, 3250],
    rows: lines.map((line) => new TableRow({ cantSplit: true, children: line.length === 1 ? [label(line[0]!.label), value(line[0]!, 3)] : line.flatMap((fact) => [label(fact.label), value(fact, 1)]) })),
  })
}

function tableDocx({ columns, rows, total }: TableBlock, numbered: Numbered): Table {
  const whole = columns.reduce((sum, { width = 1 }) => sum + width, 0)
  const cells = (row: readonly Run[], look: { bold?: boolean; shading?: typeof HEAD_FILL }): TableCell[] => row.map((says, index) => new TableCell({
    borders: BORDERS, verticalAlign: VerticalAlign.CENTER, ...(look.shading ? { shading: look.shading } : {}),
    children: [new Paragraph({ alignment: ALIGN[columns[index]?.align ?? 'left'], children: runs(says, numbered, columns.length >= 8 ? 14 : 18, look.bold === true) })],
  }))
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA }, columnWidths: columns.map(({ width = 1 }) => Math.round((WIDTH * width) / whole)),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cells(columns.map(({ title, ref }) => ({ says: title, ref })), { bold: true, shading: HEAD_FILL }) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, {}) })),
      ...(total === undefined ? [] : [new TableRow({ cantSplit: true, children: cells(total, { bold: true, shading: LABEL_FILL }) })]),
    ],
  })
}

function signaturesDocx(boxes: readonly SignatureBox[]): Table {
  const cell = (box: SignatureBox | undefined): TableCell => new TableCell({ borders: BORDERS, children: box === undefined ? [new Paragraph({})] : [
    new Paragraph({ children: [new TextRun({ text: `${box.label}${box.note === undefined ? '' : `　${box.note}`}`, size: 18 })] }), new Paragraph({ spacing: { before: 480 }, children: [new TextRun({ text: `${box.name ?? '签字：'}　　　　　　${box.on ?? '年　　月　　日'}`, size: 20 })] }),
  ] })
  const lines = Array.from({ length: Math.ceil(boxes.length / 2) }, (_, line) => [boxes[line * 2], boxes[line * 2 + 1]])
  return new Table({ width: { size: WIDTH, type: WidthType.DXA }, columnWidths: [WIDTH / 2, WIDTH / 2], rows: lines.map((line) => new TableRow({ cantSplit: true, height: { value: 1474, rule: HeightRule.ATLEAST }, children: line.map(cell) })) })
}

function runs(says: Run, numbered: Numbered, size: number, bold = false): TextRun[] {
  return saidIn(says).flatMap((one) => {
    if (typeof one === 'string') return [new TextRun({ text: one, size, bold })]
    const marks = marksOf(one.ref, numbered)
    return [new TextRun({ text: one.says, size, bold: bold || one.strong === true }), ...(marks === '' ? [] : [new TextRun({ text: marks, size: size - 2, superScript: true, color: '5A5A5A' })])]
  })
}

function references(numbered: Numbered): FileChild[] {
  if (numbered.list.length === 0) return []
  const columns = [{ title: '序号', width: 1 }, { title: '类别', width: 2.2 }, { title: '名称', width: 7 }, { title: '哈希', width: 3 }, { title: '取得时间', width: 3.6 }]
  return [
    ...blockDocx({ block: 'heading', level: 2, says: '依据与出处' }, numbered),
    ...blockDocx({ block: 'text', small: true, says: '文中方括号内的序号指向下列依据；凭据的哈希为原件 SHA-256 的前 12 位，测算的为公式版本；均可在系统内逐项打开。' }, numbered),
    tableDocx({ block: 'table', columns, rows: numbered.list.map(({ mark, kind, title, hash, takenAt }) => [String(mark), kind, title, hash?.slice(0, 12) ?? '—', takenAt ?? '—']) }, numbered),
  ]
}

const gap = (): Paragraph => new Paragraph({ spacing: { after: 60 }, children: [] })
const caption = (text: string): Paragraph => new Paragraph({ keepNext: true, spacing: { before: 120, after: 60 }, children: [new TextRun({ text, size: 18, bold: true })] })
