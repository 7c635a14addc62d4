import './exchange.css'
import { useState } from 'react'
import { FILE_KIND_NAMES, FILE_KINDS, type FileKind, type FileMapping, type Mappings, type MappingVersion, directionOf } from '#common/exchange/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { useParams } from '@tanstack/react-router'
import { Banner, Button, ChoiceField, EmptyState, Go, Icon, RefusalText, SkeletonRows, StateBadge, api, paths, refusalsIn, useRead } from '#ui'
import { DecidePanel } from './decide-panel.tsx'
import { MappingEditor } from './mapping-editor.tsx'
import { ProposePanel } from './propose-panel.tsx'
import { SamplePanel } from './sample-panel.tsx'

type OfKind = Mappings['kinds'][number]
const STATES = { SHIPPED: ['quiet', '随系统'], WAITING: ['going', '待放行'], RELEASED: ['holds', '已放行'], REJECTED: ['stop', '已退回'] } as const

/** The mapping of one kind of file: its versions, its fields, tried on a sample, proposed and released by two people. */
export function MappingPage() {
  const me = useMe().data
  const { kind: asked } = useParams({ strict: false }) as { kind?: string }
  const kind = FILE_KINDS.find((each) => each === asked)
  const read = useRead<Mappings>(me !== undefined && may(me, 'exchange.read') ? api.fileMappings() : null)
  if (me === undefined) return <div className="page"><SkeletonRows rows={8} /></div>
  if (kind === undefined || !may(me, 'exchange.read')) return <div className="page stack"><h1>文件映射</h1><div className="panel"><EmptyState says={kind === undefined ? '没有这种文件。' : '须有「查看文件往来与文件映射」权限，请向系统管理员申请。'} act={<Go className="button" to={paths.exchange()}>到文件往来</Go>} /></div></div>
  const own = read.data?.kinds.find((each) => each.kind === kind)
  return (
    <div className="page stack">
      <div className="page-head"><div><Go to={paths.exchange()} className="small policy-back"><Icon name="left" size={12} /> 文件往来</Go><h1>{FILE_KIND_NAMES[kind]}的文件映射</h1><p>{directionOf(kind) === 'OUT' ? '由 Weidai 写出、发给核心系统' : '由核心系统送来、Weidai 读入'}。先复制一份，改成与对方约定的样子，用样本试，再交第二人放行。</p></div></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined || own === undefined ? (read.isError ? null : <SkeletonRows rows={10} />) : <Mapping key={`${kind} ${own.versions.length}`} kind={kind} own={own} shipped={read.data.shipped} me={me} />}
    </div>
  )
}

function Mapping({ kind, own, shipped, me }: { kind: FileKind; own: OfKind; shipped: readonly FileMapping[]; me: Me }) {
  const [shown, setShown] = useState(own.waiting ?? own.inUse)
  const [draft, setDraft] = useState<FileMapping | null>(null)
  const [tried, setTried] = useState<{ readonly text: string; readonly rows: number } | null>(null)
  const version = own.versions.find((each) => each.version === shown) ?? own.versions[0]
  if (version === undefined) return null
  const mapping = draft ?? version.mapping
  const why = !may(me, 'exchange.draft') ? '须有「起草文件映射」权限' : own.waiting !== null ? `第 ${own.waiting} 版还在等第二人放行` : null
  const isTried = tried !== null && tried.text === JSON.stringify(mapping)
  return (
    <>
      <Versions own={own} shown={draft === null ? shown : null} onShow={(next) => { setDraft(null); setShown(next) }} />
      {version.state === 'WAITING' && draft === null ? <DecidePanel kind={kind} version={version} me={me} /> : null}
      <div className="row">
        {draft === null ? <Copying kind={kind} shipped={shipped} why={why} onCopy={(from) => setDraft({ ...from, kind })} current={version.mapping} /> : <><Banner tone="info">正在起草新的一版；改动只在本页，提交后才有人看到。</Banner><Button onClick={() => setDraft(null)}>放弃改动</Button></>}
      </div>
      <div className="mapping-body">
        <MappingEditor mapping={mapping} onChange={draft === null ? null : setDraft} />
        <div className="stack">
          <SamplePanel mapping={mapping} me={me} onTried={(rows) => setTried({ text: JSON.stringify(mapping), rows })} />
          {draft === null ? null : <ProposePanel kind={kind} mapping={draft} triedRows={isTried ? tried.rows : null} onDone={() => setDraft(null)} />}
        </div>
      </div>
    </>
  )
}

function Versions({ own, shown, onShow }: { own: OfKind; shown: number | null; onShow: (version: number) => void }) {
  return (
    <section className="panel" aria-label="版本">
      <header className="panel-head"><h2>版本</h2></header>
      <ul className="mapping-versions">{own.versions.map((version) => <Version key={version.version} version={version} inUse={own.inUse} isShown={shown === version.version} onShow={onShow} />)}</ul>
    </section>
  )
}

function Version({ version, inUse, isShown, onShow }: { version: MappingVersion; inUse: number; isShown: boolean; onShow: (version: number) => void }) {
  const [tone, says] = STATES[version.state]
  return (
    <li>
      <button type="button" className="chip" aria-pressed={isShown} onClick={() => onShow(version.version)}>{version.version === 0 ? '随系统提供' : `第 ${version.version} 版`}</button>
      <b>{version.mapping.name}</b>{version.version === inUse ? <StateBadge tone="holds">在用</StateBadge> : <StateBadge tone={tone}>{says}</StateBadge>}
      {version.proposedBy === null ? null : <span className="small muted">{version.proposedBy.name} {version.proposedOn} 起草：{version.note}{version.triedRows === null ? '' : `（试读 ${version.triedRows} 行）`}</span>}
      {version.decidedBy === null ? null : <span className="small muted">{version.decidedBy.name} {version.decidedOn} {version.state === 'RELEASED' ? '放行' : `退回：${version.reason ?? ''}`}</span>}
    </li>
  )
}

function Copying({ kind, shipped, why, onCopy, current }: { kind: FileKind; shipped: readonly FileMapping[]; why: string | null; onCopy: (mapping: FileMapping) => void; current: FileMapping }) {
  const choices = shipped.filter((mapping) => mapping.kind === kind)
  const [code, setCode] = useState('')
  const from = choices.find((mapping) => mapping.code === code) ?? current
  return (
    <>
      <ChoiceField label="从哪一份开始" value={code} onChange={setCode} choices={[{ value: '', label: `正在看的（${current.name}）` }, ...choices.map((mapping) => ({ value: mapping.code, label: `随附：${mapping.name}` }))]} />
      <Button kind="act" disabledReason={why} onClick={() => onCopy(from)}>复制后修改</Button>
    </>
  )
}
