import { type TemplateData, TemplateHandler } from 'easy-template-x'
import type { Paper, Printed } from '#common/document/domain'
import { compilePdf } from './compile-pdf.ts'
import { paperDocx } from './paper-docx.ts'
import { paperTypst } from './paper-typst.ts'
import { readWord } from './read-word.ts'
import { sealWord } from './seal-word.ts'
import { dropMarked, markSections } from './section-paragraphs.ts'
import { type Seal, type Shadows, pageSetup } from './typst-page.ts'
import { type WordFile, openWord, packWord } from './word-file.ts'
import { wordTypst } from './word-typst.ts'

/** One kind of work of the rendering thread. */
export type RenderOrder =
  | { readonly from: 'paper'; readonly paper: Paper; readonly seal: Seal; readonly as: 'docx' | 'pdf' }
  | { readonly from: 'template'; readonly template: Uint8Array; readonly values: Printed; readonly seal: Seal; readonly as: 'docx' | 'pdf' }
  | { readonly from: 'word'; readonly docx: Uint8Array; readonly seal: Seal; readonly as: 'pdf' }

const BODY = 'word/document.xml'
const FILLER = new TemplateHandler({ delimiters: { tagStart: '{{', tagEnd: '}}', containerTagOpen: '#', containerTagClose: '/' } })

/** Draws a document: a paper from its blocks, a filled template into Word, Word into PDF. */
export async function render(order: RenderOrder): Promise<Buffer> {
  switch (order.from) {
    case 'paper': return order.as === 'pdf' ? paperPdf(order.paper, order.seal) : sealed(await paperDocx(order.paper), order.seal)
    case 'template': {
      const filled = await sealed(await filledIn(Buffer.from(order.template), order.values), order.seal)
      return order.as === 'docx' ? filled : wordPdf(filled, order.seal)
    }
    case 'word': return wordPdf(Buffer.from(order.docx), order.seal)
    default: return order satisfies never
  }
}

async function paperPdf(paper: Paper, seal: Seal): Promise<Buffer> {
  const shadows: Shadows = new Map()
  const body = paperTypst(paper, shadows)
  return compilePdf(await pageSetup(seal, '', shadows) + body, shadows)
}

async function wordPdf(docx: Buffer, seal: Seal): Promise<Buffer> {
  const shadows: Shadows = new Map()
  const file = await openWord(docx)
  const { header, body } = wordTypst(readWord(file), file, shadows)
  return compilePdf(await pageSetup(seal, header, shadows) + body, shadows)
}

async function filledIn(template: Buffer, values: Printed): Promise<Buffer> {
  const file = await openWord(template)
  change(file, markSections)
  const filled = await openWord(Buffer.from(await FILLER.process(await packWord(file), asTemplateData(values))))
  change(filled, dropMarked)
  return packWord(filled)
}

function change(file: WordFile, by: (xml: string) => string): void {
  file.set(BODY, Buffer.from(by(file.get(BODY)?.toString('utf8') ?? '')))
}

async function sealed(docx: Buffer, seal: Seal): Promise<Buffer> {
  const file = await openWord(docx)
  await sealWord(file, seal)
  return packWord(file)
}

function asTemplateData(values: Printed): TemplateData {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value.map(asTemplateData) : value]))
}
