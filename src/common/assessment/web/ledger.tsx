import './ledger.css'
import { type CSSProperties, type ReactNode } from 'react'
import { pasteCells, walkCells } from './grid-keys.ts'

export interface LedgerColumn {
  readonly id: string
  readonly label: ReactNode
  readonly width?: number
  readonly align?: 'left' | 'right'
}

interface LedgerProps {
  /** Read out as the caption. */
  title: string
  heading?: ReactNode
  subtitle?: ReactNode
  /** 单位：元 by default. */
  unit?: string | null
  corner: ReactNode
  columns: readonly LedgerColumn[]
  tools?: ReactNode
  foot?: ReactNode
  /** Keeps the first column in sight when the table is wider than the page. */
  wide?: boolean
  /** Columns keep their widths, the first takes the rest, at least so much: lists line up, and a typed figure moves no column. */
  first?: number
  id?: string
  children: ReactNode
}

/** A paper form whose cells stand for themselves: each hears only of its own figure. Keys and pasting as in a spreadsheet. */
export function Ledger({ title, heading, subtitle, unit = '单位：元', corner, columns, tools, foot, wide = false, first, id, children }: LedgerProps) {
  return (
    <section className={`sheet panel${wide ? ' ledger-wide' : ''}`} aria-label={title} id={id}>
      <header className="sheet-head">
        <div><h3>{heading ?? title}</h3>{subtitle === undefined ? null : <p className="small muted">{subtitle}</p>}</div>
        {unit === null ? null : <span className="small muted sheet-unit">{unit}</span>}
        {tools === undefined ? null : <div className="ledger-tools">{tools}</div>}
      </header>
      <div className="sheet-scroll">
        <table className={first === undefined ? undefined : 'ledger-fixed'} style={first === undefined ? undefined : widths(first, columns)} onKeyDown={walkCells} onPaste={pasteCells}>
          <thead><tr><th scope="col" className="sheet-corner">{corner}</th>{columns.map((column) => <th key={column.id} scope="col" data-column={column.id} className={column.align === 'left' ? '' : 'figure'} style={column.width === undefined && first === undefined ? undefined : { width: column.width ?? 132 }}>{column.label}</th>)}</tr></thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {foot === undefined ? null : <footer className="sheet-foot">{foot}</footer>}
    </section>
  )
}

/** Told to the style sheet, which narrows the first column on a phone. */
function widths(first: number, columns: readonly LedgerColumn[]): CSSProperties {
  return { '--first': `${first}px`, '--others': `${columns.reduce((sum, { width = 132 }) => sum + width, 0)}px` } as CSSProperties
}

export function LedgerSection({ label, hint, span }: { label: ReactNode; hint?: ReactNode; span: number }) {
  return <tr className="sheet-section"><th scope="rowgroup" colSpan={span + 1}>{label}{hint === undefined ? null : <span className="sheet-hint">{hint}</span>}</th></tr>
}

/** A row: `total` closes a section with a rule, `grand` the sheet with a double one. */
export function LedgerRow({ kind = 'line', label, hint, children, id }: { kind?: 'line' | 'total' | 'grand'; label: ReactNode; hint?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <tr className={`sheet-${kind}`} id={id}>
      <th scope="row"><span className="sheet-label">{label}</span>{hint === undefined ? null : <span className="sheet-hint">{hint}</span>}</th>
      {children}
    </tr>
  )
}

/** A figure cell; `typed` ones are white paper, computed ones lightly shaded. */
export function Td({ typed = false, left = false, children }: { typed?: boolean; left?: boolean; children?: ReactNode }) {
  return <td className={`${left ? '' : 'figure'}${typed ? '' : ' sheet-computed'}`}>{children}</td>
}
