import type { ReactNode } from 'react'
import { PERMISSIONS, type Permission } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { EmptyState, Go, paths } from '#ui'
import { useWords } from './words.ts'

/** Shows a page only to those whose posts allow it, and tells the others which permission is missing. */
export function Guarded({ needs, children }: { needs: readonly Permission[]; children: ReactNode }) {
  const me = useMe()
  const say = useWords()
  if (me.data === undefined || may(me.data, ...needs)) return children
  const [first] = needs
  return (
    <div className="page stack">
      <h1>{say('forbidden')}</h1>
      <div className="panel"><EmptyState says={say('forbiddenSays', { permission: first === undefined ? '' : PERMISSIONS[first] })} act={<Go className="button" to={paths.today()}>{say('toToday')}</Go>} /></div>
    </div>
  )
}
