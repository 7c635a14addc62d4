import { ROLE_NAMES, mappingFaults } from '#desk/x-ray/domain'
import { Button, IconButton, RefusalText, StateBadge } from '#ui'
import { tableRead } from './table-read.ts'
import type { Dropped } from './use-dropped.ts'

/** Each file with what it was found to be, how far it is, or why it was refused. */
export function FileList({ files, opened, onOpen, onRemove }: { files: readonly Dropped[]; opened: string | null; onOpen: (name: string) => void; onRemove: (name: string) => void }) {
  const done = files.filter(({ state }) => state === 'READ' || state === 'REFUSED').length
  return (
    <section className="panel no-print" aria-label="文件">
      <div className="panel-head"><h2>文件</h2><span className="small muted" role="status">已读 {done} / {files.length}</span></div>
      <progress className="x-ray-progress" max={files.length} value={done} aria-label="读取进度" />
      <ul className="x-ray-files">
        {files.map((file) => (
          <li key={file.name}>
            <span className="x-ray-name">{file.name}</span>
            <What file={file} />
            {file.mapping === null ? null : <Button kind="quiet" onClick={() => onOpen(file.name)}>{opened === file.name ? '收起' : '对应各列'}</Button>}
            <IconButton icon="cross" label={`移出 ${file.name}`} onClick={() => onRemove(file.name)} />
            {file.refusals.length === 0 ? null : <div className="x-ray-refusal"><RefusalText refusals={file.refusals} /></div>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function What({ file: { state, answer, mapping, name } }: { file: Dropped }) {
  if (state === 'WAITING' || state === 'READING') return <StateBadge tone="quiet">{state === 'WAITING' ? '排队' : '读取中'}</StateBadge>
  if (answer === null) return <StateBadge tone="stop">未读</StateBadge>
  if (answer.seen.kind === 'CASE') return <StateBadge tone="holds">{`案件 ${answer.seen.case.customer.name}`}</StateBadge>
  if (mapping === null || mappingFaults(mapping).length > 0) return <StateBadge tone="warning">请对应各列</StateBadge>
  const read = tableRead(name, { table: answer.seen.table, mapping, rules: answer.rules })
  const count = mapping.role === 'LOANS' ? read.loans.length : read.cases.length
  return <><StateBadge tone="holds">{`${ROLE_NAMES[mapping.role]} ${count} 行`}</StateBadge>{read.wrong.length === 0 ? null : <StateBadge tone="warning">{`${read.wrong.length} 处不能读取`}</StateBadge>}</>
}
