import { useRef, useState } from 'react'
import { FILE_KIND_NAMES, FILE_KINDS, type ExchangeFile, type FileKind, type Mappings, directionOf, readName } from '#common/exchange/domain'
import { Button, ChoiceField, Drawer, RefusalText, announce, api, refusalsIn, useRead, useWrite } from '#ui'

const INCOMING = FILE_KINDS.filter((kind) => directionOf(kind) === 'IN')

/** Brings a file of the other side. Its name says which kind it is, where it keeps to the pattern. */
export function UploadDrawer({ onClose, onTaken }: { onClose: () => void; onTaken: (fileId: string) => void }) {
  const mappings = useRead<Mappings>(api.fileMappings())
  const write = useWrite<{ file: ExchangeFile; again: boolean }>({ changes: ['/api/exchange/files'] })
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<FileKind | null>(null)
  const used = (of: FileKind) => mappings.data?.kinds.find((each) => each.kind === of)
  const mapping = kind === null ? undefined : used(kind)?.versions.find(({ version }) => version === used(kind)?.inUse)?.mapping
  const choose = (chosen: File | null): void => {
    setFile(chosen)
    write.reset()
    const known = chosen === null ? undefined : INCOMING.find((each) => used(each)?.versions.some(({ version, mapping: one }) => version === used(each)?.inUse && readName(one.fileName, chosen.name) !== undefined))
    if (known !== undefined) setKind(known)
  }
  const go = (): void => {
    const form = new FormData()
    if (file === null || kind === null) return
    form.set('file', file)
    write.mutate({ path: api.exchangeUpload(kind), body: form }, { onSuccess: ({ file: taken, again }) => { announce(again && taken.state !== 'REFUSED' ? '这份文件收过了，不重复入账' : taken.state === 'REFUSED' ? '文件已拒收，原因在文件里' : `已收 ${taken.totals?.count ?? 0} 笔`); onTaken(taken.fileId) } })
  }
  return (
    <Drawer title="上传文件" open onClose={onClose} foot={<><Button onClick={onClose}>不传了</Button><Button kind="act" busy={write.isPending} disabledReason={file === null ? '请选择文件' : kind === null ? '请选择文件种类' : null} onClick={go}>检查并上传</Button></>}>
      <div className="stack">
        <div className="row"><Button icon="upload" onClick={() => input.current?.click()}>选择文件</Button><span className="muted exchange-name">{file?.name ?? '尚未选择'}</span></div>
        <input ref={input} hidden type="file" aria-label="往来文件" onChange={(event) => choose(event.target.files?.[0] ?? null)} />
        <ChoiceField label="文件种类" value={kind} onChange={setKind} choices={INCOMING.map((value) => ({ value, label: FILE_KIND_NAMES[value] }))} />
        {mapping === undefined ? null : <p className="small muted">按「{mapping.name}」读取；文件名应形如 <span className="exchange-name">{mapping.fileName}</span></p>}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
