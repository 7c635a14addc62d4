import { keyForm } from '#common/policy/domain'
import type { RefusalDetail } from '#kernel'
import { Icon, IconButton } from '#ui'
import { type Change, placeOf } from './draft.ts'
import { lockWord } from './key-list.tsx'
import { ValueField } from './value-field.tsx'
import { valueText } from './value-text.ts'
import { isWide, sizeOf } from './value-view.tsx'
import { useWords } from './words.ts'

/** One key of a draft: what holds now, and the field for what shall hold. */
export function ChangeCard({ change: { row, typed, faults }, refusal, onChange, onDrop }: { change: Change; refusal: RefusalDetail | undefined; onChange: (value: unknown) => void; onDrop: () => void }) {
  const say = useWords()
  const viewed = { form: keyForm(row.key), value: row.value, place: placeOf(row.key) }
  const refused = refusal === undefined ? [] : [{ at: [], expected: `${refusal.expected ?? ''}（${refusal.message}）` }]
  const wide = isWide(viewed)
  const isLeaf = !['ROW', 'SET', 'LIST', 'ENTRIES'].includes(viewed.form.is)
  const field = <ValueField form={viewed.form} label={say('newValue')} value={typed} before={row.value} onChange={onChange} place={viewed.place} faults={[...faults, ...refused]} />
  return (
    <article className="policy-card" aria-label={row.name}>
      <header>
        <div className="policy-card-name"><b>{row.name}</b> <code>{row.key}</code><p className="small muted">{row.groupTitle}{row.lock === undefined ? null : <> · <Icon name="lock" size={12} /> {say(lockWord(row.lock))}</>}</p></div>
        <div className="policy-now"><span className="small muted">{say('now')}</span><strong>{wide ? say('items', { count: sizeOf(viewed) }) : valueText(viewed.form, viewed.value, viewed.place)}</strong></div>
        {isLeaf ? field : null}
        <IconButton icon="cross" label={say('dropKey', { name: row.name })} onClick={onDrop} />
      </header>
      {isLeaf ? null : <div className="policy-card-body">{field}</div>}
    </article>
  )
}
