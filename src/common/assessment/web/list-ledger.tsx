import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react'
import { LiveFigure } from '#common/figures/web'
import { Button, IconButton, announce } from '#ui'
import { Backing } from './backing.tsx'
import { Cell, type CellKind, placeId } from './cell.tsx'
import { useCase, usePlace } from './context.ts'
import { Ledger, type LedgerColumn } from './ledger.tsx'
import { fieldName } from './words.ts'

export interface ListColumn {
  /** Field of a row; for computed columns the figure that has one instance per row. */
  readonly field: string
  readonly kind: CellKind | 'figure'
  readonly label?: string
  readonly width?: number
}

export interface ListLedgerProps {
  title: string
  /** A01, L05 … */
  code?: string
  /** Place of the list in the case file. */
  list: string
  /** What a new row begins with. */
  blank: object
  columns: readonly ListColumn[]
  /** Field of the row's name; its column comes first. */
  name?: string
  /** How that column is typed, where its name is no text. */
  nameKind?: CellKind
  /** The figure that is this list's total. */
  total?: string
  /** What a total that is no amount is counted in. */
  totalIn?: string
  hint?: ReactNode
  addLabel?: string
  unit?: string | null
  evidence?: boolean
  foot?: ReactNode
  /** Most rows the format takes. */
  most?: number
  /** Where the rows of this list begin among those a computed column runs over. */
  figuresFrom?: number
  /** More columns than a page is wide: the name stays in sight. */
  wide?: boolean
}

/** Rows drawn at once: each holds a dozen fields, and with many more a typed digit would be felt. */
const SHOWN = 50

/** A list of the case as a table: one row per counted thing, its evidence beside it, the account's total above. */
export function ListLedger({ title, code, list, blank, columns, name = 'label', nameKind = 'text', total, totalIn, hint, addLabel, unit = '单位：元', evidence = true, foot, most = 500, figuresFrom = 0, wide = false }: ListLedgerProps) {
  const store = useCase()
  const count = useCount(list)
  const [generation, setGeneration] = useState(0)
  const [shown, setShown] = useState(SHOWN)
  const remove = useCallback((index: number): void => {
    store.remove(list, index)
    setGeneration((at) => at + 1)
    announce(`${title}已删去一行`, () => {
      store.undo()
      setGeneration((at) => at + 1)
    })
  }, [store, list, title])
  const heads: LedgerColumn[] = [
    ...columns.map((column): LedgerColumn => ({ id: column.field, label: column.label ?? fieldName(`/${column.field}`), align: isLeft(column.kind) ? 'left' : 'right', width: column.width ?? 132 })),
    ...(evidence ? [{ id: 'evidence', label: '凭据', align: 'left', width: 140 } as const] : []), ...(store.isOpen ? [{ id: 'remove', label: <span className="unseen">删除</span>, width: 40 }] : []),
  ]
  const add = store.isOpen ? <Button kind="quiet" icon="plus" disabledReason={count >= most ? `最多 ${most} 行` : null} onClick={() => { setShown(Math.max(shown, count + 1)); addRow(store.append.bind(store, list, blank), list, name, count) }}>{addLabel ?? '添加一行'}</Button> : null
  const heading = <>{code === undefined ? null : <span className="ledger-code">{code}</span>}{title}</>
  const sum = total === undefined ? null : <span className="ledger-total"><LiveFigure id={total} strong />{totalIn}</span>
  const id = `list-${list.split('/').at(-1)}`
  if (count === 0) return <section className="part ledger-empty" aria-label={title} id={id}><h3>{heading}</h3><span className="small muted">{hint}</span>{sum}{add ?? <span className="muted">没有</span>}</section>
  const rest = count - shown
  return (
    <Ledger
      id={id} title={title} heading={heading} subtitle={hint} unit={unit} wide={wide} first={wide ? 176 : 148} corner={fieldName(`/${name}`)} columns={heads} tools={sum}
      {...(add === null && foot === undefined && rest <= 0 ? {} : { foot: <>{add}{foot}{rest > 0 ? <Button kind="quiet" onClick={() => setShown(shown + SHOWN)}>再显示 {Math.min(SHOWN, rest)} 行，共 {count} 行</Button> : null}</> })}
    >
      {Array.from({ length: Math.min(count, shown) }, (_, index) => <Row key={`${generation} ${index}`} list={list} index={index} name={name} nameKind={nameKind} columns={columns} figuresFrom={figuresFrom} evidence={evidence} onRemove={remove} />)}
    </Ledger>
  )
}

function Row({ list, index, name, nameKind, columns, figuresFrom, evidence, onRemove }: { list: string; index: number; name: string; nameKind: CellKind; columns: readonly ListColumn[]; figuresFrom: number; evidence: boolean; onRemove: (index: number) => void }) {
  const store = useCase()
  const at = `${list}/${index}`
  const label = usePlace<string | undefined>(`${at}/${name}`) ?? `第 ${index + 1} 行`
  return (
    <tr className="sheet-line">
      <td className="ledger-name"><Cell pointer={`${at}/${name}`} kind={nameKind} label={fieldName(`/${name}`)} /></td>
      {columns.map((column) => (
        <td key={column.field} className={`${isLeft(column.kind) ? '' : 'figure'}${column.kind === 'figure' ? ' sheet-computed' : ''}`}>
          {column.kind === 'figure' ? <LiveFigure id={column.field} index={figuresFrom + index} /> : <Cell pointer={`${at}/${column.field}`} kind={column.kind} label={`${label} ${column.label ?? fieldName(`/${column.field}`)}`} />}
        </td>
      ))}
      {evidence ? <td><Backing pointer={`${at}/evidence`} label={label} /></td> : null}
      {store.isOpen ? <td className="ledger-remove"><IconButton icon="cross" size={14} label={`删去 ${label}`} onClick={() => onRemove(index)} /></td> : null}
    </tr>
  )
}

function addRow(append: () => void, list: string, name: string, count: number): void {
  append()
  requestAnimationFrame(() => document.getElementById(placeId(`${list}/${count}/${name}`))?.focus())
}

/** How many rows a list has; renders again only when that changes. */
export function useCount(list: string): number {
  const store = useCase()
  const subscribe = useCallback((listener: () => void) => store.subscribePlace(list, listener), [store, list])
  return useSyncExternalStore(subscribe, () => store.rows(list).length)
}

function isLeft(kind: ListColumn['kind']): boolean {
  return kind === 'text' || kind === 'choice' || kind === 'check'
}
