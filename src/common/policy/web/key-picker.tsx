import { useState } from 'react'
import { Icon, TextField } from '#ui'
import { type KeyRow, isFound } from './marks.ts'
import { useWords } from './words.ts'

const MOST = 8

/** Finds a key by its name and adds it to the draft. */
export function KeyPicker({ rows, chosen, onChoose }: { rows: readonly KeyRow[]; chosen: readonly string[]; onChoose: (key: string) => void }) {
  const say = useWords()
  const [search, setSearch] = useState('')
  const found = search.trim() === '' ? [] : rows.filter((row) => !chosen.includes(row.key) && isFound(row, '', search))
  return (
    <div className="policy-picker">
      <TextField label={say(chosen.length === 0 ? 'pick' : 'pickMore')} type="search" value={search} onChange={setSearch} placeholder={say('pickHint')} />
      {search.trim() === '' ? null : (
        <ul aria-label={say('found')}>
          {found.slice(0, MOST).map((row) => <li key={row.key}><button type="button" onClick={() => { onChoose(row.key); setSearch('') }}><Icon name="plus" size={14} /><b>{row.name}</b><span className="small muted">{row.groupTitle}</span></button></li>)}
          {found.length > MOST ? <li className="small muted">{say('more', { count: found.length - MOST })}</li> : null}
          {found.length === 0 ? <li className="small muted">{say('nothingFound')}</li> : null}
        </ul>
      )}
    </div>
  )
}
