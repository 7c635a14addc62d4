import QRCode from 'qrcode'
import { type Relation, partOf, relationsOf } from './read-word.ts'
import { type Seal, qrText } from './typst-page.ts'
import type { WordFile } from './word-file.ts'
import { escapeXml } from './xml.ts'

const FOOT = 'word/weidai-foot.xml'
const QR = 'word/media/weidai-qr.png'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const DRAWING = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const ID = 'weidaiFoot'
/** 17 mm in Word's drawing unit. */
const SIDE = 612_000
const HALF_POINTS = { small: 14, plain: 16 } as const

/** Puts number, hash, QR code and page numbers in the foot of every page of a Word file, in place of whatever foot it had. */
export async function sealWord(file: WordFile, seal: Seal): Promise<void> {
  file.set(QR, await QRCode.toBuffer(qrText(seal), { margin: 0, scale: 8, errorCorrectionLevel: 'M' }))
  file.set(FOOT, Buffer.from(foot(seal)))
  file.set('word/_rels/weidai-foot.xml.rels', Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/image" Target="media/weidai-qr.png"/></Relationships>`))
  change(file, '[Content_Types].xml', (xml) => withPng(xml).replace('</Types>', `<Override PartName="/${FOOT}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`))
  if (!file.has('word/_rels/document.xml.rels')) file.set('word/_rels/document.xml.rels', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'))
  change(file, 'word/_rels/document.xml.rels', (xml) => xml.replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>').replace('</Relationships>', `<Relationship Id="${ID}" Type="${RELATIONS}/footer" Target="weidai-foot.xml"/></Relationships>`))
  change(file, 'word/document.xml', withFoot)
}

/** Text of the feet a template brings of its own; they are not kept. */
export function ownFeet(file: WordFile): readonly string[] {
  return [...relationsOf(file, 'word/document.xml').values()].filter((relation: Relation) => relation.type.endsWith('/footer')).flatMap(({ target }) => {
    const text = partOf(file, target) === undefined ? '' : (file.get(target)?.toString('utf8') ?? '').replace(/<w:instrText[\s\S]*?<\/w:instrText>/g, '').replace(/<[^>]+>/g, '').trim()
    return text === '' ? [] : [text]
  })
}

function withFoot(xml: string): string {
  const rid = /xmlns:r=/.test(xml.slice(0, 4000)) ? 'r:id' : `xmlns:r="${RELATIONS}" r:id`
  const reference = `<w:footerReference w:type="default" ${rid}="${ID}"/>`
  const bare = xml.replace(/<w:footerReference[^>]*\/>/g, '').replace(/<w:titlePg[^>]*\/>/g, '').replace(/<w:sectPr([^>]*)\/>/g, '<w:sectPr$1></w:sectPr>')
  return bare.includes('<w:sectPr') ? bare.replace(/<w:sectPr([^>]*)>/g, `<w:sectPr$1>${reference}`) : bare.replace('</w:body>', `<w:sectPr>${reference}</w:sectPr></w:body>`)
}

function withPng(xml: string): string {
  return /Extension="png"/i.test(xml) ? xml : xml.replace(/<Types([^>]*)>/, '<Types$1><Default Extension="png" ContentType="image/png"/>')
}

function change(file: WordFile, name: string, by: (xml: string) => string): void {
  file.set(name, Buffer.from(by(file.get(name)?.toString('utf8') ?? '')))
}

function foot({ number, hash, mark }: Seal): string {
  const text = (says: string, size: number): string => `<w:r><w:rPr><w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escapeXml(says)}</w:t></w:r>`
  const piece = (inner: string): string => `<w:r><w:rPr><w:sz w:val="${HALF_POINTS.plain}"/></w:rPr>${inner}</w:r>`
  const field = (name: string): string => [`<w:fldChar w:fldCharType="begin"/>`, `<w:instrText xml:space="preserve"> ${name} </w:instrText>`, '<w:fldChar w:fldCharType="separate"/>', '<w:t>1</w:t>', '<w:fldChar w:fldCharType="end"/>'].map(piece).join('')
  const line = (inner: string, jc = 'left'): string => `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="${jc}"/></w:pPr>${inner}</w:p>`
  const cell = (width: number, inner: string): string => `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${inner}</w:tc>`
  const qr = `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${SIDE}" cy="${SIDE}"/><wp:docPr id="9001" name="QR"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="9001" name="QR"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${SIDE}" cy="${SIDE}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  const said = [line(text(`文书编号　${number}${mark === null ? '' : `　（${mark}）`}`, HALF_POINTS.plain)), line(text('内容哈希（SHA-256）', HALF_POINTS.small)), line(text(hash.slice(0, 32), HALF_POINTS.small)), line(text(hash.slice(32), HALF_POINTS.small))].join('')
  const pages = line(`${text('第 ', HALF_POINTS.plain)}${field('PAGE')}${text(' 页　共 ', HALF_POINTS.plain)}${field('NUMPAGES')}${text(' 页', HALF_POINTS.plain)}`, 'right')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr ${W} ${DRAWING}><w:tbl><w:tblPr><w:tblW w:w="9300" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="A0A0A0"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="1250"/><w:gridCol w:w="5850"/><w:gridCol w:w="2200"/></w:tblGrid><w:tr>${cell(1250, line(qr))}${cell(5850, said)}${cell(2200, pages)}</w:tr></w:tbl>${line('')}</w:ftr>`
}
