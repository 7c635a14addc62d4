import { type FormEvent, useState } from 'react'
import { type WatchEntry, type WatchList as Entries, whyText } from '#common/customer/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Go, Modal, NoteField, RefusalText, StateBadge, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { useWords } from './words.ts'

const SHORTEST_REASON = 4

/** 关注名单: which rejected cases the bank remembers of this customer; nothing at all where there are none. */
export function WatchList({ customerId }: { customerId: string }) {
  const say = useWords()
  const read = useRead<Entries>(api.watchList(customerId))
  const entries = read.data?.entries ?? []
  if (read.isError) return <RefusalText refusals={refusalsIn(read.error)} />
  if (entries.length === 0) return null
  return (
    <section className="panel" aria-labelledby="watch-list">
      <div className="panel-head"><h2 id="watch-list">{say('watchList')}</h2><span className="small muted">{say('watchSays')}</span></div>
      <ul className="watch-entries">{entries.map((entry) => <Entry key={entry.watchEntryId} customerId={customerId} entry={entry} />)}</ul>
    </section>
  )
}

function Entry({ customerId, entry: { watchEntryId, caseId, caseNumber, why, putBy, putOn, released } }: { customerId: string; entry: WatchEntry }) {
  const say = useWords()
  const me = useMe()
  return (
    <li>
      <StateBadge tone={released === null ? 'warning' : 'quiet'}>{released === null ? say('watched') : say('released')}</StateBadge>
      <div>
        <p>{say('watchPut', { on: putOn, name: putBy.name })} <Go to={paths.case(caseId)}>{caseNumber}</Go> <span className="watch-codes">{whyText(why)}</span></p>
        {released === null ? null : <p className="small muted">{say('watchReleased', { on: released.on, name: released.by.name, reason: released.reason })}</p>}
      </div>
      {released === null && may(me.data, 'customer.release-watch') ? <Release customerId={customerId} watchEntryId={watchEntryId} /> : null}
    </li>
  )
}

function Release({ customerId, watchEntryId }: { customerId: string; watchEntryId: string }) {
  const say = useWords()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const write = useWrite<Entries>({ changes: [api.watchList(customerId)] })
  const off = [...reason.trim()].length < SHORTEST_REASON ? say('reasonShort') : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (off === null) write.mutate({ path: api.watchRelease(customerId, watchEntryId), body: { reason: reason.trim() } }, { onSuccess: () => { setAsking(false); announce(say('watchGone')) } })
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('release')}</Button>
      <Modal title={say('releaseTitle')} open={isAsking} onClose={() => setAsking(false)}>
        <form className="stack" onSubmit={submit}>
          <p>{say('releaseSays')}</p>
          <RefusalText refusals={refusalsIn(write.error)} />
          <NoteField label={say('reason')} value={reason} onChange={setReason} maxLength={500} required />
          <div className="row"><Button kind="act" type="submit" busy={write.isPending} disabledReason={off}>{say('release')}</Button><Button onClick={() => setAsking(false)}>{say('cancel')}</Button></div>
        </form>
      </Modal>
    </>
  )
}
