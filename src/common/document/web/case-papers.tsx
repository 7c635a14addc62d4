import './paper.css'
import { type ReactNode, useState } from 'react'
import { DOCUMENT_KINDS, type DocumentRow } from '#common/document/domain'
import { may, useMe } from '#common/staff/web'
import { Button, type Column, DataTable, Drawer, Go, NoteField, RefusalText, StateBadge, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'

interface Documents { readonly documents: readonly DocumentRow[] }

/** Every document of a case: number, kind, state, who; open, download, void. `acts` are what else may be issued now. */
export function CasePapers({ caseId, acts }: { caseId: string; acts?: ReactNode }) {
  const read = useRead<Documents>(api.documents(caseId))
  const [voiding, setVoiding] = useState<DocumentRow | null>(null)
  const columns = useColumns(caseId, setVoiding)
  return (
    <div className="stack">
      <header className="page-head"><h2>文书</h2><span className="row"><Go className="button button-plain" to={paths.checkDocument()}>核对纸面文书</Go>{acts}</span></header>
      <RefusalText refusals={refusalsIn(read.error)} />
      <DataTable title="文书" rows={read.data?.documents ?? (read.isError ? [] : null)} rowKey={({ documentId }) => documentId} columns={columns} empty={{ says: '本案还没有出具文书；调查提交后出具调查报告，签约时出具合同。' }} />
      {voiding === null ? null : <Voiding document={voiding} onClose={() => setVoiding(null)} />}
    </div>
  )
}

function useColumns(caseId: string, onVoid: (document: DocumentRow) => void): readonly Column<DocumentRow>[] {
  const me = useMe()
  const reason = me.data !== undefined && may(me.data, 'document.void') ? null : '作废须有「作废文书」权限'
  return [
    { id: 'number', label: '编号', kind: 'text', of: ({ number }) => number, render: ({ number, voided }) => <b className={voided === null ? undefined : 'paper-void'}>{number}</b> },
    { id: 'title', label: '文书', kind: 'text', of: ({ title, subject }) => `${title} ${spoken(subject)}`.trim(), render: (row) => <>{row.title}{spoken(row.subject) === '' ? null : <span className="small muted">　{row.subject}</span>}</> },
    { id: 'state', label: '状态', kind: 'text', of: ({ voided }) => (voided === null ? '有效' : '作废'), render: ({ voided }) => (voided === null ? <StateBadge tone="holds">有效</StateBadge> : <span title={`${voided.by}：${voided.reason}`}><StateBadge tone="stop">作废</StateBadge> <span className="small muted">{voided.reason}</span></span>) },
    { id: 'issuedOn', label: '出具日', kind: 'day', of: ({ issuedOn }) => issuedOn },
    { id: 'issuedBy', label: '出具人', kind: 'text', of: ({ issuedBy }) => issuedBy.name },
    { id: 'template', label: '模板', kind: 'text', of: ({ templateVersion }) => (templateVersion === null ? null : templateVersion === 0 ? '随系统' : `第 ${templateVersion} 版`), optional: true },
    { id: 'hash', label: '内容哈希', kind: 'text', of: ({ hash }) => hash, render: ({ hash }) => <span className="paper-hash">{hash.slice(0, 12)}</span>, optional: true },
    { id: 'acts', label: '打开', kind: 'text', of: ({ number }) => number, render: (row) => (
      <span className="paper-row-acts">
        {DOCUMENT_KINDS[row.kind].from === 'paper' ? <Go to={paths.paper(caseId, row.documentId)}>查看</Go> : null}
        <a href={api.documentFile(caseId, row.documentId, 'pdf')} target="_blank" rel="noreferrer">PDF 打印</a>
        <a href={api.documentFile(caseId, row.documentId, 'docx')}>Word</a>
        {row.voided === null ? <Button kind="quiet" disabledReason={reason} onClick={() => onVoid(row)}>作废</Button> : null}
      </span>
    ) },
  ]
}

/** An id says nothing to people; the title names the person then. */
function spoken(subject: string): string {
  return /^[0-9a-f]{8}-/.test(subject) ? '' : subject
}

function Voiding({ document, onClose }: { document: DocumentRow; onClose: () => void }) {
  const write = useWrite<Documents>({ changes: [api.documents(document.caseId)] })
  const [reason, setReason] = useState('')
  const go = (): void => write.mutate({ path: api.documentVoid(document.caseId, document.documentId), body: { reason } }, { onSuccess: () => { announce(`已作废 ${document.number}`); onClose() } })
  return (
    <Drawer title={`作废《${document.title}》${document.number}`} open onClose={onClose} foot={<><Button onClick={onClose}>不作废</Button><Button kind="stop" busy={write.isPending} disabledReason={reason.trim().length < 2 ? '请写明作废原因' : null} onClick={go}>作废 {document.number}</Button></>}>
      <div className="stack">
        <p>编号和内容留存，不再使用；PDF 每页印「作废」。已交给客户的纸本请收回。</p>
        <NoteField label="作废原因" value={reason} onChange={setReason} required maxLength={200} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
