import { AlignmentType, BorderStyle, Document, HeightRule, Packer, Paragraph, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType, type FileChild } from 'docx'
import { type Line, readText } from './read-text.ts'

const WIDTH = 9300
const BODY = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const HEAD = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' }
const EDGE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE }
const ALIGN: Readonly<Record<string, (typeof AlignmentType)[keyof typeof AlignmentType]>> = { l: AlignmentType.LEFT, c: AlignmentType.CENTER, r: AlignmentType.RIGHT }

/** A Word template from its text. The same text always gives the same file, but for the clock Word keeps in it, which the caller takes out. */
export async function buildTemplate(name: string, source: string): Promise<Buffer> {
  return Packer.toBuffer(new Document({
    creator: 'Weidai', title: name, styles: { default: { document: { run: { font: BODY, size: 21 } } } },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1417, bottom: 1928, left: 1361, right: 1247 } } }, children: readText(source).flatMap(block) }],
  }))
}

function block(line: Line): FileChild[] {
  switch (line.line) {
    case 'title': return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 60, after: 200 }, children: [new TextRun({ text: line.says, font: HEAD, size: 36, bold: true })] })]
    case 'clause': return [new Paragraph({ keepNext: true, spacing: { before: 160, after: 60, line: 320 }, children: [new TextRun({ text: line.says, font: HEAD, size: 22, bold: true })] })]
    case 'text': return [new Paragraph({ alignment: line.align === 'right' ? AlignmentType.RIGHT : AlignmentType.JUSTIFIED, spacing: { after: 40, line: 330 }, ...(line.indent ? { indent: { firstLine: 420 } } : {}), children: runs(line.says, 21) })]
    case 'table': return [table(line), new Paragraph({ spacing: { after: 40 }, children: [] })]
    case 'signatures': return [new Paragraph({ spacing: { after: 60 }, children: [] }), signatures(line.rows)]
    default: return line satisfies never
  }
}

/** `**…**` is bold: terms a bank must point out. */
function runs(text: string, size: number): TextRun[] {
  return text.split('**').map((part, index) => new TextRun({ text: part, size, bold: index % 2 === 1 })).filter((_, index, all) => index < all.length)
}

function table({ rows, headed, widths, align }: Extract<Line, { line: 'table' }>): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => Math.round((WIDTH * width) / whole))
  const labelled = !headed && widths.join(' ') === '2 4 2 4'
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA }, columnWidths: columns,
    rows: rows.map((row, index) => new TableRow({
      tableHeader: headed && index === 0, cantSplit: true,
      children: row.map((cell, column) => {
        const head = (headed && index === 0) || (labelled && column % 2 === 0)
        return new TableCell({
          borders: BORDERS, width: { size: columns[column] ?? 0, type: WidthType.DXA }, verticalAlign: VerticalAlign.CENTER, ...(head ? { shading: { fill: 'F2F2F2' } } : {}), margins: { top: 50, bottom: 50, left: 90, right: 90 },
          children: [new Paragraph({ alignment: headed && index === 0 ? AlignmentType.CENTER : (ALIGN[align[column] ?? 'l'] ?? AlignmentType.LEFT), children: cell === '' ? [] : runs(cell, 19) })],
        })
      }),
    })),
  })
}

function signatures(rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA }, columnWidths: [WIDTH / 2, WIDTH / 2],
    rows: rows.map((row) => new TableRow({
      cantSplit: true, height: { value: 1500, rule: HeightRule.ATLEAST },
      children: [row[0] ?? '', row[1] ?? ''].map((label) => new TableCell({
        borders: BORDERS, margins: { top: 80, bottom: 80, left: 120, right: 120 },
        children: label === '' ? [new Paragraph({})] : [new Paragraph({ children: [new TextRun({ text: `${label}：`, size: 20 })] }), new Paragraph({ spacing: { before: 700 }, alignment: AlignmentType.RIGHT, children: [new TextRun({ text: '年　　月　　日', size: 20 })] })],
      })),
    })),
  })
}
