import './workbook-sheet.css'
import { useRef, useState } from 'react'
import type { WorkbookRead } from '#loan/investigation/domain'
import type { RefusalDetail } from '#kernel'
import { Banner, Button, EmptyState, Icon, RefusalText, announce, api, refusalsIn } from '#ui'
import { useCase } from '#common/assessment/web'
import { acceptWorkbook, readWorkbook } from '../acts.ts'
import { useOpenCase } from '../session-context.ts'

/** 工作簿: the case as an Excel file that computes by itself, and back again after its changes were looked at. */
export function WorkbookSheet() {
  const { caseId } = useOpenCase()
  const store = useCase()
  return (
    <div className="stack">
      <section className="part" aria-label="导出工作簿">
        <header><h3>导出</h3><span className="small muted">在 Excel 或 WPS 中打开即可独立测算，不联网、无宏；金额单位为元</span></header>
        <div className="part-body workbook-acts">
          <a className="button button-plain" href={api.ofCase(caseId, 'workbook')} download><Icon name="download" size={16} />下载本案工作簿</a>
          <a className="button button-plain" href={api.emptyWorkbook(store.caseFile.business.trade)} download><Icon name="download" size={16} />下载空白工作簿</a>
        </div>
      </section>
      {store.isOpen ? <Import /> : null}
    </div>
  )
}

function Import() {
  const open = useOpenCase()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [read, setRead] = useState<WorkbookRead | null>(null)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const during = async (says: string, work: () => Promise<void>): Promise<void> => {
    setBusy(says)
    setRefusals([])
    try {
      await work()
    } catch (error) {
      setRead(null)
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(null)
    }
  }
  const take = (file: File | undefined) => (file === undefined ? undefined : void during(`正在核对 ${file.name} …`, async () => setRead(await readWorkbook(open, file))))
  const accept = (answer: WorkbookRead) => during('正在写入 …', async () => {
    await acceptWorkbook(open, answer)
    setRead(null)
    announce(`已按工作簿改动 ${answer.changes.length} 处`)
  })
  return (
    <section className="part" aria-label="导入工作簿">
      <header><h3>导入</h3><span className="small muted">逐格核对；先列出改动，接受后才写入草稿</span></header>
      <div className="part-body stack">
        <div><Button icon="upload" busy={busy !== null} onClick={() => input.current?.click()}>选择填好的工作簿</Button></div>
        <input ref={input} hidden type="file" data-picks="WORKBOOK" accept=".xlsx" onChange={(event) => { take(event.target.files?.[0]); event.target.value = '' }} />
        {busy === null ? null : <p role="status">{busy}</p>}
        {refusals.length === 0 ? null : <Refused refusals={refusals} />}
        {read === null ? null : <Report read={read} onAccept={() => void accept(read)} onLeave={() => setRead(null)} isBusy={busy !== null} />}
      </div>
    </section>
  )
}

/** Every wrong cell: where, what stands there, what belongs there. */
function Refused({ refusals }: { refusals: readonly RefusalDetail[] }) {
  const cells = refusals.filter(({ code }) => code === 'workbook.cell')
  if (cells.length === 0) return <RefusalText refusals={refusals} />
  return (
    <div className="stack">
      <Banner tone="stop">工作簿有 {cells.length} 个单元格须改正，什么都没有写入。改好后重新选择文件。</Banner>
      <div className="workbook-table"><table className="workbook-list">
        <thead><tr><th>单元格</th><th>问题</th><th>填的是</th><th>应为</th></tr></thead>
        <tbody>{cells.map(({ at, message, value, expected }) => <tr key={`${at}${message}`}><td className="workbook-cell">{at?.slice(1).replace('/', ' ')}</td><td>{message.replace(/^「[^」]*」\S+ /, '')}</td><td>{typeof value === 'string' || typeof value === 'number' ? value : '（空）'}</td><td>{expected ?? ''}</td></tr>)}</tbody>
      </table></div>
    </div>
  )
}

function Report({ read, onAccept, onLeave, isBusy }: { read: WorkbookRead; onAccept: () => void; onLeave: () => void; isBusy: boolean }) {
  const { changes, notes } = read
  return (
    <div className="stack">
      {notes.map((note) => <Banner key={note} tone="warning">{note}</Banner>)}
      {changes.length === 0 ? <EmptyState says="工作簿与本案草稿相同，没有要改的。" /> : (
        <>
          <p>将改动 <b>{changes.length}</b> 处：</p>
          <div className="workbook-table"><table className="workbook-list">
            <thead><tr><th>单元格</th><th>位置</th><th>原为</th><th>改为</th></tr></thead>
            <tbody>{changes.map(({ sheet, cell, place, before, after }) => <tr key={`${sheet}${cell}${place}`}><td className="workbook-cell">{sheet} {cell}</td><td>{place}</td><td className="muted">{before === '' ? '（空）' : before}</td><td>{after === '' ? '（清空）' : after}</td></tr>)}</tbody>
          </table></div>
          <div className="workbook-acts"><Button kind="act" busy={isBusy} onClick={onAccept}>接受全部改动</Button><Button kind="quiet" onClick={onLeave}>不接受</Button></div>
        </>
      )}
    </div>
  )
}
