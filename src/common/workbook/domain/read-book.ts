import { type CaseFile, CaseFile as CaseFileForm } from '#common/assessment/domain'
import { InvalidInput, Refusal, type RefusalDetail, read } from '#kernel'
import { z } from 'zod'
import { type Place, letters } from './cell.ts'
import { IDENTITY, type Identity, formOf } from './cover.ts'
import { type TypedBook, type TypedCell, decode } from './decode.ts'
import { movedIn } from './frame.ts'
import { type Field, type Section, isKeptBySystem, isLeftOut, sections } from './fields.ts'
import { type Placed, columnsOf, dig, placeAll, placeOf, rowsHeld, widthOf } from './layout.ts'

const [MOST_ROOM, MOST_ROOMS, MOST_TAKEN] = [6000, 12_000, 400]
const room = z.record(z.string().max(80), z.int().min(0).max(MOST_ROOM))
const IdentityForm = z.strictObject({ form: z.string().max(80), caseId: z.string().max(80).nullable(), policy: z.string().max(400), mark: z.string().max(40), trade: z.string().max(60), rooms: room, taken: z.record(z.string().max(20), z.int().min(0).max(MOST_TAKEN)) })
const OURS = '由微贷导出的调查工作簿（xlsx）'

/** What a workbook says it is; refuses what is none of ours and what an earlier form of ours laid out. */
export function identify(book: TypedBook): Identity {
  const written = book.get(IDENTITY)?.get('1:1')?.text
  if (written === undefined) throw new Refusal({ code: 'workbook.unknown', message: '文件不是微贷的调查工作簿：缺少「标识」表', expected: OURS }, 422)
  const identity = IdentityForm.safeParse(parsed(written))
  if (!identity.success) throw new Refusal({ code: 'workbook.unknown', message: '工作簿的「标识」已损坏', expected: OURS }, 422)
  if (identity.data.form !== formOf()) throw new Refusal({ code: 'workbook.form', message: '工作簿由较早版本的微贷导出，单元格位置已不同', value: identity.data.form, expected: '重新导出工作簿，把内容粘贴过去' }, 422)
  const { rooms } = identity.data
  if (sections().some(({ rows, pointer }) => rows && rooms[pointer] === undefined) || Object.values(rooms).reduce((sum, each) => sum + each, 0) > MOST_ROOMS) throw new Refusal({ code: 'workbook.unknown', message: '工作簿的「标识」已损坏', expected: OURS }, 422)
  return identity.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The case file a workbook holds, over the one the case has; without one, all of it is read, evidence too. Refuses every wrong cell at once. */
export function readBook(book: TypedBook, identity: Identity, held: CaseFile | null): CaseFile {
  return new Reading(book, placeAll(identity.rooms, identity.taken), held ?? nothingOf(identity), held === null).caseFile()
}

/** What a case that is only a workbook has beside it. */
function nothingOf({ caseId, trade }: Identity): CaseFile {
  return { format: 'weidai-case/1', id: caseId ?? 'workbook', business: { trade }, checks: [], evidence: [] } as unknown as CaseFile
}

class Reading {
  private readonly book: TypedBook
  private readonly placed: ReadonlyMap<string, Placed>
  private readonly held: CaseFile
  private readonly alone: boolean
  private readonly faults: RefusalDetail[] = []
  /** Where each value of the new case file was typed, by its pointer. */
  private readonly typedAt = new Map<string, Place>()

  constructor(book: TypedBook, placed: ReadonlyMap<string, Placed>, held: CaseFile, alone: boolean) {
    this.book = book
    this.placed = placed
    this.held = held
    this.alone = alone
  }

  caseFile(): CaseFile {
    const moved = movedIn(this.book, this.placed)
    if (moved.length > 0) throw refused(moved)
    const made = JSON.parse(JSON.stringify(this.held)) as Record<string, unknown>
    for (const section of sections()) {
      if (this.keeps(section) || section.ofCheck !== undefined) continue
      if (section.rows) this.list(section, made)
      else this.single(section, made)
    }
    made['checks'] = this.checks()
    this.nothingTyped(made)
    if (this.faults.length > 0) throw refused(this.faults)
    try {
      return read(CaseFileForm, made)
    } catch (error) {
      throw error instanceof InvalidInput ? refused(error.errors.map((each) => this.located(each))) : error
    }
  }

  private keeps(section: Section): boolean {
    return !this.alone && isKeptBySystem(section)
  }

  private list(section: Section, made: Record<string, unknown>): void {
    const rows = this.rows(section).map(({ value }) => value)
    put(made, keysOf(section.pointer), rows.length === 0 && isLeftOut(section.pointer) ? undefined : rows, true)
  }

  private single(section: Section, made: Record<string, unknown>): void {
    const base = keysOf(section.pointer)
    for (const field of section.fields) {
      const place = placeOf(this.placed.get(section.pointer)!, field.path, 0)!
      const fixed = section.pointer === '/business' && field.path[0] === 'trade'
      const value = fixed ? this.held.business.trade : this.value(field, place, dig(this.held, [...base, ...field.path]))
      this.typedAt.set(`/${[...base, ...field.path].join('/')}`, place)
      put(made, [...base, ...field.path], value === undefined && field.nullable ? null : value, true)
    }
    for (const inside of new Set(section.fields.flatMap((field) => field.inside ?? []))) {
      const own = section.fields.filter((field) => field.inside === inside)
      if (own.every((field) => this.cell(placeOf(this.placed.get(section.pointer)!, field.path, 0)!) === undefined)) put(made, [...base, ...inside.split('.')], null, false)
    }
  }

  /** Parts that may be missing and in which nothing is typed are missing. */
  private nothingTyped(made: Record<string, unknown>): void {
    for (const pointer of new Set(sections().flatMap(({ within }) => within ?? []))) {
      const own = sections().filter(({ within }) => within === pointer)
      if (own.every((section) => !this.keeps(section) && this.isEmpty(section))) put(made, keysOf(pointer), isLeftOut(pointer) ? undefined : null, false)
    }
  }

  private isEmpty(section: Section): boolean {
    const { sheet, top, left, room: rows } = this.placed.get(section.pointer)!
    const cells = this.book.get(sheet)
    const right = section.rows ? left + widthOf(section) - 1 : left
    for (let row = top; row < top + rows; row++) for (let column = left; column <= right; column++) if ((cells?.get(`${row}:${column}`)?.text ?? '').trim() !== '') return false
    return true
  }

  /** Rows of a list in which anything is typed, with the number of the row on the sheet. */
  private rows(section: Section): { readonly value: Record<string, unknown>; readonly row: number; readonly places: readonly (readonly [string, Place])[] }[] {
    const placed = this.placed.get(section.pointer)!
    const held = rowsHeld(section, this.held)
    const found: { value: Record<string, unknown>; row: number; places: (readonly [string, Place])[] }[] = []
    for (let row = 0; row < placed.room; row++) {
      const value: Record<string, unknown> = {}
      const places: (readonly [string, Place])[] = []
      for (const field of section.fields) {
        const own = this.field(placed, field, row, dig(held[found.length]?.row, field.path))
        places.push([field.path.join('/'), placeOf(placed, field.path, row)!])
        if (own !== undefined) put(value, field.path, own, true)
      }
      if (Object.keys(value).length > 0) found.push({ value, row, places })
    }
    if (section.ofCheck === undefined) found.forEach(({ places }, at) => places.forEach(([name, place]) => this.typedAt.set(`${section.pointer}/${at}/${name}`, place)))
    return found
  }

  private field(placed: Placed, field: Field, row: number, held: unknown): unknown {
    if (columnsOf(field) === 1) return this.value(field, placeOf(placed, field.path, row)!, held)
    const each = this.value(field, placeOf(placed, field.path, row, 0)!, held)
    const months = Array.from({ length: 12 }, (_, at) => this.value(field, placeOf(placed, field.path, row, at + 1)!, held))
    if (months.every((month) => month === undefined)) return each
    if (each !== undefined) this.fault(placeOf(placed, field.path, row, 0)!, field.title, '两处都填', '只填“每月相同”，或只填十二个月')
    return months.map((month) => month ?? 0)
  }

  /** Checks in the order the case has them, new ones after; rows within a check go to the one they name. */
  private checks(): Record<string, unknown>[] {
    const kept: { at: number; check: Record<string, unknown>; places: readonly (readonly [string, Place])[] }[] = []
    let fresh = this.held.checks.length
    for (const section of sections().filter(({ ofCheck }) => ofCheck?.field === null)) {
      const { method } = section.ofCheck!
      const before = rowsHeld(section, this.held).map(({ pointer }) => Number(pointer.split('/')[2]))
      const own = this.rows(section)
      const byRow = new Map<number, Record<string, unknown>>()
      own.forEach(({ value, row, places }, nth) => {
        const check = { method, ...value }
        byRow.set(row, check)
        kept.push({ at: before[nth] ?? fresh++, check, places })
      })
      for (const child of sections().filter(({ ofCheck }) => ofCheck?.method === method && ofCheck.field !== null)) this.within(child, byRow)
    }
    return kept.sort((a, b) => a.at - b.at).map(({ check, places }, at) => {
      for (const [name, place] of [['', places[0]![1]], ...places] as const) this.typedAt.set(`/checks/${at}${name === '' ? '' : `/${name}`}`, place)
      return check
    })
  }

  private within(section: Section, checks: ReadonlyMap<number, Record<string, unknown>>): void {
    const placed = this.placed.get(section.pointer)!
    for (const { value, row } of this.rows(section)) {
      const place: Place = { sheet: placed.sheet, row: placed.top + row, column: 1 }
      const text = this.cell(place)?.text.trim() ?? ''
      const check = checks.get(Number(text) - 1)
      if (check === undefined) this.fault(place, '检验序号', text, checks.size === 0 ? `先填写 ${section.ofCheck!.method} 的检验` : `上方检验的序号：${[...checks.keys()].map((each) => each + 1).join('、')}`)
      else check[section.ofCheck!.field!] = [...((check[section.ofCheck!.field!] as unknown[] | undefined) ?? []), value]
    }
  }

  private cell({ sheet, row, column }: Place): TypedCell | undefined {
    const cell = this.book.get(sheet)?.get(`${row}:${column}`)
    return cell === undefined || (cell.text.trim() === '' && cell.kind !== 'ERROR' && cell.kind !== 'MERGED' && !isNotWorkedOut(cell)) ? undefined : cell
  }

  private value(field: Field, place: Place, held: unknown): unknown {
    const cell = this.cell(place)
    if (cell === undefined) return undefined
    const decoded = isNotWorkedOut(cell) ? { expected: '公式算出的值：在 Excel 或 WPS 中打开并保存，或直接填数' } : decode(field, cell, held)
    if ('value' in decoded) return decoded.value
    this.fault(place, field.title, cell.text, decoded.expected)
    return undefined
  }

  private fault(place: Place, title: string, value: string, expected: string): void {
    this.faults.push({ code: 'workbook.cell', message: `「${place.sheet}」${cellName(place)} ${title} 不能读取`, at: `/${place.sheet}/${cellName(place)}`, value: value.slice(0, 120), expected })
  }

  /** A refusal of a place of the case file, said of the cell it was typed into. */
  private located(detail: RefusalDetail): RefusalDetail {
    for (let pointer = detail.at ?? ''; pointer !== ''; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
      const place = this.typedAt.get(pointer)
      if (place !== undefined) return { ...detail, code: 'workbook.cell', message: `「${place.sheet}」${cellName(place)} ${detail.message}`, at: `/${place.sheet}/${cellName(place)}` }
    }
    return detail
  }
}

/** A formula no program has worked out yet: empty is not what it says. */
function isNotWorkedOut({ text, kind, formula }: TypedCell): boolean {
  return formula && text === '' && kind === 'NUMBER'
}

export function cellName({ row, column }: Place): string {
  return `${letters(column)}${row}`
}

const LISTED = 200

function refused(faults: readonly RefusalDetail[]): InvalidInput {
  const [first, ...rest] = faults.slice(0, LISTED)
  return new InvalidInput([first!, ...rest], faults.length)
}

function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1).filter((key) => key !== '')
}

/** Sets a value below an object; what lies between is made where it is missing. Undefined takes the place away. */
function put(into: Record<string, unknown>, path: readonly string[], value: unknown, make: boolean): void {
  let at = into
  for (const key of path.slice(0, -1)) {
    if (typeof at[key] !== 'object' || at[key] === null) {
      if (!make || value === undefined) return
      at[key] = {}
    }
    at = at[key] as Record<string, unknown>
  }
  const last = path.at(-1)!
  if (value === undefined) delete at[last]
  else at[last] = value
}
