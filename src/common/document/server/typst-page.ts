import QRCode from 'qrcode'
import { literal, words } from './typst-text.ts'

/** What is printed on every page of a document and binds the paper to the record. */
export interface Seal {
  readonly bank: string
  readonly title: string
  readonly number: string
  /** SHA-256 of the sealed content. */
  readonly hash: string
  /** Across each page, where the paper is not valid. */
  readonly mark: '作废' | '样张' | '草稿' | null
}

/** Files a Typst source names, by path. */
export type Shadows = Map<string, Buffer>

export const FONT = 'Noto Sans S Chinese'
const GREY = 'luma(90)'

/** What the QR code of a document says: number and hash, one after the other. */
export function qrText({ number, hash }: Pick<Seal, 'number' | 'hash'>): string {
  return `weidai ${number} ${hash}`
}

/** Page, fonts, head and foot; the body follows. */
export async function pageSetup(seal: Seal, header: string, shadows: Shadows): Promise<string> {
  shadows.set('/qr.svg', Buffer.from(await QRCode.toString(qrText(seal), { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })))
  const foot = `#grid(columns: (17mm, 1fr, auto), column-gutter: 4mm, align: (left + horizon, left + horizon, right + horizon),
    image("/qr.svg", width: 17mm),
    [${words(`文书编号　${seal.number}`, { size: 8 })} \\ ${words('内容哈希（SHA-256）', { size: 7, fill: GREY })} \\ ${words(seal.hash.slice(0, 32), { size: 7, fill: GREY })} \\ ${words(seal.hash.slice(32), { size: 7, fill: GREY })}],
    [#text(size: 8pt)[第 #context counter(page).display() 页　共 #context counter(page).final().first() 页]])`
  const mark = seal.mark === null ? 'none' : `rotate(-32deg, text(size: 110pt, weight: "bold", fill: rgb(0, 0, 0, 26))[#${literal(seal.mark)}])`
  const head = header === '' ? `#text(size: 8pt, fill: ${GREY})[#${literal(seal.bank)} #h(1fr) #${literal(seal.title)}]` : header
  return `#set document(title: ${literal(seal.title)}, date: none)
#set text(font: "${FONT}", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.75em, spacing: 0.75em)
#set page(paper: "a4", margin: (top: 25mm, bottom: 34mm, left: 24mm, right: 22mm), foreground: ${mark},
  header: [${head} #v(-6pt) #line(length: 100%, stroke: 0.4pt + luma(170))],
  footer: [#line(length: 100%, stroke: 0.4pt + luma(170)) #v(-4pt) ${foot}])
`
}
