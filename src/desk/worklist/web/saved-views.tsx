import { type FormEvent, useState } from 'react'
import { Button, IconButton, Modal, TextField, useAddressState, useGo } from '#ui'
import { type SavedView, readViews, writeViews } from './kept-views.ts'
import { useWords } from './words.ts'

/** Views somebody keeps under a name: filters, sorting and columns, as they stand in the address. */
export function SavedViews({ path, owner }: { path: string; owner: string }) {
  const say = useWords()
  const go = useGo()
  const [address] = useAddressState()
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(owner))
  const [isNaming, setNaming] = useState(false)
  const query = new URLSearchParams(address).toString()
  const keep = (next: readonly SavedView[]): void => {
    writeViews(owner, next)
    setViews(next)
  }
  return (
    <>
      {views.map((view) => (
        <span key={view.name} className="chip" aria-pressed={view.query === query}>
          <button type="button" className="chip-word" onClick={() => go(`${path}?${view.query}`)}>{view.name}</button>
          <IconButton icon="cross" size={12} label={say('forget', { name: view.name })} onClick={() => keep(views.filter((one) => one.name !== view.name))} />
        </span>
      ))}
      {query === '' || views.some((view) => view.query === query) ? null : <Button kind="quiet" icon="plus" onClick={() => setNaming(true)}>{say('keep')}</Button>}
      <Modal title={say('keep')} open={isNaming} onClose={() => setNaming(false)}>
        <Naming onName={(name) => { keep([...views.filter((one) => one.name !== name), { name, query }]); setNaming(false) }} />
      </Modal>
    </>
  )
}

function Naming({ onName }: { onName: (name: string) => void }) {
  const say = useWords()
  const [name, setName] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <form className="stack" onSubmit={submit}>
      <TextField label={say('viewName')} value={name} onChange={setName} maxLength={20} autoFocus />
      <div className="row"><Button kind="act" type="submit" disabledReason={name.trim() === '' ? say('viewNameMissing') : null}>{say('keepIt')}</Button></div>
    </form>
  )
}
