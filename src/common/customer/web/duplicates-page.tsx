import './duplicates.css'
import { useState } from 'react'
import { useParams } from '@tanstack/react-router'
import { type CustomerRow, type Duplicates, MERGE_ACTS, MERGE_GROUNDS, MERGE_STATES, type Merge, type MergeAct } from '#common/customer/domain'
import { Banner, Button, ChoiceField, Drawer, EmptyState, Go, Icon, NoteField, RefusalText, SkeletonRows, StateBadge, TextField, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'

const LEAST = 4
const TONES = { PROPOSED: 'warning', MERGED: 'holds', REFUSED: 'quiet', UNMERGE_PROPOSED: 'warning', UNMERGED: 'quiet' } as const

/** One person on file twice: who it might be, merging by two people, taking apart by two people. */
export function DuplicatesPage() {
  const { customerId = '' } = useParams({ strict: false })
  const read = useRead<Duplicates>(api.duplicates(customerId))
  if (read.data === undefined) return <div className="page">{read.isError ? <RefusalText refusals={refusalsIn(read.error)} /> : <div className="panel"><SkeletonRows rows={6} /></div>}</div>
  return <Shown key={customerId} found={read.data} />
}

function Shown({ found }: { found: Duplicates }) {
  const { customer, candidates, merges } = found
  const [proposing, setProposing] = useState<CustomerRow | null>(null)
  const [isLooking, setLooking] = useState(false)
  return (
    <div className="page stack">
      <div className="page-head"><div><Go to={paths.customer(customer.customerId)} className="small muted"><Icon name="left" size={12} /> {customer.name}</Go><h1>重复建档</h1><p>{customer.name} {customer.number} · {customer.idNumberMasked} · {customer.phoneMasked}</p></div></div>
      <Banner tone="info">合并与拆分各须两人：一人提出，另一人确认。合并后两份档案都在，按任何一份查都到保留的那份；拆分后各自复原。</Banner>
      <section className="panel" aria-label="可能是同一人">
        <div className="panel-head"><h2>可能是同一人</h2><Button onClick={() => setLooking(true)}>另找档案</Button></div>
        {candidates.length === 0 ? <EmptyState says="没有手机号、姓名与生日或同户相同的档案。" /> : (
          <ul className="duplicates-list">
            {candidates.map((one) => (
              <li key={one.customerId}>
                <span className="duplicates-says"><strong><Go to={paths.customer(one.customerId)}>{one.name} {one.number}</Go></strong><span className="muted small">{one.idNumberMasked} · {one.phoneMasked} · {one.bornOn}</span></span>
                {one.grounds.map((ground) => <StateBadge key={ground} tone="info">{MERGE_GROUNDS[ground]}</StateBadge>)}
                <Button onClick={() => setProposing(one)}>提出合并</Button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="panel" aria-label="合并记录">
        <div className="panel-head"><h2>合并记录</h2></div>
        {merges.length === 0 ? <EmptyState says="这份档案没有合并过。" /> : <ul className="duplicates-list">{merges.map((merge) => <Standing key={merge.mergeId} merge={merge} customerId={customer.customerId} />)}</ul>}
      </section>
      {isLooking ? <Look own={customer.customerId} onClose={() => setLooking(false)} onFound={(one) => { setLooking(false); setProposing(one) }} /> : null}
      {proposing === null ? null : <Propose customer={customer} other={proposing} onClose={() => setProposing(null)} />}
    </div>
  )
}

function useMerging(customerId: string) {
  return useWrite<Duplicates>({ changes: [api.customer(customerId), api.customers(), api.cases()] })
}

function Standing({ merge, customerId }: { merge: Merge; customerId: string }) {
  const [undoing, setUndoing] = useState(false)
  const write = useMerging(customerId)
  const move = (act: MergeAct): void => {
    if (act === 'undo') setUndoing(true)
    else write.mutate({ path: api.merge(merge.mergeId), body: { act } }, { onSuccess: () => announce(`已${MERGE_ACTS[act]}`) })
  }
  return (
    <li>
      <span className="duplicates-says">
        <strong>{merge.customer.name} {merge.customer.number} 并入 <Go to={paths.customer(merge.into.customerId)}>{merge.into.name} {merge.into.number}</Go></strong>
        <span className="muted small">{merge.proposed.name} {merge.proposed.on} 提出：{merge.reason}{merge.decided === null ? '' : ` · ${merge.decided.name} ${merge.decided.on} ${merge.state === 'REFUSED' ? '未同意' : '确认'}`}{merge.undo === null ? '' : ` · ${merge.undo.name} 提出拆分：${merge.undo.reason}`}{merge.undone === null ? '' : ` · ${merge.undone.name} ${merge.undone.on} 确认拆分`}</span>
      </span>
      <StateBadge tone={TONES[merge.state]}>{MERGE_STATES[merge.state]}</StateBadge>
      {merge.acts.map(({ act, why }) => <Button key={act} kind={act === 'confirm' || act === 'confirm-undo' ? 'plain' : 'quiet'} busy={write.isPending} disabledReason={why} onClick={() => move(act)}>{MERGE_ACTS[act]}</Button>)}
      <RefusalText refusals={refusalsIn(write.error)} />
      {undoing ? <Undo merge={merge} customerId={customerId} onClose={() => setUndoing(false)} /> : null}
    </li>
  )
}

function Undo({ merge, customerId, onClose }: { merge: Merge; customerId: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useMerging(customerId)
  const go = (): void => write.mutate({ path: api.merge(merge.mergeId), body: { act: 'undo', reason } }, { onSuccess: () => { announce('已提出拆分，待另一人确认'); onClose() } })
  return (
    <Drawer title={`拆分 ${merge.customer.number} 与 ${merge.into.number}`} open onClose={onClose} foot={<><Button onClick={onClose}>不拆分</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : null} onClick={go}>提出拆分</Button></>}>
      <div className="stack"><NoteField label="为什么是两个人" value={reason} onChange={setReason} maxLength={500} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Drawer>
  )
}

function Propose({ customer, other, onClose }: { customer: CustomerRow; other: CustomerRow; onClose: () => void }) {
  const [keptId, setKept] = useState(other.customerId)
  const [reason, setReason] = useState('')
  const write = useMerging(customer.customerId)
  const [kept, behind] = keptId === customer.customerId ? [customer, other] : [other, customer]
  const go = (): void => write.mutate({ path: api.merges(behind.customerId), body: { intoId: kept.customerId, reason } }, { onSuccess: () => { announce(`已提出把 ${behind.number} 并入 ${kept.number}，待另一人确认`); onClose() } })
  return (
    <Drawer title="提出合并" open onClose={onClose} foot={<><Button onClick={onClose}>不合并</Button><Button kind="act" busy={write.isPending} disabledReason={reason.trim().length < LEAST ? `请写明理由，至少 ${LEAST} 个字` : null} onClick={go}>提出合并</Button></>}>
      <div className="stack">
        <ChoiceField label="保留哪份档案" value={keptId} onChange={setKept} choices={[other, customer].map((one) => ({ value: one.customerId, label: `${one.name} ${one.number} ${one.idNumberMasked}` }))} hint={`${behind.number} 并入 ${kept.number}，以后在 ${kept.number} 名下办理`} />
        <NoteField label="理由" value={reason} onChange={setReason} maxLength={500} required hint="例如：旧档身份证号录错一位，本人持证核对过" />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

function Look({ own, onFound, onClose }: { own: string; onFound: (one: CustomerRow) => void; onClose: () => void }) {
  const [q, setQ] = useState('')
  const found = (useRead<{ customers: readonly CustomerRow[] }>(q.trim().length < 2 ? null : api.customers(q.trim())).data?.customers ?? []).filter(({ customerId }) => customerId !== own)
  return (
    <Drawer title="另找档案" open onClose={onClose}>
      <div className="stack">
        <TextField label="姓名、编号、证件或手机后四位" type="search" value={q} onChange={setQ} autoFocus maxLength={40} />
        <ul className="duplicates-list">{found.map((one) => <li key={one.customerId}><span className="duplicates-says"><strong>{one.name} {one.number}</strong><span className="muted small">{one.idNumberMasked} · {one.phoneMasked}</span></span><Button onClick={() => onFound(one)}>选它</Button></li>)}</ul>
      </div>
    </Drawer>
  )
}
