import { useRef, useState } from 'react'
import { Button } from '#ui'

/** Files or a whole folder, dropped or chosen. */
export function DropZone({ onFiles, isFirst }: { onFiles: (files: readonly File[]) => void; isFirst: boolean }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (input: HTMLInputElement): void => { onFiles([...(input.files ?? [])]); input.value = '' }
  return (
    <section className={`panel x-ray-drop no-print${over ? ' x-ray-over' : ''}`} aria-label="放入文件" onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={(event) => { event.preventDefault(); setOver(false); onFiles([...event.dataTransfer.files]) }}>
      <div className="row"><Button kind={isFirst ? 'act' : 'plain'} icon="upload" onClick={() => folder.current?.click()}>选择文件夹</Button><Button icon="upload" onClick={() => files.current?.click()}>选择文件</Button></div>
      <p className="small muted">微贷调查工作簿、案件 JSON，或 XLSX、XLS、CSV 台账与贷款清单，每个不超过 8 MB；也可以把文件拖到这里。</p>
      <input ref={files} hidden multiple type="file" data-picks="X-RAY" accept=".xlsx,.xls,.csv,.txt,.json" onChange={(event) => take(event.target)} />
      <input ref={folder} {...{ webkitdirectory: '' }} hidden multiple type="file" data-picks="X-RAY-FOLDER" onChange={(event) => take(event.target)} />
    </section>
  )
}
