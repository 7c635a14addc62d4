import './task.css'
import type { z } from 'zod'
import { CHANNELS, type Outbox } from '#common/task/domain'
import { Button, type Column, DataTable, RefusalText, StateBadge, type Tone, api, refusalsIn, useRead, useWrite } from '#ui'
import { dayAndClock } from './task-line.tsx'

type Answer = z.output<typeof Outbox>
type Message = Answer['messages'][number]
/** Messages of other parts, which find their address when they go. */
const TOPICS: Readonly<Record<string, string>> = { 'customer.note-link': '客户链接短信' }
const STATES = { SENT: '已发', WAITING: '待发', FAILED: '未送达' } as const
const TONES: Readonly<Record<Message['state'], Tone>> = { SENT: 'holds', WAITING: 'quiet', FAILED: 'stop' }

/** What left the house and what did not, with the reason; never what a message says. */
export function OutboxPage() {
  const read = useRead<Answer>(api.outbox())
  const resend = useWrite<Answer>({ changes: [api.outbox()] })
  const columns: readonly Column<Message>[] = [
    { id: 'createdAt', label: '生成', kind: 'text', of: (row) => dayAndClock(row.createdAt) },
    { id: 'channel', label: '通道', kind: 'text', of: (row) => row.channel === null ? TOPICS[row.topic] ?? row.topic : CHANNELS[row.channel] },
    { id: 'to', label: '收件人', kind: 'text', of: (row) => row.to },
    { id: 'state', label: '状态', kind: 'text', of: (row) => STATES[row.state], render: (row) => <StateBadge tone={TONES[row.state]}>{STATES[row.state]}</StateBadge> },
    { id: 'attempts', label: '次数', kind: 'count', of: (row) => row.attempts },
    { id: 'error', label: '原因', kind: 'text', of: (row) => row.error },
    { id: 'resend', label: '重发', kind: 'text', of: () => null, render: (row) => <Button kind="quiet" disabledReason={row.state === 'SENT' ? '已发出' : null} onClick={() => resend.mutate({ path: api.resend(row.messageId) })}>重发</Button> },
  ]
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>发件箱</h1><p>邮件、短信、企业微信的最近消息；没有设置的通道，消息留在这里待发</p></div></div>
      <RefusalText refusals={[...refusalsIn(read.error), ...refusalsIn(resend.error)]} />
      <ul className="panel">{read.data?.ports.map((port) => <li key={port.channel} className="notice-row"><span><b>{port.name}</b></span><StateBadge tone={port.ready ? 'holds' : 'warning'}>{port.ready ? '可用' : port.why ?? ''}</StateBadge></li>)}</ul>
      <DataTable title="消息" rows={read.data?.messages ?? (read.isError ? [] : null)} rowKey={(row) => row.messageId} columns={columns} empty={{ says: '还没有消息。员工在通知页留了地址后，提醒会从这里发出。' }} />
    </div>
  )
}
