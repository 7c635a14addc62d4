import { type FormEvent, useState } from 'react'
import { Button, Modal, NoteField, RefusalText, api, refusalsIn, useWrite } from '#ui'
import { useWords } from './words.ts'

const SHORTEST_REASON = 4

/** An identifier shown by its ends; the whole of it for a reason that is recorded, until the page is left. */
export function Masked({ customerId, field, name, masked }: { customerId: string; field: 'ID_NUMBER' | 'PHONE'; name: string; masked: string }) {
  const say = useWords()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite<{ value: string }>()
  const off = [...reason.trim()].length < SHORTEST_REASON ? say('reasonShort') : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (off === null) write.mutate({ path: api.unmask(customerId), body: { field, reason: reason.trim() } }, { onSuccess: () => setAsking(false) })
  }
  if (write.data) return <>{write.data.value}</>
  return (
    <>
      {masked} <button type="button" className="figure-link small" onClick={() => setAsking(true)}>{say('unmask')}</button>
      <Modal title={say('unmaskTitle', { field: name })} open={isAsking} onClose={() => setAsking(false)}>
        <form className="stack" onSubmit={submit}>
          <p>{say('unmaskSays')}</p>
          <RefusalText refusals={refusalsIn(write.error)} />
          <NoteField label={say('reason')} value={reason} onChange={setReason} maxLength={200} required />
          <div className="row"><Button kind="act" type="submit" busy={write.isPending} disabledReason={off}>{say('show')}</Button><Button onClick={() => setAsking(false)}>{say('cancel')}</Button></div>
        </form>
      </Modal>
    </>
  )
}
