import { CaseFile } from '#common/assessment/domain'
import { z } from 'zod'

const MARK = /(<!-- parts -->\n)[\s\S]*?(<!-- \/parts -->)/

interface Part { readonly title?: string; readonly type?: string; readonly properties?: Readonly<Record<string, Part>>; readonly anyOf?: readonly Part[] }

/** docs/case-file.schema.json: the format as every JSON tool reads it, each field with its Chinese name. */
export function caseFileSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(CaseFile, { io: 'input' })
  return `${JSON.stringify({ $schema, $id: 'weidai-case/1', title: 'Weidai 案件文件', description: 'One case of a micro loan as an officer investigated it. Money is whole fen, rates and shares are decimal text, days are YYYY-MM-DD.', ...schema }, null, 1)}\n`
}

/** docs/case-file.md with the table of parts between its two marks as the schema has it. */
export function withParts(text: string): string {
  if (!MARK.test(text)) throw new Error('the marks of the table of parts are missing')
  return text.replace(MARK, (_, open: string, close: string) => `${open}${partsTable()}${close}`)
}

function partsTable(): string {
  const schema = z.toJSONSchema(CaseFile, { io: 'input' }) as unknown as { properties: Record<string, Part>; required: readonly string[] }
  const rows = Object.entries(schema.properties).map(([key, part]) => `| \`${key}\` | ${part.title ?? ''} | ${schema.required.includes(key) ? 'yes' : ''} | ${fieldsOf(part)} |`)
  return ['| Part | 名称 | Required | Fields |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}

/** Names of the fields of an object, or of the rows of a list. */
function fieldsOf(part: Part & { items?: Part & { oneOf?: readonly Part[] } }): string {
  const object = part.properties ?? part.anyOf?.find((each) => each.properties !== undefined)?.properties
  if (object !== undefined) return Object.keys(object).join(', ')
  if (part.items?.oneOf !== undefined) return `list, by method ${part.items.oneOf.map((each) => (each.properties?.['method'] as { const?: string } | undefined)?.const ?? '').join(' ')}`
  return part.items?.properties === undefined ? (part.type ?? '') : `list of ${Object.keys(part.items.properties).join(', ')}`
}
