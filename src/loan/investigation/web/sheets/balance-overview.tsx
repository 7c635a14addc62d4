import { type ReactNode } from 'react'
import { Cell, Ledger, LedgerRow, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

interface Line {
  readonly code: string
  readonly figure: string
  /** Field of the earlier balance sheet; totals have none. */
  readonly before?: string
  readonly kind?: 'total' | 'grand'
  /** Account list further down, or another sheet. */
  readonly list?: string
  readonly hint?: string
}

const ASSETS: readonly Line[] = [
  { code: 'A01', figure: 'cash', list: 'cash', before: 'cashFen' },
  { code: 'A02', figure: 'bankDeposit', list: 'bankDeposit', before: 'bankDepositFen' },
  { code: 'A03', figure: 'receivables', list: 'receivables', before: 'receivablesFen' },
  { code: 'A04', figure: 'otherReceivable', list: 'otherReceivable', before: 'otherReceivableFen' },
  { code: 'A05', figure: 'prepayments', list: 'prepayments', before: 'prepaymentsFen' },
  { code: 'A06', figure: 'inventory', before: 'inventoryFen' },
  { code: 'A07', figure: 'totalCurrentAssets', kind: 'total' },
  { code: 'A08', figure: 'fixedAssets', before: 'fixedAssetsFen' },
  { code: 'A09', figure: 'prepaidRent', list: 'prepaidRent', before: 'prepaidRentFen' },
  { code: 'A10', figure: 'otherOperatingAssets', list: 'otherOperatingAssets', before: 'otherOperatingAssetsFen' },
  { code: 'A11', figure: 'nonOperatingAssets', list: 'nonOperatingAssets', before: 'nonOperatingAssetsFen' },
  { code: 'A12', figure: 'totalAssets', kind: 'grand' },
]
const DEBTS: readonly Line[] = [
  { code: 'L01', figure: 'payables', list: 'payables', before: 'payablesFen' },
  { code: 'L02', figure: 'advances', list: 'advances', before: 'advancesFen' },
  { code: 'L03', figure: 'creditCards', list: 'creditCards', before: 'creditCardsFen' },
  { code: 'L04', figure: 'shortTermLoans', list: 'loans', before: 'debtFen' },
  { code: 'L05', figure: 'privateLoans', before: 'privateLoansFen' },
  { code: 'L06', figure: 'totalShortTerm', kind: 'total' },
  { code: 'L07', figure: 'longTermLoans', list: 'loans', before: 'longTermLoansFen' },
  { code: 'L08', figure: 'otherLiabilities', before: 'otherLiabilitiesFen' },
  { code: 'L09', figure: 'totalLiabilities', kind: 'total' },
  { code: 'E01', figure: 'actualEquity', kind: 'grand' },
]

/** What only a business has, and what the wealth of a household is counted from in its place. */
const OF_BUSINESS: ReadonlySet<string> = new Set(['A03', 'A05', 'A06', 'A08', 'A09', 'A10', 'L01', 'L02'])
const HOUSEHOLD: Readonly<Record<string, Line>> = { A12: { code: 'H01–H04', figure: 'householdAssets' }, L09: { code: 'H05–H06', figure: 'householdDebts' } }

function ofHousehold(lines: readonly Line[]): Line[] {
  return lines.filter(({ code }) => !OF_BUSINESS.has(code)).flatMap((line) => [HOUSEHOLD[line.code], line].filter((one) => one !== undefined))
}

/** The form as on paper: assets left, what is owed and what is his own right; with an earlier date, how each account changed since. */
export function Overview({ hasPrevious }: { hasPrevious: boolean }) {
  const cutOffOn = usePlace<string>('/cutOffOn')
  const isSalaried = usePlace<string>('/applicant/customerType') === 'SALARIED'
  return (
    <div className={`balance-form${hasPrevious ? ' balance-both' : ''}`}>
      <Half title="资产" subtitle={`截止 ${cutOffOn}`} lines={isSalaried ? ofHousehold(ASSETS) : ASSETS} hasPrevious={hasPrevious} />
      <Half title="负债与权益" subtitle={`截止 ${cutOffOn}`} lines={isSalaried ? ofHousehold(DEBTS) : DEBTS} hasPrevious={hasPrevious} />
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
  const strong = line.kind !== undefined
  return (
    <LedgerRow kind={line.kind ?? 'line'} label={<Label line={line} />}>
      <Td><LiveFigure id={line.figure} strong={strong} /></Td>
      {hasPrevious ? (
        <>
          {line.before === undefined ? line.kind === undefined ? <Td /> : <Td><LiveFigure id={`${line.figure}Before`} strong={strong} /></Td> : <Td typed><Cell pointer={`/previousBalance/${line.before}`} kind="money" label={`${line.code} 上期`} /></Td>}
          <Td>{line.before === undefined && line.kind === undefined ? null : <LiveFigure id={`${line.figure}Change`} strong={strong} />}</Td>
        </>
      ) : null}
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
