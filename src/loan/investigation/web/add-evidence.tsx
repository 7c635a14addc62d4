import { type ReactNode, useRef, useState } from 'react'
import type { RefusalDetail } from '#kernel'
import { Button, ChoiceField, Icon, NoteField, RefusalText, TextField, announce, refusalsIn } from '#ui'
import { addFile, addNote } from './acts.ts'
import { useOpenCase } from './session-context.ts'

const CLASSES = [{ value: 'SEEN', label: '实地眼见' }, { value: 'DOCUMENT', label: '单据' }, { value: 'STATEMENT', label: '客户陈述' }, { value: 'THIRD_PARTY', label: '第三方' }, { value: 'SYSTEM_DATA', label: '系统数据' }] as const
type Class = (typeof CLASSES)[number]['value']
type Adding = { readonly kind: 'PHOTO' | 'FILE'; readonly file: File } | { readonly kind: 'NOTE' }

/** Photo, file or note: chosen first, named after. */
export function AddEvidence() {
  const [adding, setAdding] = useState<Adding | null>(null)
  return (
    <section className="part" aria-label="添加凭据">
      <header><h3>添加凭据</h3></header>
      <div className="part-body">
        {adding === null ? (
          <div className="row">
            <Pick kind="PHOTO" onPick={setAdding}><Icon name="camera" size={16} />拍照或选照片</Pick>
            <Pick kind="FILE" onPick={setAdding}><Icon name="upload" size={16} />上传文件</Pick>
            <Button icon="cases" onClick={() => setAdding({ kind: 'NOTE' })}>写记录</Button>
          </div>
        ) : <Naming key={adding.kind} adding={adding} onDone={() => setAdding(null)} />}
      </div>
    </section>
  )
}

function Pick({ kind, onPick, children }: { kind: 'PHOTO' | 'FILE'; onPick: (adding: Adding) => void; children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button button-plain" onClick={() => input.current?.click()}>{children}</button>
      <input ref={input} hidden type="file" data-picks={kind} {...(kind === 'PHOTO' ? { accept: 'image/*', capture: 'environment' as const } : {})} onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) onPick({ kind, file }); event.target.value = '' }} />
    </>
  )
}

function Naming({ adding, onDone }: { adding: Adding; onDone: () => void }) {
  const open = useOpenCase()
  const [title, setTitle] = useState(adding.kind === 'FILE' ? adding.file.name.replace(/\.[^.]+$/, '').slice(0, 100) : '')
  const [text, setText] = useState('')
  const [evidenceClass, setClass] = useState<Class>(adding.kind === 'PHOTO' ? 'SEEN' : adding.kind === 'FILE' ? 'DOCUMENT' : 'THIRD_PARTY')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const add = async (): Promise<void> => {
    setBusy(true)
    try {
      if (adding.kind === 'NOTE') await addNote(open, { class: evidenceClass, title, text })
      else await addFile(open, { file: adding.file, kind: adding.kind, class: evidenceClass, title })
      announce(`已存入「${title}」`)
      onDone()
    } catch (error) {
      setRefusals(refusalsIn(error))
      setBusy(false)
    }
  }
  const lacking = title.trim() === '' ? '请写标题' : adding.kind === 'NOTE' && text.trim() === '' ? '请写内容' : null
  return (
    <div className="stack">
      {adding.kind === 'NOTE' ? null : <p className="muted">{adding.file.name}，{Math.max(1, Math.round(adding.file.size / 1024))} KB</p>}
      <div className="part-grid">
        <TextField label="标题" value={title} onChange={setTitle} required autoFocus placeholder={adding.kind === 'PHOTO' ? '如：仓库饮料堆头' : ''} maxLength={100} />
        <ChoiceField label="凭据类别" value={evidenceClass} choices={CLASSES} onChange={setClass} />
      </div>
      {adding.kind === 'NOTE' ? <NoteField label="内容" value={text} onChange={setText} rows={4} maxLength={4000} required /> : null}
      <RefusalText refusals={refusals} />
      <div className="row"><Button kind="act" busy={busy} disabledReason={lacking} onClick={() => void add()}>存入</Button><Button onClick={onDone}>不要了</Button></div>
    </div>
  )
}
