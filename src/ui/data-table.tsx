import './data-table.css'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { fen } from '#kernel'
import { Button } from './button.tsx'
import { csv, saveFile } from './csv.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icons.tsx'
import { Money, Rate } from './money.tsx'
import { SkeletonRows } from './skeleton.tsx'
import { type Column, type Sorting, columnSum, exportCell, sortRows } from './table-rows.ts'
import { useKitWords } from './kit-words.ts'

export type { Column, Sorting } from './table-rows.ts'

/** What of a table belongs in the address, so that a link or a saved view shows the same list. */
export interface TableView {
  readonly sorting: Sorting | null
  /** Ids of the columns shown; null = the usual ones. */
  readonly columns: readonly string[] | null
}

export interface DataTableProps<R> {
  /** Read out as the caption and used as the name of an exported file. */
  title: string
  /** `null` while loading. */
  rows: readonly R[] | null
  rowKey: (row: R) => string
  columns: readonly Column<R>[]
  onOpen?: (row: R) => void
  empty: { says: string; act?: ReactNode }
  /** Filters and chips, left of the tools. */
  filters?: ReactNode
  view?: TableView
  onView?: (view: TableView) => void
  /** Count and sums over everything the filters leave, when `rows` is only its first page. */
  total?: { readonly count: number; /** There are more than were counted. */ readonly isMore?: boolean; readonly sums: Readonly<Record<string, number>> }
}

const USUAL: TableView = { sorting: null, columns: null }

/** A worklist: sortable, columns by choice, sums in the foot, j/k/Enter, export that no spreadsheet will run. */
export function DataTable<R>({ title, rows, rowKey, columns, onOpen, empty, filters, view, onView, total }: DataTableProps<R>) {
  const say = useKitWords()
  const [own, setOwn] = useState<TableView>(USUAL)
  const { sorting, columns: chosen } = view ?? own
  const change = onView ?? setOwn
  const shown = columns.filter((column) => chosen === null ? !column.optional : chosen.includes(column.id))
  const sorted = useMemo(() => rows === null ? [] : sortRows(rows, columns, sorting), [rows, columns, sorting])
  const body = useRef<HTMLTableSectionElement>(null)
  const sort = (id: string): void => change({ columns: chosen, sorting: sorting?.column !== id ? { column: id, falling: false } : sorting.falling ? null : { column: id, falling: true } })
  const exportRows = (): void => saveFile({ name: `${title}.csv`, type: 'text/csv;charset=utf-8', text: csv([shown.map((column) => column.label), ...sorted.map((row) => shown.map((column) => exportCell(row, column)))]) })
  return (
    <section className="table-box panel" aria-label={title}>
      <div className="table-bar">
        <div className="table-filters">{filters ?? <h2>{title}</h2>}</div>
        <div className="table-tools">
          <ColumnChoice columns={columns} shown={shown.map((column) => column.id)} onChange={(ids) => change({ sorting, columns: ids })} />
          <Button kind="quiet" icon="download" onClick={exportRows} disabledReason={sorted.length === 0 ? say('nothingToExport') : null}>{say('export')}</Button>
        </div>
      </div>
      {rows === null ? <SkeletonRows rows={6} /> : sorted.length === 0 ? <EmptyState says={empty.says} act={empty.act} /> : (
        <div className="table-scroll">
          <table className="table">
            <caption className="unseen">{say('rowsOf', { title, count: sorted.length })}</caption>
            <thead><tr>{shown.map((column) => <Head key={column.id} column={column} sorting={sorting} onSort={() => sort(column.id)} />)}</tr></thead>
            <tbody ref={body} onKeyDown={(event) => walk(event, body.current)}>
              {sorted.map((row, index) => (
                <tr key={rowKey(row)} tabIndex={index === 0 ? 0 : -1} className={onOpen ? 'table-opens' : ''} onClick={(event) => { if (!(event.target instanceof Element && event.target.closest('a,button,input'))) onOpen?.(row) }} onKeyDown={(event) => { if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row) }}>
                  {shown.map((column) => <td key={column.id} data-label={column.label} className={`${cellClass(column)}${column.of(row) === null ? ' table-empty' : ''}`}>{cellOf(row, column)}</td>)}
                </tr>
              ))}
            </tbody>
            <tfoot><tr>{shown.map((column, index) => <td key={column.id} className={cellClass(column)}>{index === 0 ? say(total?.isMore === true ? 'moreRows' : 'rows', { count: total?.count ?? sorted.length }) : footOf(column, total === undefined ? columnSum(sorted, column) : total.sums[column.id] ?? null)}</td>)}</tr></tfoot>
          </table>
        </div>
      )}
    </section>
  )
}

function Head<R>({ column, sorting, onSort }: { column: Column<R>; sorting: Sorting | null; onSort: () => void }) {
  const isSorted = sorting?.column === column.id
  return (
    <th scope="col" className={cellClass(column)} aria-sort={isSorted ? (sorting.falling ? 'descending' : 'ascending') : 'none'} style={column.width === undefined ? undefined : { width: column.width }}>
      <button type="button" className="table-sort" onClick={onSort}>{column.label}<span className={`table-arrow${isSorted ? ' table-arrow-on' : ''}${isSorted && !sorting.falling ? ' table-arrow-up' : ''}`}><Icon name="down" size={10} /></span></button>
    </th>
  )
}

function ColumnChoice<R>({ columns, shown, onChange }: { columns: readonly Column<R>[]; shown: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const say = useKitWords()
  if (!columns.some((column) => column.optional)) return null
  return (
    <details className="table-columns">
      <summary className="button button-quiet"><Icon name="columns" size={16} />{say('columns')}</summary>
      <div className="table-columns-list">
        {columns.map((column) => (
          <label key={column.id} className="checkbox">
            <input type="checkbox" checked={shown.includes(column.id)} onChange={(event) => onChange(columns.map(({ id }) => id).filter((id) => id === column.id ? event.target.checked : shown.includes(id)))} />
            <span>{column.label}</span>
          </label>
        ))}
      </div>
    </details>
  )
}

function cellClass<R>(column: Column<R>): string {
  return column.kind === 'money' || column.kind === 'rate' || column.kind === 'count' ? 'figure' : ''
}

function cellOf<R>(row: R, column: Column<R>): ReactNode {
  if (column.render) return column.render(row)
  switch (column.kind) {
    case 'money': return <Money fen={column.of(row)} />
    case 'rate': return <Rate value={column.of(row)} />
    case 'count': return column.of(row)?.toLocaleString('zh-CN') ?? <span className="muted">—</span>
    case 'text': case 'day': return column.of(row) ?? <span className="muted">—</span>
  }
}

function footOf<R>(column: Column<R>, sum: number | null): ReactNode {
  if (sum === null) return null
  return column.kind === 'money' ? <Money fen={fen(sum)} strong /> : <b>{sum.toLocaleString('zh-CN')}</b>
}

/** j and k walk the rows as in a mail program; arrows do the same. */
function walk(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const step = event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0
  const row = event.target instanceof Element ? event.target.closest('tr') : null
  if (step === 0 || body === null || row === null || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...body.rows]
  rows[rows.indexOf(row) + step]?.focus()
  event.preventDefault()
}
