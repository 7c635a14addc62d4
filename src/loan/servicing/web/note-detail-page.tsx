import { useParams } from '@tanstack/react-router'
import type { NotePage } from '#loan/servicing/domain'
import { Go, api, paths, useRead } from '#ui'
import { Note } from './servicing-stage.tsx'

/** A note by itself: one taken over from the core bank has no case to stand on, so the page names whose it is. */
export function NoteDetailPage() {
  const { noteId = '' } = useParams({ strict: false })
  const customer = useRead<NotePage>(api.note(noteId)).data?.customer
  return (
    <div className="page stack">
      <div className="page-head"><div>
        <h1>{customer?.name ?? '借据'}</h1>
        <p>{customer === undefined ? null : <><Go to={paths.customer(customer.customerId)}>客户 {customer.number}</Go> · </>}<Go to={paths.notes()}>全部借据</Go></p>
      </div></div>
      <Note noteId={noteId} />
    </div>
  )
}
