import type { RefusalDetail } from '#kernel'
import { isUnreadable, readCell } from './cells.ts'
import { byteLength, codingOf } from './coding.ts'
import { compileField, factsOf } from './compile.ts'
import { tokensOf } from './file-name.ts'
import { directionOf, type FactSpec } from './kinds.ts'
import type { FieldSpec, FileMapping } from './mapping.ts'
import { elementsAt, type Structure, stepsOf, structureOf } from './xml/structure.ts'

type Tell = (at: string, message: string, expected: string, value?: unknown) => void

/** Everything that keeps a mapping from being used, each with its place; none when it is sound. */
export function checkMapping(mapping: FileMapping): RefusalDetail[] {
  const found: RefusalDetail[] = []
  const tell: Tell = (at, message, expected, value) => found.push({ code: 'exchange.mapping', message, at, expected, ...(value === undefined ? {} : { value }) })
  const sections = [['head', mapping.head, 'file'], ['row', mapping.row, 'row'], ['trailer', mapping.trailer, 'file'], ['control', mapping.control?.fields ?? [], 'file']] as const
  for (const [section, fields, of] of sections) {
    checkFields(mapping, section, fields, factsOf(mapping, of), tell)
    if (section === 'control') continue
    if (mapping.layout.as === 'FIXED') checkWidths(mapping, section, fields, tell)
    if (mapping.layout.as === 'XML') checkPaths(structureOf(mapping.layout.message), mapping, section, fields, tell)
  }
  const here = new Set(mapping.row.map(({ name }) => name))
  for (const { name, title, needed } of factsOf(mapping, 'row')) if (needed && !here.has(name)) tell('/row', `明细缺少「${title}」`, `含有字段 ${name}`)
  checkLayout(mapping, tell)
  checkName(mapping, tell)
  return found
}

/** What Weidai itself says of a file it sends. */
const GIVEN: ReadonlySet<string> = new Set(['businessDay', 'sequence', 'messageId', 'createdAt', 'actOn', 'fileName', 'bytes', 'count', 'totalFen', 'okCount', 'okFen'])

/** Places of a file that goes out which only the bank can fill: its own account, name, number. None when each has fixed content. */
export function openPlaces(mapping: FileMapping): RefusalDetail[] {
  if (directionOf(mapping.kind) === 'IN') return []
  const facts = factsOf(mapping, 'file')
  return ([['head', mapping.head], ['trailer', mapping.trailer]] as const).flatMap(([section, fields]) => fields.flatMap(({ name, needed, constant }, index) => {
    if (name === undefined || GIVEN.has(name) || needed !== true || (constant ?? '') !== '') return []
    const title = facts.find((fact) => fact.name === name)?.title ?? name
    return [{ code: 'exchange.mapping', at: `/${section}/${index}/constant`, message: `「${title}」由本行填写`, expected: '固定内容' }]
  }))
}

function checkFields(mapping: FileMapping, section: string, fields: readonly FieldSpec[], facts: readonly FactSpec[], tell: Tell): void {
  const seen = new Set<string>()
  for (const [index, field] of fields.entries()) {
    const at = `/${section}/${index}`
    const fact = facts.find(({ name }) => name === field.name)
    if (field.name !== undefined && fact === undefined) tell(`${at}/name`, `没有字段「${field.name}」`, facts.map(({ name }) => name).join('、'), field.name)
    if (field.name === undefined && field.constant === undefined && mapping.layout.as === 'XML') tell(at, '报文的字段须有名称或固定内容', '字段名或固定内容')
    if (field.name !== undefined && seen.has(field.name) && (mapping.layout.as !== 'XML' || section === 'row')) tell(`${at}/name`, `「${fact?.title ?? field.name}」重复`, '每个字段只出现一次', field.name)
    if (field.name !== undefined) seen.add(field.name)
    if (field.with !== undefined && !facts.some(({ name }) => name === field.with?.replace(/^!/, ''))) tell(`${at}/with`, `没有字段「${field.with}」`, facts.map(({ name }) => name).join('、'), field.with)
    if (codingOf(mapping.encoding).encode(field.constant ?? '') === undefined) tell(`${at}/constant`, `固定内容不能以 ${mapping.encoding} 表示`, '可表示的文字', field.constant)
    if (fact !== undefined && field.constant !== undefined && isUnreadable(readCell(compileField({ ...field, needed: true }, facts), field.constant))) tell(`${at}/constant`, `固定内容不是「${fact.title}」的写法`, '该字段的一个值', field.constant)
    if (fact?.type === 'CODE') checkCodes(at, field, fact, tell)
    else if (field.codes !== undefined && field.codes.length > 0) tell(`${at}/codes`, `「${fact?.title ?? ''}」不用代码表`, '没有代码表')
  }
}

function checkCodes(at: string, field: FieldSpec, fact: FactSpec, tell: Tell): void {
  const codes = field.codes ?? []
  const words = Object.keys(fact.words ?? {})
  if (codes.length === 0) tell(`${at}/codes`, `「${fact.title}」没有代码表`, '至少一个代码')
  for (const [index, { code, means }] of codes.entries()) {
    if (!words.includes(means)) tell(`${at}/codes/${index}/means`, `「${fact.title}」没有含义「${means}」`, words.join('、'), means)
    if (codes.findIndex((other) => other.code === code) !== index) tell(`${at}/codes/${index}/code`, `代码「${code}」重复`, '每个代码只出现一次', code)
  }
}

function checkWidths(mapping: FileMapping, section: string, fields: readonly FieldSpec[], tell: Tell): void {
  const coding = codingOf(mapping.encoding)
  for (const [index, { width, constant }] of fields.entries()) {
    if (width === undefined) tell(`/${section}/${index}/width`, '定长文件的每个字段须有宽度', '字节数')
    else if (constant !== undefined && byteLength(coding, constant) > width) tell(`/${section}/${index}/width`, '固定内容比字段宽', `至少 ${byteLength(coding, constant)}`, width)
  }
}

function checkPaths(structure: Structure, mapping: FileMapping, section: string, fields: readonly FieldSpec[], tell: Tell): void {
  const { layout } = mapping
  const from = layout.as === 'XML' && section === 'row' ? (elementsAt(structure, layout.rowAt)?.at(-1)?.type ?? '') : structure.root.type
  for (const [index, { path, minus }] of fields.entries()) {
    const at = `/${section}/${index}/path`
    if (path === undefined || path === '') tell(at, '报文的字段须有路径', `${structure.message} 中的元素`)
    for (const one of [...(path ?? '').split('|'), ...(minus === undefined ? [] : [minus.path])]) {
      const last = elementsAt(structure, one, from)?.at(-1)
      if (one !== '' && (last === undefined || structure.simple(last.type) === undefined)) tell(at, `${structure.message} 没有「${one}」，或它不是一个值`, '报文结构中的一个值', one)
      for (const { which, name } of stepsOf(one)) if (which !== undefined && elementsAt(structure, which.path, elementsAt(structure, beforeWhich(one), from)?.at(-1)?.type ?? '') === undefined) tell(at, `「${name}」之下没有「${which.path}」`, '报文结构中的元素', one)
    }
  }
}

/** The path up to the step with `[…]`, without it. */
function beforeWhich(path: string): string {
  const steps = stepsOf(path)
  return steps.slice(0, steps.findIndex((step) => step.which !== undefined) + 1).map(({ name }) => name).join('/')
}

function checkLayout(mapping: FileMapping, tell: Tell): void {
  const { layout } = mapping
  if (layout.as !== 'XML') return
  const structure = structureOf(layout.message)
  if (mapping.encoding !== 'UTF-8') tell('/encoding', 'ISO 20022 报文用 UTF-8', 'UTF-8', mapping.encoding)
  const row = elementsAt(structure, layout.rowAt)?.at(-1)
  if (row === undefined || layout.rowAt === '') tell('/layout/rowAt', `${structure.message} 没有「${layout.rowAt}」`, '报文结构中的元素', layout.rowAt)
  else if (layout.splitAt !== undefined && elementsAt(structure, layout.splitAt, row.type) === undefined) tell('/layout/splitAt', `「${layout.rowAt}」之下没有「${layout.splitAt}」`, '报文结构中的元素', layout.splitAt)
}

/** A file that comes in says of itself which it is; otherwise the same file twice could not be told from two files. */
function checkName(mapping: FileMapping, tell: Tell): void {
  const name = tokensOf(mapping.fileName)
  if (!name.sound) tell('/fileName', '文件名写法不对', '{day}、{day:YYYY-MM-DD}、{sequence}、{sequence:3}、{partner}，各至多一次；不含路径与空白', mapping.fileName)
  if (mapping.control !== undefined && !tokensOf(mapping.control.fileName).sound) tell('/control/fileName', '控制文件名写法不对', '同文件名', mapping.control.fileName)
  const named = new Set([...name.tokens.map((token) => (token === 'day' ? 'businessDay' : token)), ...[...mapping.head, ...mapping.trailer].map((field) => field.name)])
  const outgoing = directionOf(mapping.kind) === 'OUT'
  if (outgoing && mapping.fileName.includes('*')) tell('/fileName', '发出的文件名不含 *', '确定的文件名', mapping.fileName)
  if (outgoing && !name.tokens.includes('sequence')) tell('/fileName', '发出的文件名须含序号', '{sequence}', mapping.fileName)
  if (outgoing && mapping.sequencePer === 'DAY' && !name.tokens.includes('day')) tell('/fileName', '序号每日重新开始时，文件名须含日期', '{day}', mapping.fileName)
  if (!named.has('sequence')) tell('/fileName', '文件名、文件头或文件尾须有序号', '{sequence} 或字段 sequence')
  if (mapping.sequencePer === 'DAY' && !named.has('businessDay')) tell('/fileName', '序号每日重新开始时，文件名、文件头或文件尾须有营业日', '{day} 或字段 businessDay')
}
