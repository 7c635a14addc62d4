import { Resvg } from '@resvg/resvg-js'
import jsqr from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type FieldData, FIELDS_OF, type TemplateKind } from '#common/document/domain'
import { openWord, packWord } from '../word-file.ts'

/** The sample values of a kind, as a caller would hand them in. */
export function samplesOf(kind: TemplateKind): FieldData {
  return Object.fromEntries(FIELDS_OF[kind].map(({ name, sample }) => [name, sample]))
}

/** A Word file with the XML of one part changed, as an editor would. */
export async function edited(bytes: Uint8Array, change: (xml: string) => string, part = 'word/document.xml'): Promise<Buffer> {
  const file = await openWord(Buffer.from(bytes))
  file.set(part, Buffer.from(change(file.get(part)?.toString('utf8') ?? '')))
  return packWord(file)
}

/** The words of a Word file without its markup. */
export async function wordsOf(bytes: Uint8Array): Promise<string> {
  return ((await openWord(Buffer.from(bytes))).get('word/document.xml')?.toString('utf8') ?? '').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
}

/** The words of a PDF, without the spaces its typesetting puts between them. */
export async function pdfWords(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => (await (await pdf.getPage(at + 1)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')))
  return { pages: pdf.numPages, text: squeezed(pages.join('')) }
}

export function squeezed(text: string): string {
  return text.replace(/\s/g, '')
}

/** What the QR code in a picture says. */
export function readQr(picture: Uint8Array | string): string | undefined {
  const svg = typeof picture === 'string' ? picture : `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><image x="20" y="20" width="360" height="360" href="data:image/png;base64,${Buffer.from(picture).toString('base64')}"/></svg>`
  const image = new Resvg(svg, { background: '#ffffff', fitTo: { mode: 'width', value: 400 } }).render()
  return jsqr.default(new Uint8ClampedArray(image.pixels), image.width, image.height)?.data
}
