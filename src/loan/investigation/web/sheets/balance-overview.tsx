import { type ReactNode } from 'react'
import { Cell, Ledger, LedgerRow, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { type Exact, add, fen, roundFen, subtract } from '#kernel'
import { Money } from '#ui'

interface Line {
  readonly code: string
  readonly figure: string
  /** Field of the earlier balance sheet, and the figures it stands for. */
  readonly before?: readonly [field: string, ...figures: string[]]
  readonly kind?: 'total' | 'grand'
  /** Account list further down, or another sheet. */
  readonly list?: string
  readonly hint?: string
}

const ASSETS: readonly Line[] = [
  { code: 'A01', figure: 'cash', list: 'cash' },
  { code: 'A02', figure: 'bankDeposit', list: 'bankDeposit', before: ['cashFen', 'cash', 'bankDeposit'], hint: '上期含现金' },
  { code: 'A03', figure: 'receivables', list: 'receivables', before: ['receivablesFen', 'receivables'] },
  { code: 'A04', figure: 'otherReceivable', list: 'otherReceivable' },
  { code: 'A05', figure: 'prepayments', list: 'prepayments', before: ['prepaymentsFen', 'prepayments'] },
  { code: 'A06', figure: 'inventory', before: ['inventoryFen', 'inventory'] },
  { code: 'A07', figure: 'totalCurrentAssets', kind: 'total' },
  { code: 'A08', figure: 'fixedAssets', before: ['fixedAssetsFen', 'fixedAssets'] },
  { code: 'A09', figure: 'prepaidRent', list: 'prepaidRent' },
  { code: 'A10', figure: 'otherOperatingAssets', list: 'otherOperatingAssets' },
  { code: 'A11', figure: 'nonOperatingAssets', list: 'nonOperatingAssets' },
  { code: 'A12', figure: 'totalAssets', kind: 'grand' },
]
const DEBTS: readonly Line[] = [
  { code: 'L01', figure: 'payables', list: 'payables', before: ['payablesFen', 'payables'] },
  { code: 'L02', figure: 'advances', list: 'advances', before: ['advancesFen', 'advances'] },
  { code: 'L03', figure: 'creditCards', list: 'creditCards' },
  { code: 'L04', figure: 'shortTermLoans', list: 'loans', before: ['debtFen', 'loans', 'privateLoans'], hint: '上期为全部借款' },
  { code: 'L05', figure: 'privateLoans', list: 'privateLoans' },
  { code: 'L06', figure: 'totalShortTerm', kind: 'total' },
  { code: 'L07', figure: 'longTermLoans', list: 'loans' },
  { code: 'L08', figure: 'otherLiabilities', list: 'otherLiabilities' },
  { code: 'L09', figure: 'totalLiabilities', kind: 'total' },
  { code: 'E01', figure: 'actualEquity', kind: 'grand' },
]

/** The form as on paper: assets left, what is owed and what is his own right. */
export function Overview({ hasPrevious }: { hasPrevious: boolean }) {
  const cutOffOn = usePlace<string>('/cutOffOn')
  return (
    <div className={`balance-form${hasPrevious ? ' balance-both' : ''}`}>
      <Half title="资产" subtitle={`截止 ${cutOffOn}`} lines={ASSETS} hasPrevious={hasPrevious} />
      <Half title="负债与权益" subtitle={`截止 ${cutOffOn}`} lines={DEBTS} hasPrevious={hasPrevious} />
    </div>
  )
}

function Half({ title, subtitle, lines, hasPrevious }: { title: string; subtitle: string; lines: readonly Line[]; hasPrevious: boolean }) {
  const columns = [{ id: 'now', label: '本期' }, ...(hasPrevious ? [{ id: 'before', label: '上期' }, { id: 'change', label: '变动' }] : [])]
  return (
    <Ledger title={title} subtitle={subtitle} corner="科目" columns={columns}>
      {lines.map((line) => <OverviewRow key={line.code} line={line} hasPrevious={hasPrevious} />)}
    </Ledger>
  )
}

function OverviewRow({ line, hasPrevious }: { line: Line; hasPrevious: boolean }) {
  return (
    <LedgerRow kind={line.kind ?? 'line'} label={<Label line={line} />}>
      <Td><LiveFigure id={line.figure} strong={line.kind !== undefined} /></Td>
      {hasPrevious ? line.before === undefined
        ? <><Td /><Td /></>
        : <><Td typed><Cell pointer={`/previousBalance/${line.before[0]}`} kind="money" label={`${line.code} 上期`} /></Td><Td><Change field={line.before[0]} figures={line.before.slice(1)} /></Td></> : null}
    </LedgerRow>
  )
}

function Label({ line }: { line: Line }): ReactNode {
  const words = <><span className="ledger-code">{line.code}</span><Name id={line.figure} />{line.hint === undefined ? null : <span className="sheet-hint">{line.hint}</span>}</>
  if (line.list === undefined) return words
  return <a className="balance-go" href={`#list-${line.list}`} onClick={(event) => { event.preventDefault(); document.getElementById(`list-${line.list}`)?.scrollIntoView({ block: 'start' }) }}>{words}</a>
}

/** The account's name without its explanation in brackets. */
function Name({ id }: { id: string }) {
  return <>{useCase().figures.definition(id).name.replace(/\(.*\)$/, '')}</>
}

/** What an account grew or shrank by since the earlier balance sheet. */
function Change({ field, figures: [first = '', second] }: { field: string; figures: readonly string[] }) {
  const before = usePlace<number | undefined>(`/previousBalance/${field}`) ?? 0
  const one = useFigure(first)
  const other = useFigure(second ?? first)
  if (one === null || other === null) return null
  const now = second === undefined ? (one as Exact) : add(one as Exact, other as Exact)
  return <Money fen={fen(roundFen(subtract(now, before)))} />
}
