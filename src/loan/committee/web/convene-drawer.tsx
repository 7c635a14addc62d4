import { useState } from 'react'
import type { Bodies, Candidates, Committee } from '#loan/committee/domain'
import { useMe } from '#common/staff/web'
import { Button, ChoiceField, Drawer, Field, RefusalText, SkeletonRows, StateBadge, TextField, api, newIdempotencyKey, paths, refusalsIn, send, useGo, useRead } from '#ui'
import type { RefusalDetail } from '#kernel'
import type { z } from 'zod'
import type { Colleague } from '#common/staff/domain'
import { useQueryClient } from '@tanstack/react-query'

/** 排会: place, time, chair, recorder; who may sit for each case stands below with what bars the others. */
export function ConveneDrawer({ bodyId, cases, onClose }: { bodyId: string; cases: Committee['waiting']; onClose: () => void }) {
  const me = useMe().data
  const go = useGo()
  const client = useQueryClient()
  const bodies = useRead<Bodies>(api.committeeBodies())
  const colleagues = useRead<z.output<typeof Colleague>[]>(api.colleagues())
  const [place, setPlace] = useState('')
  const [startsAt, setStartsAt] = useState('')
  const [chair, setChair] = useState<string | null>(null)
  const [recorder, setRecorder] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const body = bodies.data?.bodies.find((one) => one.bodyId === bodyId)
  const chairs = (body?.members ?? []).filter(({ seat, until }) => seat === 'CHAIR' && until === null).map(({ staffId, name }) => ({ value: staffId, label: name }))
  const recorders = (colleagues.data ?? []).filter(({ posts }) => posts.includes('RECORDER')).map(({ staffId, name }) => ({ value: staffId, label: name }))
  const chairId = chair ?? chairs[0]?.value ?? null
  const recorderId = recorder ?? (recorders.some(({ value }) => value === me?.staffId) ? me?.staffId ?? null : recorders[0]?.value ?? null)
  const off = place.trim() === '' ? '请填地点' : startsAt === '' ? '请填时间' : chairId === null ? '该审贷会还没有组长' : recorderId === null ? '没有记录人' : null
  const act = async (): Promise<void> => {
    setBusy(true)
    try {
      const { meetingId } = await send<{ meetingId: string }>('POST', api.meetings(), { idempotencyKey: newIdempotencyKey(), body: { bodyId, place, startsAt: new Date(`${startsAt}:00+08:00`).toISOString(), chairId, recorderId, cases: cases.map(({ caseId }) => caseId) } })
      await client.invalidateQueries()
      go(paths.meeting(meetingId))
    } catch (error) {
      setRefusals(refusalsIn(error))
      setBusy(false)
    }
  }
  return (
    <Drawer title={`排会　${body?.name ?? ''}`} open onClose={onClose} foot={<><Button onClick={onClose}>不排</Button><Button kind="act" busy={busy} disabledReason={off} onClick={() => void act()}>召集并送阅</Button></>}>
      <div className="stack">
        <TextField label="地点" value={place} onChange={setPlace} maxLength={200} required hint="会议室；异地委员可远程到会" />
        <Field label="时间" required hint="送阅自召集时起算">{(control) => <input {...control} type="datetime-local" value={startsAt} onChange={(event) => setStartsAt(event.target.value)} />}</Field>
        <ChoiceField label="组长" value={chairId} onChange={setChair} choices={chairs} />
        <ChoiceField label="记录人" value={recorderId} onChange={setRecorder} choices={recorders} hint="记录人没有表决权" />
        {cases.map((one) => <CandidatesOf key={one.caseId} caseId={one.caseId} bodyId={bodyId} title={`${one.number} ${one.customer}`} />)}
        <RefusalText refusals={refusals} />
      </div>
    </Drawer>
  )
}

function CandidatesOf({ caseId, bodyId, title }: { caseId: string; bodyId: string; title: string }) {
  const read = useRead<Candidates>(api.committeeCandidates(caseId, bodyId))
  return (
    <section>
      <h3>{title}{read.data === undefined ? '' : `　${read.data.seats} 席，至少 ${read.data.quorum} 人`}</h3>
      {read.data === undefined ? read.error === null ? <SkeletonRows rows={3} /> : <RefusalText refusals={refusalsIn(read.error)} /> : (
        <ul className="committee-people">{read.data.candidates.map(({ staffId, name, bars }) => <li key={staffId} className={bars.length === 0 ? '' : 'committee-out'}><span>{name}</span>{bars.length === 0 ? <StateBadge tone="holds">可列席</StateBadge> : <span className="small">{bars.join('、')}</span>}</li>)}</ul>
      )}
    </section>
  )
}
