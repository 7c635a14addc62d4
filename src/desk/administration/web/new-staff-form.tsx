import { type FormEvent, useState } from 'react'
import type { Unit } from '#common/staff/domain'
import { Button, Drawer, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { UnitChoice } from './unit-choice.tsx'
import { useWords } from './words.ts'

export function NewStaffForm({ open, units, onClose, onCreated }: { open: boolean; units: readonly Unit[]; onClose: () => void; onCreated: (staffId: string) => void }) {
  const say = useWords()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [unitId, setUnit] = useState<string | null>(null)
  const write = useWrite<{ staffId: string }>({ changes: [api.staff()] })
  const missing = name.trim() === '' ? say('name') : login.trim() === '' ? say('login') : unitId === null ? say('unit') : null
  const refusals = refusalsIn(write.error)
  const at = (field: string) => refusals.find((refusal) => refusal.at === field)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing !== null) return
    write.mutate({ path: api.staff(), body: { name, login, unitId } }, {
      onSuccess: ({ staffId }) => {
        announce(say('created', { name }))
        setName('')
        setLogin('')
        onCreated(staffId)
      },
    })
  }
  return (
    <Drawer title={say('add')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <RefusalText refusals={refusals.filter((refusal) => refusal.at !== '/name' && refusal.at !== '/login')} />
        <TextField label={say('name')} value={name} onChange={setName} error={at('/name')} required autoFocus maxLength={40} />
        <TextField label={say('login')} value={login} onChange={setLogin} error={at('/login')} required maxLength={32} />
        <UnitChoice label={say('unit')} units={units} value={unitId} onChange={setUnit} />
        <div className="row"><Button kind="act" type="submit" busy={write.isPending} disabledReason={missing === null ? null : say('missing', { field: missing })}>{say('create')}</Button><Button onClick={onClose}>{say('cancel')}</Button></div>
      </form>
    </Drawer>
  )
}
