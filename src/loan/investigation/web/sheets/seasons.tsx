import { useState } from 'react'
import { withEstimates } from '#common/assessment/domain'
import { LedgerRow, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { formatValue } from '#common/figures/domain'
import { type Month, exact } from '#kernel'
import { Button, StateBadge, announce } from '#ui'

type SalesLine = ReturnType<typeof useCase>['caseFile']['income']['sales'][number]

/** The season of the trade below that of the shop. */
export function TradeSeason({ months }: { months: readonly Month[] }) {
  const { seasonIndex, name } = useCase().pack.industry
  return <LedgerRow label="行业季节指数" hint={name}>{months.map((month) => <Td key={month}><span className="muted">{formatValue(exact(seasonIndex[month.slice(5) as keyof typeof seasonIndex]), 'RATE')}</span></Td>)}<Td /><Td /><Td /></LedgerRow>
}

/** 旺季、淡季, and the months that were estimated; missing ones may be filled where enough have evidence (chapter 3.3). */
export function Seasons({ months }: { months: readonly Month[] }) {
  const store = useCase()
  const lines = usePlace<readonly SalesLine[]>('/income/sales')
  const need = store.pack.statements.estimatedMonthsNeedEvidence
  return (
    <section className="part" aria-label="季节">
      <header>
        <h3>季节</h3><span className="small muted">旺季 <LiveFigure id="peakSales" />　淡季 <LiveFigure id="lowSales" />　相差 <LiveFigure id="peakToLow" /> 倍　有凭据 <LiveFigure id="evidenceMonths" /> 个月</span>
      </header>
      <ul className="seasons">{months.map((month, at) => <MonthMark key={month} month={month} at={at} estimated={lines.some((line) => line.estimatedMonths.includes(month))} />)}</ul>
      {lines.map((line, at) => <EstimateLine key={at} line={line} at={at} months={months} need={need} />)}
    </section>
  )
}

function MonthMark({ month, at, estimated }: { month: Month; at: number; estimated: boolean }) {
  const [peak, low] = [useFigure('isPeakMonth', at) === true, useFigure('isLowMonth', at) === true]
  return <li className={peak ? 'season-peak' : low ? 'season-low' : ''}><span>{Number(month.slice(5))}月</span>{peak ? <small>旺</small> : low ? <small>淡</small> : null}{estimated ? <StateBadge tone="warning">估补</StateBadge> : null}</li>
}

/** Which months of a line have no evidence; filling them writes the trade's share of the year and marks them. */
function EstimateLine({ line, at, months, need }: { line: SalesLine; at: number; months: readonly Month[]; need: number }) {
  const store = useCase()
  const [missing, setMissing] = useState<readonly Month[]>(line.estimatedMonths)
  if (!store.isOpen) return null
  const proven = months.length - missing.length
  const fill = (): void => {
    const filled = withEstimates(line, missing, store.caseFile.cutOffOn, store.pack)
    if (filled === null) return
    store.set(`/income/sales/${at}`, filled)
    announce(missing.length === 0 ? `「${line.label}」各月均有凭据` : `「${line.label}」按行业季节指数估补 ${missing.length} 个月`, () => { store.undo() })
  }
  return (
    <details className="estimate"><summary>「{line.label}」有月份没有凭据？</summary>
      <div className="estimate-months">{months.map((month) => <label key={month} className="case-check"><input type="checkbox" checked={missing.includes(month)} onChange={() => setMissing(missing.includes(month) ? missing.filter((each) => each !== month) : [...missing, month])} /><span>{month}</span></label>)}</div>
      <Button kind="plain" disabledReason={proven < need ? `只有 ${proven} 个月有凭据，至少 ${need} 个月才可估补` : null} onClick={fill}>按行业季节指数估补</Button>
    </details>
  )
}
