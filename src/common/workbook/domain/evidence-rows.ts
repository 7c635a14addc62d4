import type { CaseFile } from '#common/assessment/domain'
import type { Identity } from './cover.ts'
import { type TypedBook, decode } from './decode.ts'
import { sections } from './fields.ts'
import { type Placed, dig, placeAll, placeOf } from './layout.ts'
import { cellName } from './read-book.ts'

const MOST = 20

/**
 * What a workbook says of evidence that the case does not have. A file is taken in where it is taken or uploaded, with its hash and
 * hour: a row on a sheet proves nothing, so each is told by its cell and none comes in.
 */
export function evidenceNotTaken(book: TypedBook, identity: Identity, held: CaseFile, after: CaseFile): string[] {
  const part = placeAll(identity.rooms, identity.taken).get('/evidence')!
  const known = new Map(held.evidence.map((piece) => [piece.id, piece]))
  const rows = Array.from({ length: part.room }, (_, row) => rowAt(book, part, row)).filter(({ id }) => id !== '')
  const fresh = rows.filter(({ id }) => !known.has(id)).map(({ cell, id, title }) => `${cell}「${id}${title === '' ? '' : ` ${title}`}」`)
  const altered = rows.filter(({ id, values }) => known.has(id) && values.some(([name, value]) => value !== undefined && value !== dig(known.get(id), [name]))).map(({ cell }) => cell)
  const before = new Set(idsIn(held))
  const cited = [...new Set(idsIn(after))].filter((id) => !known.has(id) && !before.has(id))
  return [
    ...(fresh.length === 0 ? [] : [`「凭据」${listed(fresh)} 没有导入：凭据须在微贷中拍照、上传或记录，登记后把编号填到“凭据”栏`]),
    ...(altered.length === 0 ? [] : [`「凭据」${listed(altered)} 的改动没有导入：凭据的类别与名称在微贷中登记时定下`]),
    ...(cited.length === 0 ? [] : [`引用了本案没有的凭据 ${listed(cited)}：相应的数字暂按没有凭据对待`]),
  ]
}

function listed(all: readonly string[]): string {
  return `${all.slice(0, MOST).join('、')}${all.length > MOST ? ` 等 ${all.length} 处` : ''}`
}

function rowAt(book: TypedBook, part: Placed, row: number) {
  const place = (name: string) => placeOf(part, [name], row)!
  const cellAt = (name: string) => book.get(part.sheet)?.get(`${place(name).row}:${place(name).column}`)
  const values = part.section.fields.map((field): [string, unknown] => {
    const name = field.path.join('.')
    const cell = cellAt(name)
    const decoded = cell === undefined || cell.text.trim() === '' ? { value: undefined } : decode(field, cell, undefined)
    return [name, 'value' in decoded ? decoded.value : cell?.text]
  })
  const text = (name: string) => cellAt(name)?.text.trim() ?? ''
  return { id: text('id'), title: text('title'), cell: cellName(place('id')), values }
}

/** Every piece of evidence a case file names, wherever a list of them may stand. */
function* idsIn(caseFile: CaseFile): Generator<string> {
  for (const section of sections()) {
    const ids = section.fields.filter(({ kind }) => kind.is === 'IDS')
    if (ids.length === 0 || section.ofCheck !== undefined) continue
    const at = dig(caseFile, section.pointer.split('/').slice(1).filter((key) => key !== ''))
    for (const one of section.rows ? (Array.isArray(at) ? (at as unknown[]) : []) : [at]) for (const { path } of ids) yield* (dig(one, path) as readonly string[] | undefined) ?? []
  }
  for (const { evidence } of caseFile.checks) yield* evidence
}
