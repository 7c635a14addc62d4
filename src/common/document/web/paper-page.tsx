import './paper.css'
import { useParams } from '@tanstack/react-router'
import type { DocumentRow, Paper, Reference } from '#common/document/domain'
import { Banner, Go, RefusalText, SkeletonRows, api, paths, refusalsIn, useRead } from '#ui'
import { PaperSheet } from './paper-sheet.tsx'

/** A document built from blocks on screen, with the ways to paper. */
export function PaperPage() {
  const { caseId = '', documentId = '' } = useParams({ strict: false })
  const read = useRead<{ document: DocumentRow; paper: Paper | null }>(api.document(caseId, documentId))
  const { data } = read
  return (
    <div className="page stack">
      <header className="page-head no-print">
        <Go to={paths.case(caseId, 'papers')}>返回本案文书</Go>
        <span className="paper-acts">
          <button type="button" className="button button-plain" onClick={() => window.print()}>打印本页</button>
          <a className="button button-plain" href={api.documentFile(caseId, documentId, 'docx')}>下载 Word</a>
          <a className="button button-plain" href={api.documentFile(caseId, documentId, 'pdf')} target="_blank" rel="noreferrer">打开 PDF</a>
        </span>
      </header>
      <RefusalText refusals={refusalsIn(read.error)} />
      {data === undefined ? (read.isError ? null : <div className="panel"><SkeletonRows rows={12} /></div>) : <Opened document={data.document} paper={data.paper} />}
    </div>
  )
}

function Opened({ document, paper }: { document: DocumentRow; paper: Paper | null }) {
  const { caseId, voided, hash, number } = document
  return (
    <>
      {voided === null ? null : <Banner tone="stop">{number} 已由 {voided.by} 作废：{voided.reason}</Banner>}
      {paper === null ? <Banner tone="info">这份文书由 Word 模板填成，请打开 PDF 或 Word。</Banner> : <PaperSheet paper={paper} leads={(reference) => leadOf(caseId, reference)} />}
      <p className="small muted">内容哈希（SHA-256）<span className="paper-hash">{hash}</span></p>
    </>
  )
}

/** Evidence opens in the case; a figure opens the workbook, where it shows what it comes from. */
function leadOf(caseId: string, { id, href }: Reference): string {
  return href ?? paths.case(caseId, id.startsWith('figure:') ? 'score' : 'evidence')
}
