import './quality.css'
import { useState } from 'react'
import { CUSTOMER_TYPES } from '#common/customer/domain'
import { fen, isDay } from '#kernel'
import { DIMENSIONS, DRILLS, type Dimension, type Drill, FIGURE_GROUPS, type FigureRow, type FiguresPage as Page, type InclusiveRow, SIZES, type UnitResult } from '#loan/servicing/domain'
import { Chips, ChoiceField, type Column, DataTable, DayField, EmptyState, Go, Money, Rate, RefusalText, SkeletonRows, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { UnitCosts } from '../cost/index.ts'
import { FigureCard } from './figure-card.tsx'
import { type BehindFigure, FigureNotesDrawer } from './figure-notes-drawer.tsx'

/** 经营指标: what the accounts come to on a closed day, each figure with its formula, what it was worked out from, and the notes behind it. */
export function FiguresPage() {
  const [address, change] = useAddressState()
  const read = useRead<Page>(api.figures({ day: address['day'], unitId: address['unit'], productCode: address['product'] }))
  const [behind, setBehind] = useState<BehindFigure | null>(null)
  if (read.isError) return <div className="page"><RefusalText refusals={refusalsIn(read.error)} /></div>
  if (read.data === undefined) return <div className="page"><div className="panel"><SkeletonRows rows={12} /></div></div>
  const { data } = read
  const around = { unitId: address['unit'], productCode: address['product'] }
  const open = (drill: Drill, title: string, more: Partial<BehindFigure['query']> = {}): void => setBehind({ title, query: { drill, day: data.day ?? data.on, ...around, ...more } })
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>经营指标</h1><p>{data.day === null ? '日终之后才有数' : `截至 ${data.day} 日终；封账之后不再改变`}</p></div><Go className="button" to={paths.quality(data.day ?? undefined)}>资产质量</Go></div>
      <div className="quality-filters">
        <DayField label="截至日期" value={data.day !== null && isDay(data.day) ? data.day : null} onChange={(day) => change({ day })} />
        <ChoiceField label="机构" value={address['unit'] ?? ''} onChange={(unit) => change({ unit })} choices={[{ value: '', label: '全行' }, ...data.unitChoices.map(({ unitId, name }) => ({ value: unitId, label: name }))]} />
        <ChoiceField label="产品" value={address['product'] ?? ''} onChange={(product) => change({ product })} choices={[{ value: '', label: '全部产品' }, ...data.productChoices.map(({ productCode, name }) => ({ value: productCode, label: name }))]} />
      </div>
      {data.day === null ? <div className="panel"><EmptyState says="还没有封账日。日终跑完之后，各项指标列在这里。" act={<Go className="button" to={paths.dayEnd()}>看日终</Go>} /></div> : <>
        {(Object.keys(FIGURE_GROUPS) as (keyof typeof FIGURE_GROUPS)[]).map((group) => (
          <section key={group} className="panel" aria-label={FIGURE_GROUPS[group]}>
            <div className="panel-head"><h2>{FIGURE_GROUPS[group]}</h2>{group === 'COLLECTION' && data.dueFrom !== null ? <span className="muted small">到期与期次从 {data.dueFrom} 计到 {data.day}</span> : null}</div>
            <div className="figure-cards">{data.figures.filter((one) => one.group === group).map((one) => <FigureCard key={one.id} figure={one} onOpen={(drill) => open(drill, one.name)} />)}</div>
          </section>
        ))}
        <Breakdown data={data} onOpen={open} />
        {data.inclusive === null ? null : <Inclusive inclusive={data.inclusive} />}
        {data.results === null ? null : <Results results={data.results} day={data.day} />}
      </>}
      {address['product'] === undefined ? <UnitCosts /> : null}
      <FigureNotesDrawer behind={behind} onClose={() => setBehind(null)} />
    </div>
  )
}

const isDimension = (text: string | undefined): text is Dimension => text !== undefined && Object.hasOwn(DIMENSIONS, text)
/** What narrows the notes behind a row, by the dimension of the table. */
const NARROWED: Readonly<Record<Dimension, 'productCode' | 'guarantee' | 'unitId' | 'managerId' | 'first'>> = { PRODUCT: 'productCode', GUARANTEE: 'guarantee', UNIT: 'unitId', MANAGER: 'managerId', FIRST: 'first' }

function Breakdown({ data, onOpen }: { data: Page; onOpen: (drill: Drill, title: string, more: Partial<BehindFigure['query']>) => void }) {
  const [address, change] = useAddressState()
  const by = isDimension(address['by']) ? address['by'] : 'PRODUCT'
  const drill = (row: FigureRow, of: Drill, value: string | null) => (value === null ? <Rate value={null} /> : <button type="button" className="figure-link" aria-label={`${row.name}${DRILLS[of]}的借据`} onClick={() => onOpen(of, `${row.name} · ${DRILLS[of]}`, { [NARROWED[by]]: row.key })}><Rate value={value} /></button>)
  const columns: readonly Column<FigureRow>[] = [
    { id: 'name', label: DIMENSIONS[by], kind: 'text', of: (row) => row.name },
    { id: 'lent', label: '累放笔数', kind: 'count', sum: true, of: (row) => row.lent },
    { id: 'lentFen', label: '累放金额', kind: 'money', sum: true, of: (row) => fen(row.lentFen) },
    { id: 'avg', label: '笔均放款', kind: 'money', of: (row) => (row.avgFen === null ? null : fen(row.avgFen)) },
    { id: 'notes', label: '在贷笔数', kind: 'count', sum: true, of: (row) => row.notes },
    { id: 'balance', label: '余额', kind: 'money', sum: true, of: (row) => fen(row.balanceFen) },
    { id: 'overdue', label: '逾期率', kind: 'rate', of: (row) => row.overdue, render: (row) => drill(row, 'OVERDUE', row.overdue) },
    { id: 'overdueAmount', label: '逾期本金率', kind: 'rate', of: (row) => row.overdueAmount },
    { id: 'par30', label: 'PAR30', kind: 'rate', of: (row) => row.par30, render: (row) => drill(row, 'PAR30', row.par30) },
    { id: 'npl', label: '不良率', kind: 'rate', of: (row) => row.npl, render: (row) => drill(row, 'NON_PERFORMING', row.npl) },
  ]
  return (
    <DataTable<FigureRow> title={`经营指标 ${data.day ?? ''} ${DIMENSIONS[by]}`} rows={data.dimensions[by] ?? []} rowKey={(row) => row.key} columns={columns} onOpen={(row) => onOpen('RUNNING', row.name, { [NARROWED[by]]: row.key })} empty={{ says: '没有借据。' }}
      filters={<Chips label="按什么分" value={by} onChange={(next) => change({ by: next === 'PRODUCT' ? null : next })} choices={(Object.keys(DIMENSIONS) as Dimension[]).map((value) => ({ value, label: DIMENSIONS[value] }))} />} />
  )
}

const typeName = (of: string): string => (CUSTOMER_TYPES as Readonly<Record<string, string>>)[of] ?? of

/** 普惠型小微贷款: by kind and size of customer, as the supervisor's table asks. */
function Inclusive({ inclusive }: { inclusive: NonNullable<Page['inclusive']> }) {
  const columns: readonly Column<InclusiveRow>[] = [
    { id: 'type', label: '客户类型', kind: 'text', of: (row) => typeName(row.customerType) },
    { id: 'size', label: '单户授信', kind: 'text', of: (row) => SIZES.find(({ id }) => id === row.size)?.name ?? row.size },
    { id: 'customers', label: '户数', kind: 'count', sum: true, of: (row) => row.customers },
    { id: 'balance', label: '余额', kind: 'money', sum: true, of: (row) => fen(row.balanceFen) },
    { id: 'rate', label: '平均利率', kind: 'rate', of: (row) => row.annualRate },
    { id: 'lent', label: '本年发放笔数', kind: 'count', sum: true, of: (row) => row.lentYear },
    { id: 'lentFen', label: '本年发放金额', kind: 'money', sum: true, of: (row) => fen(row.lentYearFen) },
    { id: 'overdue', label: '逾期率', kind: 'rate', of: (row) => row.overdue },
    { id: 'overdue90', label: '逾期 90 天以上', kind: 'rate', of: (row) => row.overdue90 },
    { id: 'npl', label: '不良率', kind: 'rate', of: (row) => row.npl },
  ]
  const { small, farmers } = inclusive
  return (
    <>
      <section className="panel" aria-label="普惠口径">
        <div className="panel-head"><h2>普惠口径</h2><span className="muted small">个体工商户与小微企业主，单户授信 1,000 万元及以下；农户 500 万元及以下；每户计一次</span></div>
        <dl className="quality-heads">
          <div><dt>普惠型小微余额</dt><dd><Money fen={fen(small.balanceFen)} /></dd></div><div><dt>户数</dt><dd>{small.customers.toLocaleString('zh-CN')}</dd></div><div><dt>平均利率</dt><dd><Rate value={small.annualRate} /></dd></div>
          <div><dt>不良率（全部贷款 <Rate value={inclusive.allNpl} />）</dt><dd><Rate value={small.npl} /></dd></div><div><dt>农户余额</dt><dd><Money fen={fen(farmers.balanceFen)} /></dd></div><div><dt>农户户数</dt><dd>{farmers.customers.toLocaleString('zh-CN')}</dd></div>
        </dl>
      </section>
      <DataTable<InclusiveRow> title="客户类型与授信规模" rows={inclusive.rows} rowKey={(row) => `${row.customerType} ${row.size}`} columns={columns} empty={{ says: '没有在贷客户。' }} />
    </>
  )
}

/** 机构损益 on the bank's own price of money. */
function Results({ results, day }: { results: NonNullable<Page['results']>; day: string }) {
  const columns: readonly Column<UnitResult>[] = [
    { id: 'name', label: '机构', kind: 'text', of: (row) => row.name, render: (row) => <Go to={paths.ledger({ day, unit: row.unitId })}>{row.name}</Go> },
    { id: 'income', label: '利息收入', kind: 'money', sum: true, of: (row) => fen(row.incomeFen) },
    { id: 'ftp', label: results.isCharged ? '内部资金成本' : '内部资金成本（试算）', kind: 'money', sum: true, of: (row) => fen(row.ftpFen) },
    { id: 'provision', label: '信用减值损失', kind: 'money', sum: true, of: (row) => fen(row.provisionFen) },
    { id: 'contribution', label: '贡献', kind: 'money', sum: true, of: (row) => fen(row.contributionFen) },
  ]
  return (
    <section className="stack" aria-label="机构损益">
      <DataTable<UnitResult> title={`机构损益 ${results.from} 至 ${day}`} rows={results.rows} rowKey={(row) => row.unitId} columns={columns} empty={{ says: '本月还没有入账。' }} />
      <p className="muted small">贡献 = 利息收入 − 内部资金成本 − 信用减值损失；利息收入与减值损失取总账。{results.isCharged ? '' : '内部资金成本月末计价，此处按本月至今的每日余额与期限价格试算。'}</p>
    </section>
  )
}
