import { GRADED, RATIOS_ASKED } from '#common/assessment/domain'
import { CaseField, Ledger, LedgerRow, LedgerSection, Td, useCase, usePlace, wordOf } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { StateBadge, type Tone } from '#ui'

const RATIOS: readonly (readonly [title: string, ids: readonly string[]])[] = [
  ['偿债', ['debtRatio', 'currentRatio', 'quickRatio', 'cashRatio', 'debtToSales']],
  ['盈利', ['grossMargin', 'netMargin', 'returnOnEquity']],
  ['周转（按 360 天，不中途取整）', ['inventoryDays', 'receivableDays', 'payableDays']],
  ['现场比例', ['receivablesToMonthlySales', 'inventoryToMonthlySales', 'inventoryToMonthlyCogs', 'equityToHouseholdExpense', 'disposableMonthly']],
]
const GRADES: Readonly<Record<string, Tone>> = { EXCELLENT: 'holds', FINE: 'holds', AVERAGE: 'quiet', LOW: 'warning', POOR: 'stop' }
const graded: ReadonlySet<string> = new Set(GRADED.map(([id]) => id))

/** 比率: the value, how it stands in the trade, and the officer's word where the sheet asks for one (3.9, F-01). */
export function Ratios() {
  const { pack } = useCase()
  return (
    <>
      <Ledger title="比率" unit={null} corner="比率" columns={[{ id: 'value', label: '本期' }, { id: 'grade', label: `同业等级（${pack.industry.name}）`, align: 'left' }]}>
        {RATIOS.flatMap(([title, ids]) => [<LedgerSection key={title} label={title} span={3} />, ...ids.map((id) => <RatioRow key={id} id={id} />)])}
      </Ledger>
      <section className="part" aria-label="比率说明">
        <header><h3>比率说明</h3><span className="small muted">三项比率须说明为什么是这个数</span></header>
        <div className="part-body notes-grid">{RATIOS_ASKED.map(({ id }) => <CaseField key={id} at={`/comments/${id}`} kind="note" hint={<LiveFigure id={id} />} />)}</div>
      </section>
    </>
  )
}

function RatioRow({ id }: { id: string }) {
  const name = useCase().figures.definition(id).name
  const isSalaried = usePlace<string>('/applicant/customerType') === 'SALARIED'
  // A household turns no stock over: a ratio it has not is left out, one not known yet stays.
  if (useFigure(id) === null && isSalaried) return null
  return <LedgerRow label={name}><Td><LiveFigure id={id} /></Td><Td left>{graded.has(id) ? <Grade id={`${id}Grade`} /> : null}</Td></LedgerRow>
}

function Grade({ id }: { id: string }) {
  const grade = useFigure(id)
  return typeof grade === 'string' ? <StateBadge tone={GRADES[grade] ?? 'quiet'}>{wordOf('grade', grade) ?? grade}</StateBadge> : null
}
