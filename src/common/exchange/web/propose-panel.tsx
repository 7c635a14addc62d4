import { useState } from 'react'
import { type FileKind, type FileMapping, type Mappings, checkMapping, openPlaces } from '#common/exchange/domain'
import { Button, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'

/** Puts a drafted mapping up for release, once it is sound and was tried as it stands. */
export function ProposePanel({ kind, mapping, triedRows, onDone }: { kind: FileKind; mapping: FileMapping; triedRows: number | null; onDone: () => void }) {
  const write = useWrite<Mappings>({ changes: [api.fileMappings()] })
  const [note, setNote] = useState('')
  const [name, setName] = useState(mapping.name)
  const [faults, places] = [checkMapping(mapping), openPlaces(mapping)]
  const why = faults.length > 0 ? `还有 ${faults.length} 处不能使用` : places.length > 0 ? places.map(({ message }) => message).join('；') : triedRows === null ? '请先用样本试读现在的样子，没有不符再提交' : name.trim().length < 2 ? '请写名称' : note.trim().length < 4 ? '请说明改了什么，至少四个字' : null
  const go = (): void => write.mutate({ path: api.fileMapping(kind), body: { mapping: { ...mapping, name: name.trim() }, note, triedRows: triedRows ?? 0 } }, { onSuccess: () => { announce('已提交，等第二人放行'); onDone() } })
  return (
    <section className="panel" aria-label="提交放行">
      <header className="panel-head"><h2>提交放行</h2></header>
      <div className="panel-body stack">
        <TextField label="名称" value={name} onChange={setName} maxLength={40} required />
        <NoteField label="修改说明" value={note} onChange={setNote} maxLength={300} required />
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="row"><Button kind="act" busy={write.isPending} disabledReason={why} onClick={go}>提交第二人放行</Button></div>
      </div>
    </section>
  )
}
