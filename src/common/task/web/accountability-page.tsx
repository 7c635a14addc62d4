import './task.css'
import { useState } from 'react'
import { POSTS } from '#common/staff/domain'
import { ACCOUNT_OUTCOMES, type AccountAct, type AccountOutcome, type AccountRow, type AccountState } from '#common/task/domain'
import { Button, ChoiceField, EmptyState, Go, Modal, NoteField, RefusalText, SkeletonRows, StateBadge, type Tone, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { dayAndClock } from './task-line.tsx'

const TONES: Readonly<Record<AccountState, Tone>> = { OPEN: 'warning', EXPLAINED: 'info', DECIDED: 'holds', APPEALED: 'info', SETTLED: 'quiet' }
const PATHS = { EXPLAIN: 'explain', DECIDE: 'decide', APPEAL: 'appeal', DECIDE_APPEAL: 'decide-appeal' } as const

/** What was late, who answers for it, and how that was decided. */
export function AccountabilityPage() {
  const read = useRead<{ records: readonly AccountRow[] }>(api.accountability())
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>超时问责</h1><p>责任人说明，主管认定，不服可申诉，由另一位主管裁定</p></div></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      <section className="panel" aria-label="问责记录">
        {read.isPending ? <SkeletonRows rows={4} /> : null}
        {read.data?.records.length === 0 ? <EmptyState says="没有超时记录。" act={<Go className="button" to={paths.tasks()}>看待办</Go>} /> : null}
        <ul className="account-list">{read.data?.records.map((row) => <li key={row.accountabilityId}><Account row={row} /></li>)}</ul>
      </section>
    </div>
  )
}

function Account({ row }: { row: AccountRow }) {
  const [act, setAct] = useState<AccountAct | null>(null)
  return (
    <div className="account-row">
      <p className="row"><b>{row.stepName}</b><StateBadge tone={TONES[row.state]}>{row.stateName}</StateBadge><span>{row.person?.name ?? `${row.post === null ? '' : `${POSTS[row.post]}岗位池`}无人认领，由${row.head?.name ?? '部门负责人'}负责`}</span></p>
      <p className="small muted"><Go to={paths.case(row.caseId)}>{row.number}</Go> · {row.unit} · 应于 {row.dueOn ?? (row.dueAt === null ? '' : dayAndClock(row.dueAt))} 前办结，{row.openedOn} 立案</p>
      {row.steps.length === 0 ? null : <div className="account-steps">{row.steps.map((step, at) => <p key={at}><b>{step.by.name}{step.name}{step.outcome === null ? '' : `：${step.outcome}`}</b>　{step.says}　<span className="small muted">{dayAndClock(step.at)}</span></p>)}</div>}
      <p className="row">{row.next.map((next) => <Button key={next.act} disabledReason={next.why} onClick={() => setAct(next.act)}>{next.name}</Button>)}</p>
      {act === null ? null : <Say row={row} act={act} onClose={() => setAct(null)} />}
    </div>
  )
}

function Say({ row, act, onClose }: { row: AccountRow; act: AccountAct; onClose: () => void }) {
  const write = useWrite({ changes: [api.accountability()] })
  const [says, setSays] = useState('')
  const [outcome, setOutcome] = useState<AccountOutcome | null>(null)
  const judges = act === 'DECIDE' || act === 'DECIDE_APPEAL'
  const missing = judges && outcome === null ? '请选结论' : says.trim().length < 4 ? '至少 4 个字' : null
  const name = row.next.find((next) => next.act === act)?.name ?? ''
  return (
    <Modal title={`${row.stepName}超时：${name}`} open onClose={onClose} foot={<><Button onClick={onClose}>再看看</Button><Button kind="act" busy={write.isPending} disabledReason={missing} onClick={() => write.mutate({ path: api.account(row.accountabilityId, PATHS[act]), body: { says: says.trim(), ...(judges ? { outcome } : {}) } }, { onSuccess: onClose })}>{name}</Button></>}>
      <div className="stack">
        {judges ? <ChoiceField label="结论" value={outcome} onChange={setOutcome} choices={(Object.keys(ACCOUNT_OUTCOMES) as AccountOutcome[]).map((value) => ({ value, label: ACCOUNT_OUTCOMES[value] }))} required /> : null}
        <NoteField label={judges ? '理由' : '说明'} value={says} onChange={setSays} required maxLength={2000} rows={5} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}
