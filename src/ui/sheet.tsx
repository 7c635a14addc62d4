import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useRef } from 'react'
import type { Day, Fen } from '#kernel'
import { Button, IconButton } from './button.tsx'
import { Money, Rate } from './money.tsx'
import { type CellPlace, moveOf, nextPlace, pastedBlock } from './sheet-keys.ts'
import type { Choice } from './text-fields.tsx'
import { type Typing, amountTyping, countTyping, dayTyping, decimalTyping, rateTyping, readTyped } from './typed.ts'
import { useTyped } from './use-typed.ts'

interface Editable<T> {
  readonly value: T | null
  /** Absent: the figure is computed or the sheet is closed. */
  readonly onChange?: (value: T | null) => void
  /** Opens the drawer "where from"; computed figures should have it. */
  readonly onWhereFrom?: () => void
  readonly error?: string | undefined
}

export type SheetCell =
  | ({ readonly kind: 'money' } & Editable<Fen>)
  | ({ readonly kind: 'rate' } & Editable<string>)
  | ({ readonly kind: 'decimal' } & Editable<string>)
  | ({ readonly kind: 'count' } & Editable<number>)
  | ({ readonly kind: 'day'; readonly today?: Day } & Editable<Day>)
  | ({ readonly kind: 'text'; readonly placeholder?: string } & Editable<string>)
  | ({ readonly kind: 'choice'; readonly choices: readonly Choice<string>[] } & Editable<string>)
  | { readonly kind: 'node'; readonly node: ReactNode; readonly align?: 'left' | 'right' }
  | { readonly kind: 'blank' }

export interface SheetColumn {
  readonly id: string
  readonly label: ReactNode
  readonly width?: number
  readonly align?: 'left' | 'right'
}

export interface SheetRow {
  readonly id: string
  /** `total` closes a section with a single rule, `grand` the sheet with a double one. */
  readonly kind?: 'section' | 'line' | 'total' | 'grand'
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly cells: readonly SheetCell[]
  readonly onRemove?: () => void
}

export interface SheetProps {
  /** Read out as the caption: 资产负债表. */
  title: string
  subtitle?: ReactNode
  corner?: ReactNode
  columns: readonly SheetColumn[]
  rows: readonly SheetRow[]
  /** 单位：元 by default. */
  unit?: string | null
  tools?: ReactNode
  onAdd?: { label: string; add: () => void }
  foot?: ReactNode
}

/** A paper form: labels left, figures right, arrows, Enter and Tab as in a spreadsheet, blocks pasted from one. */
export function Sheet({ title, subtitle, corner = '项目', columns, rows, unit = '单位：元', tools, onAdd, foot }: SheetProps) {
  const table = useRef<HTMLTableElement>(null)
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => moveOnKey(event, table.current)
  const onPaste = (event: ClipboardEvent<HTMLTableElement>): void => pasteBlock(event, rows)
  return (
    <section className="sheet panel" aria-label={title}>
      <header className="sheet-head">
        <div><h3>{title}</h3>{subtitle === undefined ? null : <p className="small muted">{subtitle}</p>}</div>
        {unit === null ? null : <span className="small muted sheet-unit">{unit}</span>}
        {tools === undefined ? null : <div className="sheet-tools">{tools}</div>}
      </header>
      <div className="sheet-scroll">
        <table ref={table} onKeyDown={onKeyDown} onPaste={onPaste}>
          <thead><tr><th scope="col" className="sheet-corner">{corner}</th>{columns.map((column) => <th key={column.id} scope="col" className={column.align === 'left' ? '' : 'figure'} style={column.width === undefined ? undefined : { width: column.width }}>{column.label}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <Row key={row.id} row={row} index={index} columns={columns} />)}</tbody>
        </table>
      </div>
      {onAdd || foot ? <footer className="sheet-foot">{onAdd ? <Button kind="quiet" icon="plus" onClick={onAdd.add}>{onAdd.label}</Button> : null}{foot}</footer> : null}
    </section>
  )
}

function Row({ row, index, columns }: { row: SheetRow; index: number; columns: readonly SheetColumn[] }) {
  const kind = row.kind ?? 'line'
  if (kind === 'section') return <tr className="sheet-section"><th scope="rowgroup" colSpan={columns.length + 1}>{row.label}{row.hint === undefined ? null : <span className="sheet-hint">{row.hint}</span>}</th></tr>
  return (
    <tr className={`sheet-${kind}`}>
      <th scope="row">
        <span className="sheet-label">{row.label}</span>
        {row.hint === undefined ? null : <span className="sheet-hint">{row.hint}</span>}
        {row.onRemove ? <span className="sheet-remove"><IconButton icon="cross" size={14} label="删除这一行" onClick={row.onRemove} /></span> : null}
      </th>
      {row.cells.map((cell, column) => <td key={columns[column]?.id ?? column} className={`${columns[column]?.align === 'left' ? '' : 'figure'}${isOpen(cell) ? '' : ' sheet-computed'}`}><Cell cell={cell} place={{ row: index, column }} label={`${typeof row.label === 'string' ? row.label : ''} ${text(columns[column]?.label)}`} isStrong={kind !== 'line'} /></td>)}
    </tr>
  )
}

interface CellProps { cell: SheetCell; place: CellPlace; label: string; isStrong: boolean }

function Cell({ cell, place, label, isStrong }: CellProps) {
  switch (cell.kind) {
    case 'blank': return null
    case 'node': return <>{cell.node}</>
    case 'money': return <FigureCell cell={cell} typing={amountTyping} keypad="amount" place={place} label={label} shown={<Money fen={cell.value} strong={isStrong} />} />
    case 'rate': return <FigureCell cell={cell} typing={rateTyping} keypad="decimal" place={place} label={label} shown={<Rate value={cell.value} />} />
    case 'decimal': return <FigureCell cell={cell} typing={decimalTyping} keypad="decimal" place={place} label={label} shown={<span className="money">{cell.value ?? '—'}</span>} />
    case 'count': return <FigureCell cell={cell} typing={countTyping} keypad="whole" place={place} label={label} shown={<span className="money">{cell.value ?? '—'}</span>} />
    case 'day': return <FigureCell cell={cell} typing={dayTyping(cell.today ?? null)} place={place} label={label} shown={<span className="money">{cell.value ?? '—'}</span>} />
    case 'text': return <FigureCell cell={cell} typing={TEXT} place={place} label={label} shown={<span>{cell.value ?? '—'}</span>} isText {...(cell.placeholder === undefined ? {} : { placeholder: cell.placeholder })} />
    case 'choice': return <ChoiceCell cell={cell} place={place} label={label} />
  }
}

const TEXT: Typing<string> = { read: (typed) => typed, show: (value) => value, edit: (value) => value }

function FigureCell<T>({ cell, typing, keypad, place, label, shown, isText = false, placeholder }: { cell: Editable<T>; typing: Typing<T>; keypad?: string; place: CellPlace; label: string; shown: ReactNode; isText?: boolean; placeholder?: string }) {
  if (cell.onChange) return <TypedCell cell={cell} onChange={cell.onChange} typing={typing} keypad={keypad} place={place} label={label} shown={shown} isText={isText} placeholder={placeholder} />
  if (cell.onWhereFrom) return <button type="button" className="figure-link" onClick={cell.onWhereFrom} title="从何而来">{shown}</button>
  return <span className="sheet-read">{shown}</span>
}

/** While nobody types, the figure is drawn over its input, so that typed and computed figures stand in one column. */
function TypedCell<T>({ cell, onChange, typing, keypad, place, label, shown, isText, placeholder }: { cell: Editable<T>; onChange: (value: T | null) => void; typing: Typing<T>; keypad: string | undefined; place: CellPlace; label: string; shown: ReactNode; isText: boolean; placeholder: string | undefined }) {
  const typed = useTyped({ value: cell.value, typing, onChange })
  const error = (typed.isTyping ? null : typed.refusal?.message) ?? cell.error
  const isDrawn = !isText && !typed.isTyping && typed.refusal === null && cell.value !== null
  return (
    <span className="sheet-typed">
      <input
        className={`sheet-input${isText ? ' sheet-input-text' : ''}${error ? ' sheet-input-invalid' : ''}${isDrawn ? ' sheet-input-drawn' : ''}`} aria-label={label} aria-invalid={Boolean(error)} title={error} placeholder={placeholder}
        inputMode={isText ? 'text' : 'decimal'} autoComplete="off" data-row={place.row} data-column={place.column} data-keypad={keypad} {...typed.handlers}
      />
      {isDrawn ? <span className="sheet-drawn" aria-hidden>{shown}</span> : null}
    </span>
  )
}

function ChoiceCell({ cell, place, label }: { cell: Extract<SheetCell, { kind: 'choice' }>; place: CellPlace; label: string }) {
  const { onChange } = cell
  if (!onChange) return <span className="sheet-read">{cell.choices.find((choice) => choice.value === cell.value)?.label ?? '—'}</span>
  return (
    <select className="sheet-select" aria-label={label} value={cell.value ?? ''} data-row={place.row} data-column={place.column} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}>
      <option value="">—</option>
      {cell.choices.map((choice) => <option key={choice.value} value={choice.value}>{choice.label}</option>)}
    </select>
  )
}

function moveOnKey(event: KeyboardEvent<HTMLTableElement>, table: HTMLTableElement | null): void {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || table === null || input.dataset.row === undefined || event.nativeEvent.isComposing) return
  const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0]
  const isAll = start === 0 && end === input.value.length
  const move = moveOf({ key: event.key, shiftKey: event.shiftKey, caretAtStart: isAll || (start === 0 && end === 0), caretAtEnd: isAll || start === input.value.length })
  if (move === null) return
  const cells = [...table.querySelectorAll<HTMLElement>('[data-row]')]
  const next = nextPlace(cells.map(placeOf), placeOf(input), move)
  if (next === null) return
  event.preventDefault()
  cells.find((cell) => Number(cell.dataset.row) === next.row && Number(cell.dataset.column) === next.column)?.focus()
}

function placeOf(cell: HTMLElement): CellPlace {
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) }
}

/** Lays a copied block over the editable cells from the one in focus; what cannot be read is left as it was. */
function pasteBlock(event: ClipboardEvent<HTMLTableElement>, rows: readonly SheetRow[]): void {
  const input = event.target
  const block = pastedBlock(event.clipboardData.getData('text/plain'))
  if (!(input instanceof HTMLInputElement) || input.dataset.row === undefined || block === null) return
  event.preventDefault()
  const start = placeOf(input)
  const targets = rows.map((row, index) => ({ row, index })).filter(({ row, index }) => index >= start.row && row.kind !== 'section' && row.cells.some(isOpen))
  input.blur()
  block.forEach((line, i) => line.forEach((cellText, j) => {
    const cell = targets[i]?.row.cells[start.column + j]
    if (cell !== undefined && cellText !== '') enter(cell, cellText)
  }))
}

function isOpen(cell: SheetCell): boolean {
  return cell.kind !== 'blank' && cell.kind !== 'node' && cell.onChange !== undefined
}

function enter(cell: SheetCell, typed: string): void {
  switch (cell.kind) {
    case 'money': return put(cell, amountTyping, typed)
    case 'rate': return put(cell, rateTyping, typed)
    case 'decimal': return put(cell, decimalTyping, typed)
    case 'count': return put(cell, countTyping, typed)
    case 'day': return put(cell, dayTyping(cell.today ?? null), typed)
    case 'text': return put(cell, TEXT, typed)
    case 'choice': return cell.onChange?.(cell.choices.find((choice) => choice.label === typed)?.value ?? cell.value)
    case 'node': case 'blank': return
  }
}

function put<T>(cell: Editable<T>, typing: Typing<T>, typed: string): void {
  const reading = readTyped(typed, typing)
  if (reading.refusal === null) cell.onChange?.(reading.value)
}

function text(label: ReactNode): string {
  return typeof label === 'string' ? label : ''
}
