import './exchange.css'
import { useState } from 'react'
import { FILE_KIND_NAMES, FILE_KINDS, FILE_STATE_NAMES, FILE_STATES, type ExchangeFile, type ExchangeFiles, type FileKind, type FileState, type Mappings } from '#common/exchange/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { fen } from '#kernel'
import type { z } from 'zod'
import { Button, Chips, type Column, DataTable, EmptyState, Go, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useAddressState, useRead } from '#ui'
import { dayAndClock } from './clock.ts'
import { FileDrawer } from './file-drawer.tsx'
import { PortPanel } from './port-panel.tsx'
import { FileBadge } from './file-badge.tsx'
import { UploadDrawer } from './upload-drawer.tsx'

type Answer = z.output<typeof ExchangeFiles>
const PAGE = 50

/** Files that came from the core bank and went to it: state, totals, differences; their mappings; the port. */
export function ExchangePage() {
  const me = useMe().data
  if (me === undefined) return <div className="page"><SkeletonRows rows={8} /></div>
  if (!may(me, 'exchange.read')) return <div className="page stack"><h1>文件往来</h1><div className="panel"><EmptyState says="须有「查看文件往来与文件映射」权限，请向系统管理员申请。" /></div></div>
  return <Exchange me={me} />
}

function Exchange({ me }: { me: Me }) {
  const [address, change] = useAddressState()
  const [isUploading, setUploading] = useState(false)
  const state = FILE_STATES.find((each) => each === address['state'])
  const kind = FILE_KINDS.find((each) => each === address['kind'])
  const page = Math.max(1, Number(address['page'] ?? 1) || 1)
  const query = `?${new URLSearchParams({ page: String(page), pageSize: String(PAGE), ...(state && { state }), ...(kind && { kind }) }).toString()}`
  const read = useRead<Answer>(api.exchangeFiles(query))
  const opened = address['file']
  const isFiltered = state !== undefined || kind !== undefined
  return (
    <div className="page stack">
      <div className="page-head">
        <div><h1>文件往来</h1><p>与核心系统往来的文件：放款与扣款指令发出，结果、流水与余额收回。整份收下，或逐处指出为何拒收。</p></div>
        <Button kind="act" icon="upload" onClick={() => setUploading(true)} disabledReason={may(me, 'exchange.file') ? null : '须有「上传、下载、重读、拒收往来文件」权限'}>上传文件</Button>
      </div>
      <RefusalText refusals={refusalsIn(read.error)} />
      <MappingLinks />
      <DataTable
        title="文件" rows={read.data?.files ?? (read.isError ? [] : null)} rowKey={(row) => row.fileId} columns={COLUMNS} onOpen={(row) => change({ file: row.fileId })}
        empty={isFiltered ? { says: '没有这样的文件。', act: <Button onClick={() => change({ state: null, kind: null, page: null })}>看全部</Button> } : { says: '还没有往来文件。日终会发出扣款指令；对方的文件放入端口文件夹，或在这里上传。' }}
        {...(read.data ? { total: { count: read.data.total, sums: {} } } : {})}
        filters={<Filters state={state} kind={kind} onState={(next) => change({ state: next, page: null })} onKind={(next) => change({ kind: next, page: null })} />}
      />
      {read.data !== undefined && read.data.total > PAGE ? (
        <div className="row">
          <Button onClick={() => change({ page: String(page - 1) })} disabledReason={page === 1 ? '已是第一页' : null}>上一页</Button><span className="muted">第 {page} 页，共 {Math.ceil(read.data.total / PAGE)} 页</span>
          <Button onClick={() => change({ page: String(page + 1) })} disabledReason={page * PAGE >= read.data.total ? '已是最后一页' : null}>下一页</Button>
        </div>
      ) : null}
      {read.data === undefined ? null : <PortPanel port={read.data.port} calls={read.data.calls} />}
      {isUploading ? <UploadDrawer onClose={() => setUploading(false)} onTaken={(fileId) => { setUploading(false); change({ file: fileId }) }} /> : null}
      {opened === undefined ? null : <FileDrawer key={opened} fileId={opened} me={me} onClose={() => change({ file: null })} />}
    </div>
  )
}

function Filters({ state, kind, onState, onKind }: { state: FileState | undefined; kind: FileKind | undefined; onState: (state: string | null) => void; onKind: (kind: string | null) => void }) {
  return (
    <div className="exchange-filters">
      <Chips<FileState | 'ALL'> label="状态" value={state ?? 'ALL'} onChange={(next) => onState(next === 'ALL' ? null : next)} choices={[{ value: 'ALL', label: '全部' }, ...FILE_STATES.map((value) => ({ value, label: FILE_STATE_NAMES[value] }))]} />
      <Chips<FileKind | 'ALL'> label="种类" value={kind ?? 'ALL'} onChange={(next) => onKind(next === 'ALL' ? null : next)} choices={[{ value: 'ALL', label: '全部种类' }, ...FILE_KINDS.map((value) => ({ value, label: FILE_KIND_NAMES[value] }))]} />
    </div>
  )
}

const COLUMNS: readonly Column<ExchangeFile>[] = [
  { id: 'cameAt', label: '时间', kind: 'text', of: (row) => dayAndClock(row.cameAt) },
  { id: 'kind', label: '种类', kind: 'text', of: (row) => FILE_KIND_NAMES[row.kind], render: (row) => <><span className="exchange-way" title={row.direction === 'IN' ? '收' : '发'}>{row.direction === 'IN' ? '收' : '发'}</span> {FILE_KIND_NAMES[row.kind]}</> },
  { id: 'name', label: '文件名', kind: 'text', of: (row) => row.name, render: (row) => <span className="exchange-name">{row.name}</span> },
  { id: 'day', label: '营业日', kind: 'day', of: (row) => row.businessDay },
  { id: 'sequence', label: '序号', kind: 'count', of: (row) => row.sequence },
  { id: 'count', label: '笔数', kind: 'count', of: (row) => row.totals?.count ?? null },
  { id: 'total', label: '金额', kind: 'money', of: (row) => row.totals === null ? null : fen(row.totals.totalFen) },
  { id: 'state', label: '状态', kind: 'text', of: (row) => FILE_STATE_NAMES[row.state], render: (row) => <FileBadge file={row} /> },
  { id: 'differences', label: '不符', kind: 'count', of: (row) => row.refused + row.differenceCount === 0 ? null : row.refused + row.differenceCount, render: (row) => row.refused + row.differenceCount === 0 ? null : <b className="exchange-wrong">{row.refused + row.differenceCount}</b> },
  { id: 'by', label: '经手', kind: 'text', of: (row) => row.broughtBy ?? (row.via === 'PORT' ? '端口' : '系统'), optional: true },
  { id: 'ok', label: '成功笔数', kind: 'count', of: (row) => row.totals?.okCount ?? null, optional: true },
]

/** One link for each kind: the mapping in use, and one that waits for its release. */
function MappingLinks() {
  const read = useRead<Mappings>(api.fileMappings())
  return (
    <section className="panel" aria-label="文件映射">
      <header className="panel-head"><h2>文件映射</h2><span className="small muted">文件长什么样，以本行与核心系统约定为准；可用样本试读</span></header>
      <RefusalText refusals={refusalsIn(read.error)} />
      <ul className="exchange-mappings">
        {(read.data?.kinds ?? []).map(({ kind, inUse, waiting, versions }) => (
          <li key={kind}>
            <Go to={paths.fileMapping(kind)}><b>{FILE_KIND_NAMES[kind]}</b><span className="small muted">{versions.find(({ version }) => version === inUse)?.mapping.name}{inUse === 0 ? '' : ` 第 ${inUse} 版`}</span></Go>
            {waiting === null ? null : <StateBadge tone="going">{`第 ${waiting} 版待放行`}</StateBadge>}
          </li>
        ))}
      </ul>
    </section>
  )
}
