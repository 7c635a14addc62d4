import { type FormEvent, useState } from 'react'
import { POSTS, type Post, type StaffRow, type Unit } from '#common/staff/domain'
import { Button, ChoiceField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'
import { UnitChoice } from './unit-choice.tsx'
import { useWords } from './words.ts'

const CHOICES = (Object.entries(POSTS) as [Post, string][]).map(([value, label]) => ({ value, label }))

/** The posts a user holds, each in a unit and from a day on. */
export function StaffPosts({ row, units }: { row: StaffRow; units: readonly Unit[] }) {
  const say = useWords()
  const [post, setPost] = useState<Post | null>(null)
  const [unitId, setUnit] = useState(row.unitId)
  const write = useWrite({ changes: [api.staff()] })
  const held = row.posts.filter((one) => one.until === null)
  const assign = (event: FormEvent): void => {
    event.preventDefault()
    if (post !== null) write.mutate({ path: api.staffPosts(row.staffId), body: { post, unitId } }, { onSuccess: () => { announce(say('assigned', { name: row.name, post: POSTS[post] })); setPost(null) } })
  }
  const withdraw = (one: StaffRow['posts'][number]): void => write.mutate({ path: api.staffPost(row.staffId, one.staffPostId), method: 'DELETE' }, { onSuccess: () => announce(say('withdrawn', { name: row.name, post: POSTS[one.post] })) })
  return (
    <form onSubmit={assign} className="stack" noValidate>
      <h3>{say('posts')}</h3>
      {held.length === 0 ? <p className="muted">{say('noPosts')}</p> : (
        <ul className="administration-posts">
          {held.map((one) => (
            <li key={one.staffPostId}>
              <span><b>{POSTS[one.post]}</b> <span className="small muted">{units.find((unit) => unit.unitId === one.unitId)?.name} · {say('since')} {one.from}</span></span>
              <Button kind="quiet" onClick={() => withdraw(one)}>{say('withdraw')}</Button>
            </li>
          ))}
        </ul>
      )}
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="form-grid">
        <ChoiceField label={say('post')} value={post} onChange={setPost} choices={CHOICES} />
        <UnitChoice label={say('unit')} units={units} value={unitId} onChange={setUnit} />
      </div>
      <div><Button type="submit" icon="plus" busy={write.isPending} disabledReason={post === null ? say('missing', { field: say('post') }) : null}>{say('assign')}</Button></div>
    </form>
  )
}
