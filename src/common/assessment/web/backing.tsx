import './backing.css'
import { useContext, useMemo, useRef, useState } from 'react'
import type { Evidence } from '#common/assessment/domain'
import { Thumbnail, useExplainer } from '#common/figures/web'
import type { RefusalDetail } from '#kernel'
import { Button, Drawer, EmptyState, Icon, RefusalText, announce, refusalsIn, clockDay } from '#ui'
import { AddingEvidence, useCase, usePlace } from './context.ts'
import { wordOf } from './words.ts'

const NONE: readonly string[] = []

/** What a row rests on: the titles of its evidence, or plainly that there is none. Pressed, evidence of the case is chosen. */
export function Backing({ pointer, label }: { pointer: string; label: string }) {
  const store = useCase()
  const ids = usePlace<readonly string[] | undefined>(pointer) ?? NONE
  const [isOpen, setOpen] = useState(false)
  const first = useExplainer().evidence(ids[0] ?? '')
  const says = ids.length === 0 ? '无凭据' : ids.length === 1 ? (first?.title ?? '1 件') : `${ids.length} 件`
  return (
    <>
      <button type="button" className={`backing${ids.length === 0 ? ' backing-none' : ''}`} aria-label={`${label} 的凭据：${says}`} title={first?.title} onClick={() => setOpen(true)}>
        <Icon name={ids.length === 0 ? 'warning' : first?.kind === 'PHOTO' ? 'camera' : 'evidence'} size={14} /><span>{says}</span>
      </button>
      {isOpen ? <Chooser title={label} ids={ids} onChange={store.isOpen ? (next) => store.set(pointer, next) : null} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Chooser({ title, ids, onChange, onClose }: { title: string; ids: readonly string[]; onChange: ((ids: readonly string[]) => void) | null; onClose: () => void }) {
  const all = usePlace<readonly Evidence[]>('/evidence')
  const [text, setText] = useState('')
  const found = useMemo(() => all.filter((one) => (onChange !== null || ids.includes(one.id)) && `${one.title}${one.text ?? ''}`.includes(text.trim())).sort((a, b) => Number(ids.includes(b.id)) - Number(ids.includes(a.id))), [all, text, onChange, ids])
  return (
    <Drawer title={<>{title}<span className="whence-asks">凭据</span></>} open onClose={onClose} foot={<Button kind="act" onClick={onClose}>好</Button>}>
      {onChange === null ? null : <Photograph title={title} onAdded={(id) => onChange([...ids, id])} />}
      {all.length > 8 ? <input type="search" className="backing-search" placeholder="按标题找" aria-label="按标题找凭据" value={text} onChange={(event) => setText(event.target.value)} /> : null}
      {found.length === 0 ? <EmptyState says={all.length === 0 ? '本案还没有凭据。在「资料」里拍照、上传或记录。' : '没有找到。'} /> : null}
      <ul className="backing-list">{found.map((one) => <li key={one.id}><Choice piece={one} chosen={ids.includes(one.id)} onToggle={onChange === null ? null : () => onChange(ids.includes(one.id) ? ids.filter((id) => id !== one.id) : [...ids, one.id])} /></li>)}</ul>
    </Drawer>
  )
}

/** The camera, one tap from any figure: the photo comes into the case and under this row at once. */
function Photograph({ title, onAdded }: { title: string; onAdded: (id: string) => void }) {
  const add = useContext(AddingEvidence)
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  if (add === null) return null
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    setBusy(true)
    setRefusals([])
    try {
      onAdded(await add(file, title))
      announce(`照片已存入，作为「${title}」的凭据`)
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="backing-photo">
      <Button icon="camera" busy={busy} onClick={() => input.current?.click()}>拍照作凭据</Button>
      <input ref={input} hidden type="file" accept="image/*" capture="environment" onChange={(event) => { void take(event.target.files?.[0]); event.target.value = '' }} />
      <RefusalText refusals={refusals} />
    </div>
  )
}

function Choice({ piece, chosen, onToggle }: { piece: Evidence; chosen: boolean; onToggle: (() => void) | null }) {
  const shown = useExplainer().evidence(piece.id)
  return (
    <label className={`backing-choice${chosen ? ' backing-chosen' : ''}`}>
      {onToggle === null ? null : <input type="checkbox" checked={chosen} onChange={onToggle} />}
      {shown === undefined ? null : <Thumbnail piece={shown} />}
      <span><b>{piece.title}</b><small className="muted">{wordOf('class', piece.class)}{piece.takenAt === undefined ? '' : ` · ${clockDay(piece.takenAt)}`}</small></span>
    </label>
  )
}
