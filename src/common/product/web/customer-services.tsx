import './product.css'
import { type FormEvent, useState } from 'react'
import { type CustomerServicesAnswer, SERVICE_STATES, type ServiceState } from '#common/product/domain'
import { may, useMe } from '#common/staff/web'
import type { Fen } from '#kernel'
import { Button, ChoiceField, EmptyState, Modal, Money, MoneyField, NoteField, RefusalText, SkeletonRows, StateBadge, type Tone, announce, api, refusalsIn, useRead, useWrite } from '#ui'
import { grouped } from './texts.ts'
import { useWords } from './words.ts'

type Service = CustomerServicesAnswer['services'][number]

const TONES: Readonly<Record<ServiceState, Tone>> = { OFFERED: 'going', OPENED: 'holds', DECLINED: 'quiet', CLOSED: 'stop' }
const STATES = Object.keys(SERVICE_STATES) as ServiceState[]

/** 综合服务: deposits, settlement, cards, insurance and e-banking of a customer, and what the bank earned by them. */
export function CustomerServices({ customerId }: { customerId: string }) {
  const say = useWords()
  const me = useMe()
  const [asked, ask] = useState<Service | null>(null)
  const read = useRead<CustomerServicesAnswer>(api.customerServices(customerId))
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (read.data === undefined) return <div className="panel"><SkeletonRows rows={3} /></div>
  const { services, incomeFen } = read.data
  const used = services.filter(({ entries: [last] }) => last?.state === 'OPENED')
  const blocked = may(me.data, 'customer.write') ? null : say('mayNotRecord')
  return (
    <section className="panel" aria-label={say('services')}>
      <div className="panel-head"><h2>{say('services')}</h2><span className="small muted">{say('usedOf', { used: used.length, of: services.length })} · {say('income')} <Money fen={incomeFen as Fen} unit /></span></div>
      {services.length === 0 ? <EmptyState says={say('noServices')} /> : null}
      <table className="product-services">
        <tbody>
          {grouped(services, ({ group }) => group).flatMap(([group, own]) => own.map((service, i) => {
            const [last] = service.entries
            return (
              <tr key={service.code}>
                <th scope="row">{i === 0 ? group : ''}</th>
                <td><b>{service.name}</b> {last === undefined ? <span className="small muted">{say('neverOffered')}</span> : <StateBadge tone={TONES[last.state]}>{SERVICE_STATES[last.state]}</StateBadge>}</td>
                <td>{last === undefined || last.amountFen === null ? null : <><span className="small muted">{service.amountMeans}</span> <Money fen={last.amountFen as Fen} unit /></>}</td>
                <td className="small muted">{last === undefined ? service.says : `${last.on} ${last.by}${last.note === null ? '' : `：${last.note}`}`}{service.entries.length > 1 ? `　${say('times', { count: service.entries.length })}` : ''}</td>
                <td><Button disabledReason={blocked} onClick={() => ask(service)}>{say('record')}</Button></td>
              </tr>
            )
          }))}
        </tbody>
      </table>
      {asked === null ? null : <Entry customerId={customerId} service={asked} onClose={() => ask(null)} />}
    </section>
  )
}

function Entry({ customerId, service, onClose }: { customerId: string; service: Service; onClose: () => void }) {
  const say = useWords()
  const [state, setState] = useState<ServiceState>(service.entries[0]?.state === 'OPENED' ? 'OPENED' : 'OFFERED')
  const [amountFen, setAmount] = useState<Fen | null>((service.entries[0]?.amountFen ?? null) as Fen | null)
  const [incomeFen, setIncome] = useState<Fen | null>(null)
  const [note, setNote] = useState('')
  const write = useWrite<CustomerServicesAnswer>({ changes: [api.customerServices(customerId)] })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    write.mutate({ path: api.customerServices(customerId), body: { service: service.code, state, amountFen, incomeFen, note: note.trim() === '' ? null : note.trim() } }, { onSuccess: () => { announce(say('recorded', { name: service.name, state: SERVICE_STATES[state] })); onClose() } })
  }
  return (
    <Modal title={say('recordOf', { name: service.name })} open onClose={onClose} foot={<><Button onClick={onClose}>{say('cancel')}</Button><Button kind="act" busy={write.isPending} onClick={() => document.querySelector<HTMLFormElement>('#service-entry')?.requestSubmit()}>{say('record')}</Button></>}>
      <form id="service-entry" className="stack" onSubmit={submit} noValidate>
        <ChoiceField label={say('state')} value={state} onChange={setState} choices={STATES.map((value) => ({ value, label: SERVICE_STATES[value] }))} />
        <MoneyField label={service.amountMeans} fen={amountFen} onChange={setAmount} />
        <MoneyField label={say('incomeNow')} fen={incomeFen} onChange={setIncome} hint={say('incomeHint')} />
        <NoteField label={say('note')} value={note} onChange={setNote} rows={2} maxLength={300} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </form>
    </Modal>
  )
}
