import { Ledger, LedgerRow, ListLedger, Td, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { Button, EmptyState } from '#ui'
import './farm.css'

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)
interface Grown { readonly label: string; readonly harvestMonths: readonly number[] }

/** 种养情况: land, crops and animals, and the months in which they bring money. */
export function FarmSheet() {
  const store = useCase()
  const isThere = usePlace<object | null>('/farm') !== null
  if (!isThere) return <div className="panel"><EmptyState says="还没有登记种养情况。" act={store.isOpen ? <Button kind="act" onClick={() => store.set('/farm', { land: [], crops: [], animals: [] })}>登记种养情况</Button> : null} /></div>
  return (
    <div className="stack">
      <ListLedger title="土地" list="/farm/land" total="landArea" totalIn=" 亩" unit={null} blank={{ label: '承包地', areaMu: '0', tenure: 'CONTRACTED', untilOn: null, yearlyRentFen: 0, evidence: [] }} columns={[{ field: 'areaMu', kind: 'decimal', width: 110 }, { field: 'tenure', kind: 'choice', width: 96 }, { field: 'untilOn', kind: 'day', width: 130 }, { field: 'yearlyRentFen', kind: 'money', width: 130 }]} most={100} />
      <ListLedger title="作物" list="/farm/crops" blank={{ label: '新作物', areaMu: '0', yieldPerMu: '0', unitPriceFen: 0, harvestMonths: [9], evidence: [] }} columns={[{ field: 'areaMu', kind: 'decimal', width: 100 }, { field: 'yieldPerMu', kind: 'decimal', width: 100 }, { field: 'unitPriceFen', kind: 'money', width: 110 }, { field: 'cropIncome', kind: 'figure', label: '年收入', width: 140 }]} most={50} hint="亩产参照当地统计与近两年实收，单价取收购价低值" />
      <ListLedger title="畜禽" list="/farm/animals" blank={{ label: '新畜禽', heads: 0, headValueFen: 0, soldPerYear: 0, headPriceFen: 0, harvestMonths: [12], evidence: [] }} columns={[{ field: 'heads', kind: 'count', width: 96 }, { field: 'headValueFen', kind: 'money', width: 110 }, { field: 'soldPerYear', kind: 'count', width: 96 }, { field: 'headPriceFen', kind: 'money', width: 110 }, { field: 'animalIncome', kind: 'figure', label: '年收入', width: 140 }]} most={50} />
      <Harvest list="/farm/crops" /><Harvest list="/farm/animals" />
      <Ledger title="推算" corner="项目" columns={[{ id: 'value', label: '金额' }]}>
        <LedgerRow label="种养年收入（按亩产、出栏）"><Td><LiveFigure id="farmIncome" strong /></Td></LedgerRow>
        <LedgerRow label="损益表年营业额"><Td><LiveFigure id="annualSales" /></Td></LedgerRow>
        <LedgerRow label="存栏畜禽价值"><Td><LiveFigure id="animalsValue" /></Td></LedgerRow>
        <LedgerRow label="土地年租金"><Td><LiveFigure id="landRent" /></Td></LedgerRow>
      </Ledger>
    </div>
  )
}

/** The months in which each crop or herd is sold: the season the repayment is fitted to. */
function Harvest({ list }: { list: string }) {
  const store = useCase()
  const rows = usePlace<readonly Grown[]>(list)
  const turn = (at: number, month: number): void => {
    const now = rows[at]?.harvestMonths ?? []
    const next = now.includes(month) ? now.filter((each) => each !== month) : [...now, month].toSorted((a, b) => a - b)
    if (next.length > 0) store.set(`${list}/${at}/harvestMonths`, next)
  }
  if (rows.length === 0) return null
  return (
    <section className="panel panel-body">
      {rows.map(({ label, harvestMonths }, at) => (
        <div className="farm-months" key={at}>
          <span>{label} 收获月</span>
          {MONTHS.map((month) => <button key={month} type="button" aria-pressed={harvestMonths.includes(month)} aria-label={`${label} ${month} 月收获`} disabled={!store.isOpen} onClick={() => turn(at, month)}>{month}</button>)}
        </div>
      ))}
    </section>
  )
}
