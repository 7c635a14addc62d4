import { type FormEvent, useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { CUSTOMER_TYPES, type CustomerPage, type CustomerType } from '#common/customer/domain'
import { Button, ChoiceField, Drawer, RefusalText, TextField, announce, api, paths, refusalsIn, useGo, useWrite } from '#ui'
import { useWords } from './words.ts'

const TYPES = (Object.entries(CUSTOMER_TYPES) as [CustomerType, string][]).map(([value, label]) => ({ value, label }))
const EMPTY = { name: '', idNumber: '', phone: '' }

/** Puts a person on file; what was typed stays until the server has taken it. */
export function NewCustomerForm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const [form, setForm] = useState(EMPTY)
  const [customerType, setType] = useState<CustomerType>('SELF_EMPLOYED')
  const write = useWrite<CustomerPage>({ changes: [api.customers()] })
  const missing = (['name', 'idNumber', 'phone'] as const).find((field) => form[field].trim() === '')
  const refusals = refusalsIn(write.error)
  const at = (field: string): RefusalDetail | undefined => refusals.find((refusal) => refusal.at === `/${field}`)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (missing !== undefined) return
    write.mutate({ path: api.customers(), body: { ...form, customerType } }, {
      onSuccess: (page) => {
        setForm(EMPTY)
        announce(say('saved', { name: page.name, number: page.number }))
        go(paths.customer(page.customerId))
      },
    })
  }
  return (
    <Drawer title={say('add')} open={open} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <RefusalText refusals={refusals.filter((refusal) => !['/name', '/idNumber', '/phone', '/customerType'].includes(refusal.at ?? ''))} />
        <TextField label={say('name')} value={form.name} onChange={(name) => setForm({ ...form, name })} error={at('name')} required autoFocus maxLength={40} />
        <ChoiceField label={say('type')} value={customerType} onChange={setType} choices={TYPES} error={at('customerType')} required />
        <TextField label={say('idNumber')} value={form.idNumber} onChange={(idNumber) => setForm({ ...form, idNumber })} error={at('idNumber')} required maxLength={24} />
        <TextField label={say('phone')} type="tel" value={form.phone} onChange={(phone) => setForm({ ...form, phone })} error={at('phone')} required maxLength={20} />
        <div className="row"><Button kind="act" type="submit" busy={write.isPending} disabledReason={missing === undefined ? null : say('missing', { field: say(missing) })}>{say('save')}</Button><Button onClick={onClose}>{say('cancel')}</Button></div>
      </form>
    </Drawer>
  )
}
