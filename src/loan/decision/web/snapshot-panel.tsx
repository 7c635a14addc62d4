import { useState } from 'react'
import { type z } from 'zod'
import { SNAPSHOT_OUTCOMES, type Snapshot, type SnapshotVariable, type Snapshots, snapshotText } from '#loan/decision/domain'
import { formatYuan } from '#kernel'
import { Facts, Icon, TextField, api, percentText, useRead } from '#ui'

const SHOWN = 60

/** 决策快照: every figure the decision rested on, as it was then; to look up one, or to take all along. */
export function SnapshotPanel({ caseId }: { caseId: string }) {
  const read = useRead<z.output<typeof Snapshots>>(api.snapshots(caseId))
  const snapshots = read.data?.snapshots ?? []
  if (snapshots.length === 0) return null
  return <section className="panel" aria-label="决策快照"><div className="panel-head"><h2>决策快照</h2><span className="small muted">作出决定时的全部变量，不再改变</span></div>{snapshots.map((each) => <One key={each.snapshotId} caseId={caseId} snapshot={each} />)}</section>
}

function One({ caseId, snapshot }: { caseId: string; snapshot: Snapshot }) {
  const [search, setSearch] = useState('')
  const found = snapshot.variables.filter(({ id, name }) => search.trim() === '' ? /^[A-E]\d+$/.test(id) : id.toLowerCase().includes(search.trim().toLowerCase()) || name.includes(search.trim()))
  return (
    <details className="snapshot">
      <summary><span>{snapshot.decidedOn}</span><b>{SNAPSHOT_OUTCOMES[snapshot.outcome]}</b><span className="muted">第 {snapshot.version} 版 · {snapshot.card} · {snapshot.variables.length} 个变量</span></summary>
      <div className="panel-body stack">
        <Facts facts={[['评分卡', snapshot.card], ['政策', snapshot.policy], ['政策指纹', snapshot.policyHash.slice(0, 16)], ['公式版本', snapshot.formulas], ['评分与等级', snapshot.score === null ? '未评分' : `${snapshot.score} 分，${snapshot.grade} 级`]]} />
        <div className="snapshot-tools"><TextField label="查变量" type="search" value={search} onChange={setSearch} placeholder="名称或代号；不填列评分指标" /><a className="button button-plain" href={api.snapshotCsv(caseId, snapshot.snapshotId)} download><Icon name="download" size={16} />导出 CSV</a></div>
        <dl className="snapshot-variables">{found.slice(0, SHOWN).map((each) => <div key={each.id}><dt><span className="ledger-code">{each.id}</span>{each.name}</dt><dd>{shown(each)}</dd></div>)}</dl>
        {found.length > SHOWN ? <p className="small muted">另有 {found.length - SHOWN} 个，写得更具体些。</p> : null}
      </div>
    </details>
  )
}

/** A value as people read it: yuan, percent, yes or no; of a list the first few. */
function shown({ unit, value }: SnapshotVariable): string {
  if (Array.isArray(value)) return value.map((each) => shown({ id: '', name: '', unit, value: each })).join('　') || '—'
  if (value === null) return '—'
  if (unit === 'FEN' && typeof value === 'number') return formatYuan(value)
  if (unit === 'RATE' && typeof value === 'string') return percentText(value)
  return typeof value === 'boolean' ? (value ? '是' : '否') : snapshotText(value)
}
