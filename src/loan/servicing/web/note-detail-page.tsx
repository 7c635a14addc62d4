import { useParams } from '@tanstack/react-router'
import { Go, paths } from '#ui'
import { Note } from './servicing-stage.tsx'

/** A note by itself: one taken over from the core bank has no case to stand on. */
export function NoteDetailPage() {
  const { noteId = '' } = useParams({ strict: false })
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>借据</h1><p><Go to={paths.notes()}>全部借据</Go></p></div></div>
      <Note noteId={noteId} />
    </div>
  )
}
