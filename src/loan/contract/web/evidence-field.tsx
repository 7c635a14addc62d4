import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { EvidenceAdded } from '#common/evidence/domain'
import { whereTaken } from '#loan/investigation/web'
import type { RefusalDetail } from '#kernel'
import { Icon, RefusalText, api, refusalsIn, send } from '#ui'

export interface Attached { readonly id: string; readonly title: string }

/** Photos and files that prove an act: each is stored at once, the act names them. */
export function EvidenceField({ caseId, label, value, onChange }: { caseId: string; label: string; value: readonly Attached[]; onChange: (value: readonly Attached[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const add = async (file: File): Promise<void> => {
    setBusy(true)
    setRefusals([])
    try {
      onChange([...value, await store(caseId, label, file)])
    } catch (error) {
      setRefusals(refusalsIn(error))
    }
    setBusy(false)
  }
  return (
    <div className="stack">
      <div className="contract-pictures">
        <button type="button" className="button button-plain" aria-busy={busy} onClick={() => input.current?.click()}><Icon name="camera" size={16} />{busy ? '正在存入…' : label}</button>
        {value.map(({ id, title }) => <a key={id} href={api.evidenceFile(caseId, id)} target="_blank" rel="noreferrer">{title}</a>)}
        <input ref={input} hidden type="file" accept="image/*,application/pdf" data-evidence={label} onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) void add(file); event.target.value = '' }} />
      </div>
      <RefusalText refusals={refusals} />
    </div>
  )
}

async function store(caseId: string, label: string, file: File): Promise<Attached> {
  const isPhoto = file.type.startsWith('image/')
  const form = new FormData()
  form.set('class', isPhoto ? 'SEEN' : 'DOCUMENT')
  form.set('kind', isPhoto ? 'PHOTO' : 'FILE')
  form.set('title', label)
  if (isPhoto) for (const [field, text] of Object.entries(await whereTaken())) form.set(field, text)
  form.set('file', file)
  const { evidence } = await send<z.output<typeof EvidenceAdded>>('POST', api.contract(caseId, 'evidence'), { body: form })
  return { id: evidence.evidenceId, title: evidence.title }
}
