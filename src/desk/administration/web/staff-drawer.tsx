import { type FormEvent, useState } from 'react'
import type { StaffRow, Unit } from '#common/staff/domain'
import { useMe } from '#common/staff/web'
import { Banner, Button, Drawer, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { StaffPosts } from './staff-posts.tsx'
import { UnitChoice } from './unit-choice.tsx'
import { useWords } from './words.ts'

/** Everything an administrator may do with one user. Nothing of it for himself. */
export function StaffDrawer({ row, units, onClose }: { row: StaffRow | undefined; units: readonly Unit[]; onClose: () => void }) {
  return <Drawer title={row?.name ?? ''} open={row !== undefined} onClose={onClose}>{row === undefined ? null : <Parts row={row} units={units} />}</Drawer>
}

function Parts({ row, units }: { row: StaffRow; units: readonly Unit[] }) {
  const say = useWords()
  const me = useMe()
  const isSelf = me.data?.staffId === row.staffId
  return (
    <div className="administration-parts">
      {isSelf ? <Banner tone="info">{say('notSelf')}</Banner> : null}
      <Profile row={row} units={units} />
      {isSelf ? null : <><StaffPosts row={row} units={units} /><Password row={row} /><FactorReset row={row} /><Suspension row={row} /></>}
    </div>
  )
}

function Profile({ row, units }: { row: StaffRow; units: readonly Unit[] }) {
  const say = useWords()
  const [name, setName] = useState(row.name)
  const [unitId, setUnit] = useState(row.unitId)
  const write = useWrite({ changes: [api.staff()] })
  const isSame = name.trim() === row.name && unitId === row.unitId
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isSame) write.mutate({ path: api.staffMember(row.staffId), method: 'PATCH', body: { name, unitId } }, { onSuccess: () => announce(say('changed', { name })) })
  }
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <h3>{say('profile')}</h3>
      <RefusalText refusals={refusalsIn(write.error)} />
      <TextField label={say('name')} value={name} onChange={setName} maxLength={40} />
      <UnitChoice label={say('unit')} units={units} value={unitId} onChange={setUnit} />
      {isSame ? null : <div><Button kind="act" type="submit" busy={write.isPending}>{say('save')}</Button></div>}
    </form>
  )
}

function Password({ row }: { row: StaffRow }) {
  const say = useWords()
  const [password, setPassword] = useState('')
  const write = useWrite({ changes: [api.staff()] })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (password !== '') write.mutate({ path: api.staffPassword(row.staffId), method: 'PUT', body: { password } }, { onSuccess: () => { setPassword(''); announce(say('passwordSet', { name: row.name })) } })
  }
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <h3>{say('setPassword')} <span className="small muted">{say(row.password)}</span></h3>
      <TextField label={say('newPassword')} type="password" autoComplete="new-password" value={password} onChange={setPassword} hint={say('passwordHint')} error={refusalsIn(write.error)[0]} maxLength={128} />
      <div><Button type="submit" icon="lock" busy={write.isPending} disabledReason={password === '' ? say('missing', { field: say('newPassword') }) : null}>{say('setPassword')}</Button></div>
    </form>
  )
}

function FactorReset({ row }: { row: StaffRow }) {
  const say = useWords()
  const [reason, setReason] = useState('')
  const write = useWrite()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (reason.trim() !== '') write.mutate({ path: api.staffFactorReset(row.staffId), body: { reason } }, { onSuccess: () => { setReason(''); announce(say('factorReset', { name: row.name })) } })
  }
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <h3>{say('resetFactor')}</h3>
      <p className="small muted">{say('resetFactorSays')}</p>
      <RefusalText refusals={refusalsIn(write.error)} />
      <NoteField label={say('reason')} rows={2} value={reason} onChange={setReason} maxLength={200} />
      <div><Button type="submit" icon="undo" busy={write.isPending} disabledReason={reason.trim() === '' ? say('missing', { field: say('reason') }) : null}>{say('resetFactor')}</Button></div>
    </form>
  )
}

function Suspension({ row }: { row: StaffRow }) {
  const say = useWords()
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.staff()] })
  const { name } = row
  if (row.status === 'SUSPENDED') {
    return <div className="stack"><RefusalText refusals={refusalsIn(write.error)} /><div><Button icon="undo" busy={write.isPending} onClick={() => write.mutate({ path: api.staffSuspension(row.staffId), method: 'DELETE' }, { onSuccess: () => announce(say('restored', { name })) })}>{say('restore')}</Button></div></div>
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (reason.trim() !== '') write.mutate({ path: api.staffSuspension(row.staffId), body: { reason } }, { onSuccess: () => { setReason(''); announce(say('suspended', { name })) } })
  }
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <h3>{say('suspendTitle', { name })}</h3>
      <p className="small muted">{say('suspendSays')}</p>
      <RefusalText refusals={refusalsIn(write.error)} />
      <NoteField label={say('reason')} rows={2} value={reason} onChange={setReason} maxLength={200} />
      <div><Button kind="stop" type="submit" busy={write.isPending} disabledReason={reason.trim() === '' ? say('missing', { field: say('reason') }) : null}>{say('suspendTitle', { name })}</Button></div>
    </form>
  )
}
