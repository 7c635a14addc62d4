import { type Paragraph, type TemplateFault, type TemplateKind, fieldsOf, readTags } from '#common/document/domain'
import { partOf, relationsOf } from './read-word.ts'
import { ownFeet } from './seal-word.ts'
import { type WordFile, openWord } from './word-file.ts'
import { type Xml, within } from './xml.ts'

/** Everything that keeps a Word file from being a template of this kind, each fault with its place. Runs in a capped child process: the file came from outside. */
export async function faultsOf(bytes: Buffer, kind: TemplateKind): Promise<readonly TemplateFault[]> {
  const file = await openWord(bytes)
  const forbidden = [...foreign(file), ...unprintable(file)]
  return [...forbidden, ...readTags(paragraphsOf(file), fieldsOf(kind)).faults]
}

/** The paragraphs of body and head, numbered as they stand. */
export function paragraphsOf(file: WordFile): readonly Paragraph[] {
  const headers = [...relationsOf(file, 'word/document.xml').values()].filter(({ type }) => type.endsWith('/header')).map(({ target }) => ['页眉', target] as const)
  return [['正文', 'word/document.xml'] as const, ...headers].flatMap(([part, name]) => {
    const root = partOf(file, name)
    return root === undefined ? [] : [...within(root, 'w:p')].map((paragraph, index) => ({ part, number: index + 1, text: textOf(paragraph) }))
  })
}

function textOf(paragraph: Xml): string {
  return [...within(paragraph, 'w:t')].map((one) => one.children.map(({ text }) => text).join('')).join('')
}

/** Programs and things from outside: a template carries neither. */
function* foreign(file: WordFile): Generator<TemplateFault> {
  const types = file.get('[Content_Types].xml')?.toString('utf8') ?? ''
  for (const name of file.keys()) {
    if (/vbaProject|vbaData|activeX|\.bin$/i.test(name)) yield { says: '模板含有宏或控件', place: `文件部件 ${name}` }
    else if (/^word\/embeddings\//i.test(name)) yield { says: '模板嵌入了其他文件', place: `文件部件 ${name}` }
  }
  if (/macroEnabled/i.test(types)) yield { says: '模板是带宏的格式，请另存为 .docx', place: '文件类型' }
  for (const name of file.keys()) {
    if (!name.endsWith('.rels')) continue
    const source = name.replace('_rels/', '').replace(/\.rels$/, '')
    for (const { external, target, type } of relationsOf(file, source).values()) {
      if (external || type.endsWith('/attachedTemplate')) yield { says: '模板链接到外部地址', place: target.replace(/^[^/]*\/(?=\w+:)/, '').slice(0, 120) }
    }
  }
}

const UNPRINTABLE: readonly (readonly [element: string, says: string])[] = [
  ['w:numPr', '自动编号不会随字段一起打印，请改为手写的「第一条」'], ['w:txbxContent', '文本框不会打印，请改为段落或表格'], ['w:ins', '有未接受的修订，请先接受全部修订'], ['w:del', '有未接受的修订，请先接受全部修订'],
  ['w:footnoteReference', '脚注不会打印，请写在正文里'], ['w:commentReference', '有批注，请先删去'], ['w:object', '模板嵌入了对象'], ['w:fldSimple', '模板含有 Word 域，请改为文字或字段'], ['w:fldChar', '模板含有 Word 域，请改为文字或字段'],
]

/** What Word would print and the PDF would not: both must say the same, so it is refused. */
function* unprintable(file: WordFile): Generator<TemplateFault> {
  const root = partOf(file, 'word/document.xml')
  if (root === undefined) return
  const paragraphs = [...within(root, 'w:p')]
  for (const [element, says] of UNPRINTABLE) {
    const index = paragraphs.findIndex((paragraph) => !within(paragraph, element).next().done)
    if (index >= 0) yield { says, place: `正文第 ${index + 1} 段「${textOf(paragraphs[index]!).slice(0, 40)}」` }
  }
  for (const text of ownFeet(file)) yield { says: '页脚由系统打印编号、二维码和哈希，请删去模板自己的页脚', place: `页脚「${text.slice(0, 40)}」` }
}
