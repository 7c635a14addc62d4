import './customer.css'
import { useState } from 'react'
import type { z } from 'zod'
import { type Day, day } from '#kernel'
import { CUSTOMER_PAPERS, type NotePapers, type Paper } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { Button, DayField, Modal, RefusalText, SkeletonRows, announce, api, refusalsIn, useRead, useWrite } from '#ui'

type Asked = 'statement' | 'quote'

/** Papers for the customer: 对账单, 结清证明, 提前还款试算单; what was issued, and why another cannot be. */
export function PapersPanel({ noteId }: { noteId: string }) {
  const me = useMe()
  const read = useRead<NotePapers>(api.notePapers(noteId))
  const [asked, ask] = useState<Asked | null>(null)
  const write = useWrite<z.output<typeof Paper>>({ changes: [api.note(noteId)] })
  const { data } = read
  const off = !may(me.data, 'note.share') ? '您的岗位不出具客户文书' : data?.noPaper ?? null
  const clear = (): void => write.mutate({ path: api.notePapers(noteId, 'clearing') }, { onSuccess: ({ number }) => announce(`已出具结清证明 ${number}`) })
  return (
    <section className="panel" aria-label="客户文书">
      <div className="panel-head"><h2>客户文书</h2></div>
      <div className="panel-body stack">
        <RefusalText refusals={[...refusalsIn(read.error), ...refusalsIn(write.error)]} />
        {data === undefined ? (read.isError ? null : <SkeletonRows rows={2} />) : (
          <>
            <div className="customer-acts">
              <Button kind="plain" disabledReason={off} onClick={() => ask('statement')}>对账单</Button>
              <Button kind="plain" disabledReason={off ?? data.noQuote} onClick={() => ask('quote')}>提前还款试算单</Button>
              <Button kind="plain" busy={write.isPending} disabledReason={off ?? data.noClearing} onClick={clear}>结清证明</Button>
            </div>
            {data.papers.length === 0 ? <p className="muted small">出具后列在这里；对账单和结清证明客户也可在自己的链接里下载。</p> : (
              <ul className="customer-papers">{data.papers.map((one) => <li key={one.documentId}><span>{one.title}<span className="muted small"> {one.number}</span></span><span className="muted small">{one.issuedOn}</span><a href={api.notePaper(noteId, one.documentId)} target="_blank" rel="noreferrer">打开</a></li>)}</ul>
            )}
          </>
        )}
      </div>
      {asked === null || data === undefined ? null : <IssueModal noteId={noteId} data={data} asked={asked} onClose={() => ask(null)} />}
    </section>
  )
}

function IssueModal({ noteId, data, asked, onClose }: { noteId: string; data: NotePapers; asked: Asked; onClose: () => void }) {
  const isStatement = asked === 'statement'
  const name = isStatement ? CUSTOMER_PAPERS.ACCOUNT_STATEMENT : CUSTOMER_PAPERS.EARLY_QUOTE
  const today = day(data.on)
  const [from, setFrom] = useState<Day | null>(day(data.disbursedOn))
  const [to, setTo] = useState<Day | null>(today)
  const write = useWrite<z.output<typeof Paper>>({ changes: [api.note(noteId)] })
  const off = to === null || (isStatement && from === null) ? '请填日期' : isStatement && from !== null && from > to ? '起始日晚于截止日' : null
  const body = isStatement ? { from, to } : { on: to }
  const issue = (): void => write.mutate({ path: api.notePapers(noteId, asked), body }, { onSuccess: ({ number }) => { announce(`已出具${name} ${number}`); onClose() } })
  return (
    <Modal title={`出具${name}`} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={issue}>出具</Button></>}>
      <div className="stack">
        {isStatement ? <DayField label="起始日" value={from} onChange={setFrom} today={today} required /> : null}
        <DayField label={isStatement ? '截止日' : '拟结清日'} value={to} onChange={setTo} today={today} required hint={isStatement ? '列出起止日之间（含两端）的每笔往来' : `${data.on} 至 ${data.lastQuoteOn} 之间；试算单只在这一天有效`} />
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Modal>
  )
}
