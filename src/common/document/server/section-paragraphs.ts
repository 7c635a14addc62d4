/** A character no bank writes, by which paragraphs are known that held nothing but the mark of a section. */
const MARK = '\uE000'
const PARAGRAPH = /<w:p(?: [^>]*[^/])?>[\s\S]*?<\/w:p>/g

/** Marks the paragraphs of a template that hold only `{{#…}}` or `{{/…}}`: once the sections are filled they are taken away, so no empty lines stay behind. */
export function markSections(xml: string): string {
  return xml.replace(PARAGRAPH, (paragraph) => {
    const text = textOf(paragraph).trim()
    if (/^\{\{\s*#[^{}]*\}\}$/.test(text)) return paragraph.replace(/^(<w:p(?: [^>]*)?>(?:<w:pPr>[\s\S]*?<\/w:pPr>|<w:pPr\/>)?)/, `$1${run()}`)
    return /^\{\{\s*\/[^{}]*\}\}$/.test(text) ? paragraph.replace(/<\/w:p>$/, `${run()}</w:p>`) : paragraph
  })
}

/** Takes the marked paragraphs out; a cell keeps one, as Word demands. */
export function dropMarked(xml: string): string {
  const kept = xml.replace(PARAGRAPH, (paragraph) => {
    const text = textOf(paragraph)
    return text.includes(MARK) && text.replaceAll(MARK, '').trim() === '' ? '' : paragraph.replaceAll(MARK, '')
  })
  return kept.replace(/(<\/w:tcPr>|<w:tc>|<\/w:tbl>)<\/w:tc>/g, '$1<w:p></w:p></w:tc>')
}

function run(): string {
  return `<w:r><w:t>${MARK}</w:t></w:r>`
}

function textOf(paragraph: string): string {
  return [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')
}
