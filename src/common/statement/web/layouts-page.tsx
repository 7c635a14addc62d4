import './layouts.css'
import { useRef, useState } from 'react'
import { type LayoutSaved, ROLE_NAMES, type SavedLayout, type SavedLayouts, TAUGHT_ROLES } from '#common/statement/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { Button, EmptyState, RefusalText, SkeletonRows, StateBadge, announce, api, refusalsIn, useRead, useWrite } from '#ui'
import { LayoutTeacher } from './layout-teacher.tsx'

/** 流水版式: the exports this bank taught, who did and when; a new one is taught by dropping a file. */
export function LayoutsPage() {
  const me = useMe().data
  const read = useRead<SavedLayouts>(me === undefined ? null : api.billLayouts())
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  if (me === undefined) return <div className="page"><SkeletonRows rows={8} /></div>
  const why = may(me, 'case.investigate') ? null : '须有「调查」权限'
  const saved = ({ layout, rows, balance, breaks }: LayoutSaved): void => {
    setFile(null)
    announce(`已记住「${layout.layout.name}」：${rows} 行读通${balance === 'HOLDS' ? '，余额逐行对得上' : balance === 'BROKEN' ? `，余额有 ${breaks} 处对不上` : ''}`)
  }
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>流水版式</h1><p>系统不认识的流水，对应一次各列，以后按列名自动认出。随系统提供的银行、钱包版式不在此列；列名相同的以本行教的为准。</p></div></div>
      {file === null
        ? <div className="row"><Button kind="act" icon="upload" disabledReason={why} onClick={() => input.current?.click()}>用一份流水教一种版式</Button><input ref={input} hidden type="file" data-picks="LAYOUT" accept=".csv,.xls,.xlsx,.zip,.txt" onChange={(event) => { setFile(event.target.files?.[0] ?? null); event.target.value = '' }} /></div>
        : <LayoutTeacher file={file} onSaved={saved} onCancel={() => setFile(null)} />}
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? (read.isError ? null : <SkeletonRows rows={4} />) : <Layouts layouts={read.data.layouts} me={me} />}
    </div>
  )
}

function Layouts({ layouts, me }: { layouts: readonly SavedLayout[]; me: Me }) {
  const retire = useWrite<SavedLayouts>({ changes: [api.billLayouts()] })
  if (layouts.length === 0) return <div className="panel"><EmptyState says="本行还没有教过版式。遇到不认识的流水时，从这里或案卷的「流水」页对应各列。" /></div>
  const why = may(me, 'case.investigate') ? null : '须有「调查」权限'
  return (
    <section className="panel" aria-label="已记住的版式">
      <RefusalText refusals={refusalsIn(retire.error)} />
      <ul className="layout-list">
        {layouts.map((saved) => (
          <li key={saved.layoutId}>
            <b>{saved.layout.name}</b>{saved.retiredOn === null ? <StateBadge tone="holds">在用</StateBadge> : <StateBadge tone="quiet">已停用</StateBadge>}
            <span className="small muted">{saved.savedBy.name} {saved.savedOn} 保存，试读 {saved.triedRows} 行，已读 {saved.usedTimes} 份{saved.replacesId === null ? '' : '，替换了原来的版式'}{saved.retiredBy === null ? '' : `；${saved.retiredBy.name} ${saved.retiredOn ?? ''} 停用或换新`}</span>
            <span className="layout-means">{TAUGHT_ROLES.flatMap((role) => { const at = saved.layout.columns[role]; return at === undefined ? [] : [`${saved.layout.titles[at] === '' ? `第 ${at + 1} 列` : saved.layout.titles[at] ?? ''} → ${ROLE_NAMES[role]}`] }).join('，')}</span>
            {saved.retiredOn === null ? <Button kind="quiet" disabledReason={why} busy={retire.isPending} onClick={() => retire.mutate({ path: api.retireBillLayout(saved.layoutId) })}>停用</Button> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
