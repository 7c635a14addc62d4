import './cost.css'
import { useState } from 'react'
import { type Fen, fen } from '#kernel'
import { COST_FORMULAS, COST_KINDS, type CostKind, type KeptCost, type MonthCost, type UnitCostRow, type UnitCosts as Answer } from '#loan/servicing/domain'
import { Button, ChoiceField, type Column, DataTable, Money, RefusalText, SkeletonRows, api, refusalsIn, useAddressState, useRead } from '#ui'
import { CostDrawer } from './cost-drawer.tsx'

/** 单位成本: what a loan costs to make, month by month and unit by unit; a cost nobody registered is named [S4-11]. */
export function UnitCosts() {
  const [address, change] = useAddressState()
  const read = useRead<Answer>(api.unitCosts({ from: address['costFrom'], until: address['costUntil'], unitId: address['unit'] }))
  const [keeping, keep] = useState(false)
  const { data } = read
  if (data === undefined) return <section className="panel" aria-label="单位成本"><div className="panel-head"><h2>单位成本</h2></div>{read.isError ? <RefusalText refusals={refusalsIn(read.error)} /> : <SkeletonRows rows={5} />}</section>
  const months = data.choices.months.map((value) => ({ value, label: value }))
  return (
    <section className="stack" aria-label="单位成本">
      <div className="panel">
        <div className="panel-head"><h2>单位成本</h2>
          <div className="cost-acts">
            <ChoiceField label="自" value={data.from} onChange={(costFrom) => change({ costFrom })} choices={months} />
            <ChoiceField label="至" value={data.until} onChange={(costUntil) => change({ costUntil })} choices={months} />
            <Button kind="plain" disabledReason={data.choices.why} onClick={() => keep(true)}>登记机构费用</Button>
          </div>
        </div>
        <Period data={data} />
      </div>
      <MonthTable data={data} />
      <UnitTable data={data} />
      <KeptTable kept={data.kept} units={data.units} />
      {keeping ? <CostDrawer data={data} onClose={() => keep(false)} /> : null}
    </section>
  )
}

function Period({ data: { from, until, period, units } }: { data: Answer }) {
  const { perLoanFen, perWanFen, minutesPerCase, costFen, loans, lentFen, minutes, visited } = period
  return (
    <>
      <div className="figure-cards">
        <Card name="每笔放款成本" value={perLoanFen} formula={COST_FORMULAS.perLoan}>{costFen === null ? null : <>= <Money fen={fen(costFen)} /> ÷ {loans.toLocaleString('zh-CN')}</>}</Card>
        <Card name="每万元放款成本" value={perWanFen} formula={COST_FORMULAS.perWan}>{costFen === null ? null : <>= <Money fen={fen(costFen)} /> ÷ <Money fen={fen(lentFen)} /> × 1 万</>}</Card>
        <article className="figure-card" aria-label="每案调查分钟"><h3>每案调查分钟</h3><p className="figure-value">{minutesPerCase ?? <span className="muted">—</span>}</p><p className="muted small">{COST_FORMULAS.minutes}</p>{visited === 0 ? null : <p className="small figure-parts">= {minutes.toLocaleString('zh-CN')} ÷ {visited}</p>}</article>
      </div>
      <p className="panel-body small">{period.missing.length === 0 ? <span className="muted">{from} 至 {until}，{units.length === 0 ? '没有放款，也没有登记费用' : '各机构各月费用都已登记'}。</span> : <span className="cost-missing">{from} 至 {until} 缺 {period.missing.length} 个机构月的费用，补齐之前不算单位成本：{period.missing.slice(0, NAMED).map((one) => `${units.find(({ unitId }) => unitId === one.unitId)?.name ?? ''} ${one.month}`).join('、')}{period.missing.length > NAMED ? ' 等' : ''}。</span>}</p>
    </>
  )
}

const NAMED = 4

function Card({ name, value, formula, children }: { name: string; value: number | null; formula: string; children: React.ReactNode }) {
  return <article className="figure-card" aria-label={name}><h3>{name}</h3><p className="figure-value">{value === null ? <span className="muted">—</span> : <Money fen={fen(value)} />}</p><p className="muted small">{formula}</p><p className="small figure-parts">{children}</p></article>
}

const money = (value: number | null): Fen | null => (value === null ? null : fen(value))
const gap = (row: { readonly missing: readonly unknown[] }): React.ReactNode => (row.missing.length === 0 ? <span className="muted">—</span> : <span className="cost-missing">缺 {row.missing.length} 个机构月</span>)

const minutesOf = ({ minutesPerCase }: { readonly minutesPerCase: string | null }): number | null => (minutesPerCase === null ? null : Number(minutesPerCase))

function costColumns<T extends MonthCost | UnitCostRow>(): Column<T>[] {
  return [
    { id: 'cost', label: '费用', kind: 'money', of: (row) => money(row.costFen), render: (row) => (row.costFen === null ? gap(row) : <Money fen={fen(row.costFen)} />) },
    { id: 'loans', label: '放款笔数', kind: 'count', of: (row) => row.loans },
    { id: 'lent', label: '放款金额', kind: 'money', of: (row) => fen(row.lentFen) },
    { id: 'each', label: '每笔成本', kind: 'money', of: (row) => money(row.perLoanFen) },
    { id: 'wan', label: '每万元成本', kind: 'money', of: (row) => money(row.perWanFen) },
  ]
}

function MonthTable({ data }: { data: Answer }) {
  const columns: readonly Column<MonthCost>[] = [
    { id: 'month', label: '月份', kind: 'text', of: (row) => (row.month > data.until ? `${row.month}（未完）` : row.month) }, ...costColumns<MonthCost>(),
    { id: 'change', label: '每笔成本比上月', kind: 'money', of: (row) => money(row.changeFen) }, { id: 'minutes', label: '每案分钟', kind: 'count', of: minutesOf },
  ]
  return <DataTable<MonthCost> title={`单位成本 按月 ${data.from} 至 ${data.until}`} rows={data.months} rowKey={(row) => row.month} columns={columns} empty={{ says: '没有月份。' }} />
}

function UnitTable({ data }: { data: Answer }) {
  const columns: readonly Column<UnitCostRow>[] = [{ id: 'name', label: '机构', kind: 'text', of: (row) => row.name }, ...costColumns<UnitCostRow>(), { id: 'minutes', label: '每案分钟', kind: 'count', of: minutesOf }]
  return <DataTable<UnitCostRow> title={`单位成本 按机构 ${data.from} 至 ${data.until}`} rows={data.units} rowKey={(row) => row.unitId} columns={columns} empty={{ says: '期间没有机构放款或登记费用。' }} />
}

/** Where the costs come from: what was registered, by whom, in which version. */
function KeptTable({ kept, units }: { kept: readonly KeptCost[]; units: readonly UnitCostRow[] }) {
  const columns: readonly Column<KeptCost>[] = [
    { id: 'unit', label: '机构', kind: 'text', of: (row) => units.find(({ unitId }) => unitId === row.unitId)?.name ?? '' }, { id: 'month', label: '月份', kind: 'text', of: (row) => row.month },
    ...(Object.keys(COST_KINDS) as CostKind[]).map((kind): Column<KeptCost> => ({ id: kind, label: COST_KINDS[kind], kind: 'money', sum: true, of: (row) => fen(row.lines.reduce((sum, line) => sum + (line.kind === kind ? line.amountFen : 0), 0)) })),
    { id: 'total', label: '合计', kind: 'money', sum: true, of: (row) => fen(row.totalFen) },
    { id: 'by', label: '登记', kind: 'text', of: (row) => `${row.writtenBy} ${row.businessDate}${row.version === 1 ? '' : `，第 ${row.version} 版${row.lines.length === 0 ? '撤下' : ''}：${row.reason}`}` },
  ]
  return <DataTable<KeptCost> title="登记的机构费用" rows={kept.toSorted((a, b) => (a.month < b.month ? 1 : -1))} rowKey={(row) => `${row.unitId} ${row.month}`} columns={columns} empty={{ says: '这段时间还没有登记机构费用。' }} />
}
