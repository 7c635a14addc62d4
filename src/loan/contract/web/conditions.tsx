import { useState } from 'react'
import { CONDITION_KINDS, type ConditionKind } from '#loan/decision/domain'
import type { ConditionShown } from '#loan/contract/domain'
import { POSTS, type Post } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { NoteField, api } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import type { PartProps } from './part-props.ts'
import { type Attached, EvidenceField } from './evidence-field.tsx'

/** Conditions before the money and after it; met with evidence, waived by nobody. */
export function Conditions({ caseId, file }: PartProps) {
  const of = (timing: 'BEFORE' | 'AFTER') => file.conditions.filter((one) => one.timing === timing)
  return (
    <>
      <Group caseId={caseId} title="先决条件" hint="未落实不得放款；不能豁免，只能重新决策" rows={of('BEFORE')} none="决议没有先决条件。" today={file.today} />
      <Group caseId={caseId} title="后续条件" hint="放款后由责任岗位跟进" rows={of('AFTER')} none="决议没有后续条件。" today={file.today} />
    </>
  )
}

function Group({ caseId, title, hint, rows, none, today }: { caseId: string; title: string; hint: string; rows: readonly ConditionShown[]; none: string; today: string }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>{title}</h2><span className="muted small">{hint}</span></div>
      <div className="panel-body">
        {rows.length === 0 ? <p className="muted">{none}</p> : <ul className="contract-list">{rows.map((row) => <Row key={row.conditionId} caseId={caseId} row={row} today={today} />)}</ul>}
      </div>
    </section>
  )
}

function Row({ caseId, row, today }: { caseId: string; row: ConditionShown; today: string }) {
  const isLate = row.met === null && row.dueOn !== null && row.dueOn < today
  return (
    <li>
      <span className={row.met === null ? 'contract-open' : 'contract-done'} aria-hidden>{row.met === null ? '○' : '✓'}</span>
      <span>{row.says}</span>
      <span className="small muted">
        {CONDITION_KINDS[row.kind as ConditionKind]} · {POSTS[row.ownerPost as Post]}{row.dueOn === null ? '' : ` · ${row.dueOn} 前${isLate ? '，已逾期' : ''}`}{row.evidenceNeeded ? ' · 须附证据' : ''}
        {row.met === null ? '' : ` · ${row.met.by.name} ${row.met.on} 落实：${row.met.note}`}
        {row.met?.evidence.map((id, index) => <a key={id} href={api.evidenceFile(caseId, id)} target="_blank" rel="noreferrer"> 证据 {index + 1}</a>)}
      </span>
      {row.met === null ? <Meet caseId={caseId} row={row} /> : null}
    </li>
  )
}

function Meet({ caseId, row }: { caseId: string; row: ConditionShown }) {
  const { data: me } = useMe()
  const [note, setNote] = useState('')
  const [evidence, setEvidence] = useState<readonly Attached[]>([])
  const isOwner = me?.posts.some(({ post }) => post === row.ownerPost) ?? false
  return (
    <ActDrawer caseId={caseId} label="落实…" title={row.says} path={api.contract(caseId, 'conditions', row.conditionId)} body={{ note, evidence: evidence.map(({ id }) => id) }} act="已落实" done="条件已落实"
      why={may(me, 'contract.condition') && isOwner ? null : `由${POSTS[row.ownerPost as Post]}落实`} lacking={note.trim() === '' ? '请写怎样落实的' : row.evidenceNeeded && evidence.length === 0 ? '须附证据' : null}>
      <NoteField label="落实情况" value={note} onChange={setNote} rows={3} maxLength={400} required />
      <EvidenceField caseId={caseId} label="拍照或附文件" value={evidence} onChange={setEvidence} />
    </ActDrawer>
  )
}
