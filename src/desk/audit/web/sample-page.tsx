import './audit.css'
import { useParams } from '@tanstack/react-router'
import { Guarded } from '#desk/frame/web'
import { CONCLUSIONS, type Sample } from '#desk/audit/domain'
import { fen } from '#kernel'
import { type Column, DataTable, Go, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useGo, useRead } from '#ui'

type Row = Sample['cases'][number]

const COLUMNS: readonly Column<Row>[] = [
  { id: 'place', label: '序', kind: 'count', of: ({ place }) => place },
  { id: 'number', label: '办件', kind: 'text', of: ({ number }) => number, render: ({ number }) => <b>{number}</b> },
  { id: 'customer', label: '客户', kind: 'text', of: ({ customer }) => customer },
  { id: 'amount', label: '申请金额', kind: 'money', of: ({ amountFen }) => fen(amountFen), sum: true },
  { id: 'lead', label: '主办', kind: 'text', of: ({ lead }) => lead },
  { id: 'conclusion', label: '结论', kind: 'text', of: ({ conclusion }) => (conclusion === null ? '未核' : CONCLUSIONS[conclusion]), render: ({ conclusion }) => <StateBadge tone={conclusion === null ? 'quiet' : conclusion === 'IN_ORDER' ? 'holds' : 'warning'}>{conclusion === null ? '未核' : CONCLUSIONS[conclusion]}</StateBadge> },
  { id: 'findings', label: '发现', kind: 'count', of: ({ findings }) => findings, sum: true },
]

/** One sample: its cases in the order of the draw. */
export function SamplePage() {
  return <Guarded needs={['audit.sample']}><Cases /></Guarded>
}

function Cases() {
  const { sampleId = '' } = useParams({ strict: false })
  const go = useGo()
  const read = useRead<Sample>(api.auditSample(sampleId))
  if (read.isError) return <div className="page"><RefusalText refusals={refusalsIn(read.error)} /></div>
  if (read.data === undefined) return <div className="page"><div className="panel"><SkeletonRows rows={8} /></div></div>
  const { number, purpose, seed, population, size, drawnBy, drawnOn } = read.data
  return (
    <div className="page stack">
      <header className="page-head"><div><Go to={paths.audit()}>稽核</Go><h1>{number}</h1><p>{purpose}</p></div></header>
      <p className="muted small">{drawnBy}于 {drawnOn} 从 {population} 件中抽取 {size} 件；随机种子 {seed}，用同一种子和范围可重现。</p>
      <DataTable title={`抽样 ${number}`} rows={read.data.cases} rowKey={({ caseId }) => caseId} columns={COLUMNS} onOpen={({ caseId }) => go(paths.auditWorksheet(sampleId, caseId))} empty={{ says: '没有抽到业务。' }} />
    </div>
  )
}
