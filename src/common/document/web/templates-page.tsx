import './paper.css'
import { useRef, useState } from 'react'
import { type Field, FIELD_TYPES, IN_CAPITALS, type TemplateState, type TemplateVersion, fieldsOf } from '#common/document/domain'
import type { Me } from '#common/staff/domain'
import { may, useMe } from '#common/staff/web'
import { Button, Drawer, EmptyState, NoteField, RefusalText, SkeletonRows, StateBadge, announce, api, refusalsIn, useRead, useWrite } from '#ui'

interface Templates { readonly templates: readonly TemplateState[] }
const STATES = { SHIPPED: ['quiet', '随系统'], WAITING: ['going', '待审定'], APPROVED: ['holds', '已审定'], REJECTED: ['stop', '未同意'] } as const

/** Word templates of the bank: what is in force, what waits for a second person, which fields may be used. */
export function TemplatesPage() {
  const me = useMe()
  const isAllowed = me.data !== undefined && may(me.data, 'template.draft', 'template.sign')
  const read = useRead<Templates>(isAllowed ? api.templates() : null)
  if (me.data !== undefined && !isAllowed) return <div className="page stack"><h1>文书模板</h1><div className="panel"><EmptyState says="须有「上传文书模板」或「审定文书模板」权限，请向系统管理员申请。" /></div></div>
  return (
    <div className="page stack">
      <header className="page-head"><h1>文书模板</h1></header>
      <p className="muted">下载 Word 模板，改文字，再传回来。上传时逐段检查：不认识的字段、没有结束的段落、宏和外部链接都会指出位置；经第二人审定后用于此后出具的文书，已出具的不变。</p>
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? (read.isError ? null : <div className="panel"><SkeletonRows rows={8} /></div>) : <div className="template-list">{read.data.templates.map((template) => <Template key={template.kind} template={template} me={me.data!} />)}</div>}
    </div>
  )
}

function Template({ template, me }: { template: TemplateState; me: Me }) {
  const [isUploading, setUploading] = useState(false)
  const [isListing, setListing] = useState(false)
  const why = !may(me, 'template.draft') ? '上传须有「上传文书模板」权限' : template.waiting !== null ? `第 ${template.waiting} 版还在等第二人审定` : null
  return (
    <section className="panel" aria-label={template.name}>
      <header className="panel-head"><h2>{template.name}</h2><span className="row"><Button kind="quiet" onClick={() => setListing(true)}>可用字段</Button><Button onClick={() => setUploading(true)} disabledReason={why}>上传新版</Button></span></header>
      <div className="panel-body">
        <ul className="template-versions">{template.versions.map((version) => <Version key={version.version} template={template} version={version} me={me} />)}</ul>
      </div>
      {isUploading ? <Uploading template={template} onClose={() => setUploading(false)} /> : null}
      {isListing ? <Fields template={template} onClose={() => setListing(false)} /> : null}
    </section>
  )
}

function Version({ template: { kind, current }, version, me }: { template: TemplateState; version: TemplateVersion; me: Me }) {
  const [tone, says] = STATES[version.state]
  return (
    <li>
      <b>{version.version === 0 ? '随系统提供' : `第 ${version.version} 版`}</b>
      {version.version === current ? <StateBadge tone="holds">在用</StateBadge> : <StateBadge tone={tone}>{says}</StateBadge>}
      {version.uploadedBy === null ? null : <span className="small muted">{version.uploadedBy.name} {version.uploadedOn} 上传：{version.note}</span>}
      {version.decidedBy === null ? null : <span className="small muted">{version.decidedBy.name} {version.decidedOn} {version.state === 'APPROVED' ? '同意' : `不同意：${version.reason ?? ''}`}</span>}
      <a href={api.templatePreview(kind, version.version)} target="_blank" rel="noreferrer">预览样张</a>
      <a href={api.templateFile(kind, version.version)}>下载 Word</a>
      {version.state === 'WAITING' ? <Deciding kind={kind} version={version} me={me} /> : null}
    </li>
  )
}

function Deciding({ kind, version, me }: { kind: string; version: TemplateVersion; me: Me }) {
  const write = useWrite<Templates>({ changes: [api.templates()] })
  const [isRejecting, setRejecting] = useState(false)
  const [reason, setReason] = useState('')
  const why = !may(me, 'template.sign') ? '审定须有「审定文书模板」权限' : version.uploadedBy?.staffId === me.staffId ? '上传的人不能自己审定' : null
  const decide = (decision: 'APPROVED' | 'REJECTED'): void => write.mutate({ path: api.templateDecision(kind, version.version), body: { decision, ...(decision === 'REJECTED' ? { reason } : {}) } }, { onSuccess: () => { announce(decision === 'APPROVED' ? `第 ${version.version} 版自此生效` : '已退回上传人'); setRejecting(false) } })
  return (
    <span className="row">
      <Button kind="act" busy={write.isPending} disabledReason={why} onClick={() => decide('APPROVED')}>同意，生效</Button>
      <Button disabledReason={why} onClick={() => setRejecting(true)}>不同意</Button>
      <RefusalText refusals={refusalsIn(write.error)} />
      {isRejecting ? <Drawer title="不同意这一版" open onClose={() => setRejecting(false)} foot={<><Button onClick={() => setRejecting(false)}>再看看</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 2 ? '请写理由' : null} onClick={() => decide('REJECTED')}>不同意</Button></>}><NoteField label="理由" value={reason} onChange={setReason} required maxLength={200} /></Drawer> : null}
    </span>
  )
}

function Uploading({ template, onClose }: { template: TemplateState; onClose: () => void }) {
  const write = useWrite<{ version: number }>({ changes: [api.templates()] })
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [note, setNote] = useState('')
  const go = (): void => {
    const form = new FormData()
    form.set('note', note)
    if (file !== null) form.set('file', file)
    write.mutate({ path: api.template(template.kind), body: form }, { onSuccess: ({ version }) => { announce(`《${template.name}》第 ${version} 版已上传，等第二人审定`); onClose() } })
  }
  const why = file === null ? '请选择 Word 文件' : note.trim().length < 2 ? '请说明改了什么' : null
  return (
    <Drawer title={`上传《${template.name}》`} open onClose={onClose} foot={<><Button onClick={onClose}>不传了</Button><Button kind="act" busy={write.isPending} disabledReason={why} onClick={go}>检查并上传</Button></>}>
      <div className="stack">
        <div className="row"><Button icon="upload" onClick={() => input.current?.click()}>选择 .docx 文件</Button><span className="muted">{file?.name ?? '尚未选择'}</span></div>
        <input ref={input} hidden type="file" accept=".docx" aria-label="Word 文件" onChange={(event) => { setFile(event.target.files?.[0] ?? null); write.reset() }} />
        <NoteField label="修改说明" value={note} onChange={setNote} required maxLength={400} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}

/** The dictionary of one kind, as one writes it into Word. */
function Fields({ template, onClose }: { template: TemplateState; onClose: () => void }) {
  return (
    <Drawer title={`《${template.name}》可用字段`} open onClose={onClose}>
      <p className="small muted">金额字段加「{IN_CAPITALS}」印大写；明细和是否写作 <code>{'{{#名称}}…{{/名称}}'}</code>，明细逐行重复，否的不印。</p>
      <ul className="template-fields">{fieldsOf(template.kind).map((field) => <OneField key={field.name} field={field} />)}</ul>
    </Drawer>
  )
}

function OneField({ field: { name, type, says, fields } }: { field: Field }) {
  return <li><code>{type === 'list' || type === 'flag' ? `{{#${name}}}` : `{{${name}}}`}</code> <span className="muted">{FIELD_TYPES[type]}　{says}</span>{fields === undefined ? null : <ul>{fields.map((one) => <OneField key={one.name} field={one} />)}</ul>}</li>
}
