import { type JudgementPack, type Working, formulaSections, judgementGraph, namerFor, policyName } from '#common/assessment/domain'
import { type Aggregate, type Expr, type Figure, type Graph, formulaInWords, parts } from '#common/figures/domain'
import { keyForm } from '#common/policy/domain'
import { Block, Lines } from './block.ts'
import type { Calculation } from './calculation.ts'
import { Grid } from './cell.ts'
import { type Comp, NOTHING, literal, made, roundedWhole, strict } from './comp.ts'
import { type Spot, type World, excelOf } from './compile.ts'
import { DERIVED } from './derived.ts'
import { type ListRow, YEARLY, listRows } from './lists.ts'
import type { Placed, Rooms } from './layout.ts'
import { PASS, PASS_NAMES } from './pass.ts'
import { Settled } from './settled.ts'
import { algorithmOf } from './algorithms.ts'
import { aggregated, inCell } from './aggregated.ts'
import type { Sizes } from './sizes.ts'
import { sumOf } from './sum-of.ts'
import { cellsOf, fieldAt, insideCells, isThere, isWhole, normalised, rowCells, typeOf } from './twins.ts'
import type { Words } from './words.ts'

export const [SINGLE, LISTS, PARAMETERS] = ['计算', '明细', '政策参数'] as const
const UNITS: Readonly<Record<string, string>> = { FEN: '分', RATE: '比率', RATIO: '倍', DAYS: '天', MONTHS: '月', COUNT: '个', POINTS: '分值', TRUTH: '是否', WORD: '词' }
interface Instance { readonly column: number; readonly comps: (Comp | 'OPEN')[] }

/** The figure graph of one pack as cells: every figure, in every pass that needs it, worked out by the formulas of the workbook itself. */
export class Calc implements World, Calculation {
  readonly graph: Graph<Working>
  readonly pack: JudgementPack
  readonly single = new Grid(SINGLE)
  readonly lists = new Grid(LISTS)
  readonly names: { name: string; ref: string }[] = []
  /** What no cell could carry: the name of the search or field, and the figures that need it. */
  readonly uncarried = new Map<string, Set<string>>()
  readonly lines: Lines
  readonly placed: ReadonlyMap<string, Placed>
  readonly words: Words
  readonly blocks = new Map<string, Block>()
  readonly rows: ReadonlyMap<string, readonly ListRow[] | null>
  readonly settled: Settled
  readonly sizes: Sizes
  private bottom: number
  private readonly singles = new Map<string, Comp | 'OPEN'>()
  private readonly lineOf = new Map<string, number>()
  private readonly instanced = new Map<string, Instance>()
  private readonly helpers = new Map<Expr, Map<string, Comp>>()
  private readonly policies = new Map<string, { comp: Comp; value: unknown }>()
  private readonly onOffer: ReadonlySet<string>
  private readonly onAdopted: ReadonlySet<string>
  private working = ''
  private steps = 0

  constructor(pack: JudgementPack, placed: ReadonlyMap<string, Placed>, rooms: Rooms, words: Words, sizes: Sizes) {
    this.sizes = sizes
    this.pack = pack
    this.placed = placed
    this.words = words
    this.graph = judgementGraph(pack)
    this.onOffer = this.graph.dependents.get('in.offer') ?? new Set()
    this.onAdopted = this.graph.dependents.get('in.adopted') ?? new Set()
    this.rows = listRows(this.graph.axes as never, rooms)
    this.bottom = 1
    for (const [axis, rows] of this.rows) this.blocks.set(axis, this.newBlock(axis, namerFor(this.graph).list(axis), rows?.length ?? (YEARLY.has(axis) ? 12 : sizes.months)))
    this.lines = new Lines(this.single, 3)
    this.takeLines()
    this.settled = new Settled(this)
  }

  /** A block of rows below the others on the sheet of details. */
  newBlock(name: string, title: string, size: number): Block {
    const block = new Block(this.lists, name, title, this.bottom, size)
    this.bottom += Block.height(size)
    return block
  }

  /** Lines of the final figures, by sheet of the proposal, with the formula in words and where the rule comes from. */
  private takeLines(): void {
    const namer = namerFor(this.graph)
    for (const { title, figures } of formulaSections(this.pack)) {
      this.lines.section(title)
      for (const { id, over } of figures) {
        const figure = this.graph.figures.get(id)!
        if (over === undefined) this.lineOf.set(id, this.lines.take(figure.name, UNITS[figure.unit] ?? '', formulaInWords(figure.expr, namer), figure.source))
      }
    }
    this.lines.section('换算与各遍测算')
  }

  /** Every figure of the last pass. */
  all(): void {
    for (const figure of this.graph.figures.values()) {
      if (figure.over === undefined) this.figure(figure.id, 0, this.spot(PASS.FINAL))
      else for (let k = 0; k < this.blocks.get(figure.over)!.size; k++) this.figure(figure.id, k, this.spot(PASS.FINAL))
    }
  }

  spot(pass: number, home: string = SINGLE): Spot {
    return { pass, axis: null, row: 0, k: 0, home }
  }

  private passOf(id: string, pass: number): number {
    if (this.onOffer.has(id)) return pass
    return this.onAdopted.has(id) && pass === PASS.STATED ? PASS.STATED : PASS.FINAL
  }

  figure(id: string, at: number | Comp, spot: Spot): Comp {
    const figure = this.graph.figures.get(id)!
    const pass = this.passOf(id, spot.pass)
    const carried = this.graph.figures.get(id)!.over === undefined ? this.singleFigure(figure, pass) : this.listFigure(figure, at, pass, spot.home)
    return this.seenFrom(carried, spot.home)
  }

  /** Cells are kept with their sheet; a formula on the same sheet names them without it. */
  seenFrom(comp: Comp, home: string): Comp {
    return home !== '' && comp.known === undefined && comp.text.includes(`${home}!`) ? { ...comp, text: comp.text.replaceAll(`${home}!`, '') } : comp
  }

  private singleFigure(figure: Figure, pass: number): Comp {
    const key = `${figure.id}#${pass}`
    const known = this.singles.get(key)
    if (known === 'OPEN') throw new Error(`figure ${figure.id} needs itself in the workbook`)
    if (known !== undefined) return known
    this.singles.set(key, 'OPEN')
    const comp = this.written(figure, { ...this.spot(pass), home: SINGLE })
    const row = pass === PASS.FINAL ? this.lineOf.get(figure.id)! : this.lines.take(`${figure.name}（${PASS_NAMES[pass]!}）`, UNITS[figure.unit] ?? '', '', figure.source)
    if (comp.known !== null) this.lines.write(row, inCell(comp))
    const result = comp.known === undefined ? { ...comp, text: this.lines.at(row, ''), cell: true } : comp
    this.singles.set(key, result)
    return result
  }

  private listFigure(figure: Figure, at: number | Comp, pass: number, home: string): Comp {
    const block = this.blocks.get(figure.over!)!
    if (typeof at === 'number') return at >= 0 && at < block.size ? this.instance(figure, pass, at) : NOTHING
    const column = this.filled(figure, pass)
    return { ...made(`INDEX(${block.range(column, home)},${strict(at)}+1)`, typeOfUnit(figure), true, figure.unit === 'FEN' && figure.exact !== true), cell: false }
  }

  private holder(figure: Figure, pass: number): Instance {
    const key = `${figure.id}#${pass}`
    let held = this.instanced.get(key)
    if (held === undefined) {
      const block = this.blocks.get(figure.over!)!
      const column = block.column(key, `${figure.name}${PASS_NAMES[pass] === '' ? '' : `（${PASS_NAMES[pass]!}）`}`)
      this.instanced.set(key, held = { column, comps: [] })
    }
    return held
  }

  private instance(figure: Figure, pass: number, k: number): Comp {
    const { column, comps } = this.holder(figure, pass)
    const known = comps[k]
    if (known === 'OPEN') throw new Error(`figure ${figure.id} needs itself in the workbook`)
    if (known !== undefined) return known
    comps[k] = 'OPEN'
    const block = this.blocks.get(figure.over!)!
    const comp = this.written(figure, { pass, axis: figure.over!, row: k, k, home: LISTS })
    const used = this.used(figure.over!, k, LISTS)
    if (comp.known !== null) block.write(column, k, used === 'TRUE' ? inCell(comp) : `IF(${used},${inCell(comp)},"")`)
    const kept = comp.known === null || (comp.known !== undefined && used === 'TRUE')
    const result: Comp = kept ? comp : { text: block.at(column, k, ''), type: comp.type, may: comp.may, whole: comp.whole, cell: true }
    comps[k] = result
    return result
  }

  private filled(figure: Figure, pass: number): number {
    const block = this.blocks.get(figure.over!)!
    for (let k = 0; k < block.size; k++) this.instance(figure, pass, k)
    return this.holder(figure, pass).column
  }

  /** A figure's formula with the rounding of its own node. */
  private written(figure: Figure, spot: Spot): Comp {
    const before = this.working
    this.working = figure.id
    const comp = excelOf(figure.expr, spot, this)
    this.working = before
    if (comp.known === null) return NOTHING
    const type = typeOfUnit(figure)
    if (figure.unit !== 'FEN' || figure.exact === true || comp.whole) return { ...comp, type }
    return made(roundedWhole(comp.text), 'NUMBER', comp.may, true)
  }

  /** Whether a row of a list is in use. */
  used(axis: string, row: number, home: string): string {
    const block = this.blocks.get(axis)!
    if (YEARLY.has(axis)) return 'TRUE'
    const first = !block.has('used')
    const column = block.column('used', '有数')
    if (first) for (let k = 0; k < block.size; k++) block.write(column, k, axis === 'plan' ? DERIVED['plan.used']!(this, 'plan', k).text : `(COUNTA(${rowCells(this.placedOf(axis, k).placed, this.placedOf(axis, k).row, LISTS)})>0)`)
    return block.at(column, row, home)
  }

  usedRange(axis: string, home: string): string | null {
    if (YEARLY.has(axis)) return null
    this.used(axis, 0, home)
    const block = this.blocks.get(axis)!
    return block.range(block.column('used', '有数'), home)
  }

  placedOf(axis: string, row: number): { placed: Placed; row: number; at: ListRow } {
    const at = this.rows.get(axis)![row]!
    return { placed: this.placed.get(at.section.pointer)!, row: at.row, at }
  }

  field(axis: string, row: number, path: readonly string[], at: number | null, spot: Spot): Comp {
    const block = this.blocks.get(axis)!
    const derived = DERIVED[`${axis}.${path.join('.')}`] ?? DERIVED[`*.${path.join('.')}`]
    if (derived !== undefined) return this.kept(block, `.${path.join('.')}`, path.join('.'), row, spot.home, () => derived(this, axis, row))
    if (this.rows.get(axis) === null) return this.uncarry(`${axis}.${path.join('.')}`)
    const own = this.placedOf(axis, row)
    const method = own.at.section.ofCheck
    if (method?.field === null && path[0] === 'method') return literal(method.method)
    const field = own.at.section.fields.find((each) => each.path.join('.') === path.join('.'))
    if (field === undefined) return NOTHING
    if (field.kind.is === 'CHOICE' && field.kind.codes.length === 1 && field.required) return literal(field.kind.codes[0]!)
    return this.kept(block, `${path.join('.')}#${at ?? ''}`, `${field.title}${at === null ? '' : at + 1}`, row, spot.home, () => {
      const cells = cellsOf(own.placed, field, own.row, at, LISTS)
      if (cells === null) return NOTHING
      return made(`IF(${this.used(axis, row, LISTS)},${normalised(field, cells.cell, this.words, LISTS, cells.month)},"")`, typeOf(field), field.fallback === undefined || field.fallback === '', isWhole(field))
    })
  }

  /** A value worked out once for each row, in a column of its own. */
  private kept(block: Block, key: string, title: string, row: number, home: string, make: () => Comp): Comp {
    const store = this.keptOf(block, key)
    let comp = store.get(row)
    if (comp === undefined) {
      comp = make()
      if (comp.known === undefined) {
        const column = block.column(key, title)
        block.write(column, row, inCell(comp))
        comp = { ...comp, text: block.at(column, row, ''), cell: true }
      }
      store.set(row, comp)
    }
    return this.seenFrom(comp, home)
  }

  private readonly keptRows = new Map<string, Map<number, Comp>>()
  private keptOf(block: Block, key: string): Map<number, Comp> {
    const name = `${block.name}|${key}`
    let store = this.keptRows.get(name)
    if (store === undefined) this.keptRows.set(name, store = new Map())
    return store
  }

  input(path: readonly string[], spot: Spot): Comp {
    if (path[0] === 'adopted') return spot.pass === PASS.STATED ? NOTHING : this.seenFrom(this.settled.adopted(path[1]!), spot.home)
    if (path[0] === 'offer') return this.seenFrom(this.settled.offer(path[1]!, spot.pass), spot.home)
    return this.seenFrom(this.typed(path), spot.home)
  }

  /** A single typed value, made ready on a line of its own. */
  typed(path: readonly string[]): Comp {
    const key = `in.${path.join('.')}`
    const known = this.singles.get(key)
    if (known !== undefined && known !== 'OPEN') return known
    // The cell shows the name of the trade; formulas ask for the code, and a workbook is of one trade.
    if (key === 'in.business.trade') return literal(this.pack.industry.code)
    const found = fieldAt(path)
    if (found === null) return this.uncarry(key)
    const { section, field } = found
    const placed = this.placed.get(section.pointer)!
    const { cell } = cellsOf(placed, field, 0, null, SINGLE)!
    const value = normalised(field, cell, this.words, SINGLE)
    const conditions = [...(section.within === null ? [] : [this.there(section.within)]), ...(field.inside === null ? [] : [`(${insideCells(placed, field.inside, SINGLE)}>0)`])]
    const row = this.lines.take(`${section.title} ${field.title}`, '', '', '')
    this.lines.write(row, conditions.length === 0 ? value : `IF(${conditions.length === 1 ? conditions[0]! : `AND(${conditions.join(',')})`},${value},"")`)
    const comp: Comp = { text: this.lines.at(row, ''), type: typeOf(field), may: field.fallback === undefined || field.fallback === '' || conditions.length > 0, whole: isWhole(field), cell: true }
    this.singles.set(key, comp)
    return comp
  }

  /** Whether a part that may be missing is there, as a cell of the first sheet of results. */
  private there(pointer: string): string {
    const key = `there ${pointer}`
    let comp = this.singles.get(key)
    if (comp === undefined || comp === 'OPEN') {
      const row = this.lines.take(`${this.placed.get(pointer)?.section.title ?? pointer}已填`, '', '', '')
      this.lines.write(row, isThere(pointer, this.placed, SINGLE))
      comp = { text: this.lines.at(row, SINGLE), type: 'TRUTH', may: false, whole: false, cell: true }
      this.singles.set(key, comp)
    }
    return comp.text
  }

  policy(path: readonly string[]): Comp {
    const key = path.join('.')
    const known = this.policies.get(key)
    if (known !== undefined) return known.comp
    const value = path.reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined), this.pack)
    const comp = this.policyComp(key, value)
    this.policies.set(key, { comp, value })
    return comp
  }

  private policyComp(key: string, value: unknown): Comp {
    if (value === null || value === undefined) return NOTHING
    const type = typeof value === 'boolean' ? 'TRUTH' : typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value) ? 'WORD' : 'NUMBER'
    return { text: `policy.${key}`, type, may: false, whole: typeof value === 'number' && Number.isInteger(value), cell: true }
  }

  /** Values of the pack that formulas name, in the order they were first named. */
  parameters(): { readonly key: string; readonly name: string; readonly value: string | number | boolean; readonly money: boolean }[] {
    return [...this.policies].flatMap(([key, { value }]) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ key, name: policyName(key), value, money: typeof value === 'number' && isMoney(key) }] : []))
  }

  overRows(fn: Aggregate, axis: string, body: Expr, spot: Spot): Comp {
    return sumOf(this, fn, axis, body, spot)
  }

  overFigure(fn: Aggregate, id: string, spot: Spot): Comp {
    const figure = this.graph.figures.get(id)!
    if (figure.over === undefined) return this.figure(id, 0, spot)
    const block = this.blocks.get(figure.over)!
    const column = this.filled(figure, this.passOf(id, spot.pass))
    return aggregated(fn, block.range(column, spot.home), this.usedRange(figure.over, spot.home), block.size, figure.unit === 'FEN' && figure.exact !== true)
  }

  /** A step of a sum: the body worked out for each row in a column of its own. */
  helper(axis: string, body: Expr, spot: Spot): string {
    const block = this.blocks.get(axis)!
    const onIndex = [...parts(body)].some((part) => part.t === 'index' || part.t === 'previous' || (part.t === 'figure' && part.at === null && this.graph.figures.get(part.id)!.over !== undefined))
    const key = `${spot.pass}#${onIndex ? spot.k : ''}`
    const store = this.helpers.get(body) ?? new Map<string, Comp>()
    this.helpers.set(body, store)
    const known = store.get(key)
    if (known !== undefined) return block.range(Number(known.text), spot.home)
    const column = block.column(`step ${++this.steps}`, `${this.graph.figures.get(this.working)?.name ?? ''}${onIndex ? spot.k + 1 : ''}`)
    store.set(key, { ...NOTHING, text: String(column) })
    for (let row = 0; row < block.size; row++) {
      const comp = excelOf(body, { ...spot, axis, row, home: LISTS }, this)
      if (comp.known !== null) block.write(column, row, YEARLY.has(axis) ? inCell(comp) : `IF(${this.used(axis, row, LISTS)},${inCell(comp)},"")`)
    }
    return block.range(column, spot.home)
  }

  /** The column of a plain field, made ready for every row. */
  fieldRange(axis: string, path: readonly string[], at: number | null, spot: Spot): string | null {
    const block = this.blocks.get(axis)!
    const derived = `${axis}.${path.join('.')}` in DERIVED || `*.${path.join('.')}` in DERIVED
    const key = derived ? `.${path.join('.')}` : `${path.join('.')}#${at ?? ''}`
    for (let row = 0; row < block.size; row++) this.field(axis, row, path, at, spot)
    return block.has(key) ? block.range(block.column(key, ''), spot.home) : null
  }

  algorithm(name: string, args: readonly Comp[], spot: Spot): Comp {
    return algorithmOf(this, name, args, spot)
  }

  /** A value of its own on a line, so that a longer formula stays readable. */
  line(name: string, comp: Comp): Comp {
    if (comp.known !== undefined) return comp
    const row = this.lines.take(name, '', '', '')
    this.lines.write(row, inCell(comp))
    return { ...comp, text: this.lines.at(row, ''), cell: true }
  }

  /** The same, made the first time it is asked for. */
  once(name: string, make: () => Comp): Comp {
    const key = `once ${name}`
    const known = this.singles.get(key)
    if (known !== undefined && known !== 'OPEN') return known
    const comp = this.line(name, make())
    this.singles.set(key, comp)
    return comp
  }

  /** What no formula of a spreadsheet says: unknown in the workbook, and named as such. */
  uncarry(what: string): Comp {
    const users = this.uncarried.get(what) ?? new Set<string>()
    this.uncarried.set(what, users.add(this.working))
    return NOTHING
  }

}

function typeOfUnit({ unit }: Figure): Comp['type'] {
  return unit === 'TRUTH' ? 'TRUTH' : unit === 'WORD' ? 'WORD' : 'NUMBER'
}

/** Whether a value of the pack is an amount, which people read in yuan. */
function isMoney(key: string): boolean {
  const [group = '', name = '', ...rest] = key.split('.')
  if (group === 'industry') return ['yearlySalesPerHead', 'monthlySalesPerSquareMetre'].includes(name)
  let form = keyForm(`${group}.${name}`)
  for (const step of rest) {
    if (form.is === 'OR_NOTHING') form = form.of
    if (form.is === 'ROW') form = form.fields[step] ?? form
    else if (form.is === 'ENTRIES' || form.is === 'LIST' || form.is === 'SET') form = form.item
  }
  return form.is === 'MONEY' || (form.is === 'OR_NOTHING' && form.of.is === 'MONEY')
}
