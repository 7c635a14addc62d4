import { useCallback, useSyncExternalStore } from 'react'
import { windowMonths } from '#common/assessment/domain'
import { CaseField, Ledger, LedgerRow, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { type Day, divide, roundFen } from '#kernel'
import { Button, Money } from '#ui'
import { PreparedBy } from './prepared-by.tsx'
import { IncomeProof } from './income-proof.tsx'
import { Seasons, TradeSeason } from './seasons.tsx'
import { MonthlyLines } from './income-lines.tsx'

const MONTHS = Array.from({ length: 12 }, (_, at) => at)

/** 损益表: twelve months, their sum and average; typed lines white, computed ones shaded. */
export function IncomeSheet() {
  const cutOffOn = usePlace<string>('/cutOffOn')
  const months = windowMonths(cutOffOn as Day)
  const columns = [...months.map((month) => ({ id: month, label: monthLabel(month, months[0]!), width: 106 })), { id: 'sum', label: '合计', width: 124 }, { id: 'average', label: '月均', width: 112 }, { id: 'backing', label: '凭据', align: 'left' as const, width: 168 }]
  return (
    <div className="stack">
      <PreparedBy />
      <Ledger title="损益表" wide first={252} subtitle={`${months[0]} 至 ${months[11]}，截止月之前 12 个整月；每月相同的只填「月均」，也可从 Excel 整行粘贴`} corner="项目" columns={columns}>
        <Section label="收入" adds={[['/income/sales', '产品或渠道', { label: '新销售', monthlyFen: 0, evidence: [], estimatedMonths: [] }], ['/income/otherIncome', '其他经营收入', { label: '返利', monthlyFen: 0, evidence: [] }]]} />
        <MonthlyLines list="/income/sales" />
        <MonthlyLines list="/income/otherIncome" />
        <Computed id="totalIncome" kind="total" />
        <Computed id="cogs" hint="营业额 ×（1 − 加权毛利率）" />
        <Computed id="grossProfit" kind="total" />
        <Computed id="shrinkage" />
        <Section label="支出" adds={[['/income/fixed', '固定支出', { label: '新支出', kind: 'OTHER', monthlyFen: 0, evidence: [] }], ['/income/interest', '借款利息', { label: '利息', monthlyFen: 0, evidence: [] }], ['/income/incomeTax', '所得税', { label: '所得税', monthlyFen: 0, evidence: [] }]]} />
        <MonthlyLines list="/income/fixed" choice="kind" />
        <MonthlyLines list="/income/interest" />
        <Computed id="totalFixed" kind="total" />
        <Computed id="preTaxProfit" kind="total" />
        <MonthlyLines list="/income/incomeTax" />
        <Computed id="netProfit" kind="grand" />
        <Section label="家庭" adds={[['/income/householdIncome', '家庭收入', { label: '工资', source: 'OUTSIDE', monthlyFen: 0, evidence: [] }], ['/income/householdExpense', '家庭开支', { label: '生活', monthlyFen: 0, evidence: [] }], ['/income/otherCash', '其他现金因素', { label: '一次性收支', monthlyFen: 0, evidence: [] }]]} />
        <MonthlyLines list="/income/householdIncome" choice="source" />
        <MonthlyLines list="/income/householdExpense" />
        <MonthlyLines list="/income/otherCash" />
        <Computed id="monthlyDisposable" kind="grand" />
        <Computed id="seasonIndex" hint="各月占全年" sum={false} />
        <TradeSeason months={months} />
      </Ledger>
      <Seasons months={months} />
      <IncomeProof />
      <section className="panel panel-body form-grid">
        <CaseField at="/income/shrinkageRate" kind="rate" label="损耗率（占营业额）" />
        <CaseField at="/income/priorSalesFen" kind="money" label="上一年度营业额" hint="用于销售同比" />
      </section>
    </div>
  )
}

type Add = readonly [list: string, name: string, blank: object]

/** Head of a part, with the acts that add a line to it. */
function Section({ label, adds }: { label: string; adds: readonly Add[] }) {
  const store = useCase()
  return (
    <tr className="sheet-section income-section">
      <th scope="rowgroup">{label}</th>
      <td colSpan={15}>{store.isOpen ? <span className="income-adds">{adds.map(([list, name, blank]) => <Button key={list} kind="quiet" icon="plus" onClick={() => store.append(list, blank)}>{name}</Button>)}</span> : null}</td>
    </tr>
  )
}

function Computed({ id, kind = 'line', hint, sum = true }: { id: string; kind?: 'line' | 'total' | 'grand'; hint?: string; sum?: boolean }) {
  const { name } = useCase().figures.definition(id)
  const strong = kind !== 'line'
  return (
    <LedgerRow kind={kind} label={name} hint={hint}>
      {MONTHS.map((index) => <Td key={index}><LiveFigure id={id} index={index} strong={strong} /></Td>)}
      <Td>{sum ? <Total id={id} /> : null}</Td>
      <Td>{sum ? <Total id={id} average /> : null}</Td>
      <Td />
    </LedgerRow>
  )
}

/** The year's figure where the graph has one, else the sum of the twelve. */
const YEAR: Readonly<Record<string, string>> = { cogs: 'annualCogs', grossProfit: 'annualGrossProfit', shrinkage: 'annualShrinkage', netProfit: 'annualNetProfit', monthlyDisposable: 'annualDisposable' }
const AVERAGE: Readonly<Record<string, string>> = { netProfit: 'netProfitMonthly', monthlyDisposable: 'disposableMonthly' }

function Total({ id, average = false }: { id: string; average?: boolean }) {
  const named = (average ? AVERAGE : YEAR)[id]
  return named === undefined ? <Summed id={id} by={average ? 12 : 1} /> : <LiveFigure id={named} strong />
}

function Summed({ id, by }: { id: string; by: number }) {
  const { figures } = useCase()
  const subscribe = useCallback((listener: () => void) => {
    const stops = MONTHS.map((index) => figures.subscribe(id, index, listener))
    return () => stops.forEach((stop) => stop())
  }, [figures, id])
  const sum = useSyncExternalStore(subscribe, () => MONTHS.reduce((total, index) => total + Number(figures.value(id, index) ?? 0), 0))
  return <Money fen={roundFen(divide(sum, by))} strong />
}

function monthLabel(month: string, first: string): string {
  return month === first || month.endsWith('-01') ? `${month.slice(2, 4)}年${Number(month.slice(5))}月` : `${Number(month.slice(5))}月`
}
