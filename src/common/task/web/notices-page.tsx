import './task.css'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { CHANNELS, type Channel, type Contacts, type Notices } from '#common/task/domain'
import { Button, CheckField, EmptyState, Go, RefusalText, SkeletonRows, TextField, announce, api, paths, refusalsIn, useRead, useWrite } from '#ui'
import { dayAndClock } from './task-line.tsx'

type Notice = z.output<typeof Notices>['notices'][number]
type Contact = Contacts['contacts'][number]

/** What a person was told, and where he wants to be told. */
export function NoticesPage() {
  const read = useRead<z.output<typeof Notices>>(api.notices())
  const contacts = useRead<Contacts>(api.contacts())
  const { mutate } = useWrite({ changes: [api.inbox()] })
  const isShown = read.data !== undefined
  useEffect(() => {
    if (isShown) mutate({ path: api.tasksSeen(), method: 'PUT', body: { tray: 'NOTICE' } })
  }, [isShown, mutate])
  return (
    <div className="page stack">
      <div className="page-head"><div><h1>通知</h1>{read.data === undefined ? null : <p>{read.data.unread === 0 ? '没有新通知' : `${read.data.unread} 条新通知`}</p>}</div></div>
      <RefusalText refusals={refusalsIn(read.error)} />
      <section className="panel" aria-label="通知">
        {read.isPending ? <SkeletonRows rows={5} /> : null}
        {read.data?.notices.length === 0 ? <EmptyState says="还没有通知。派给您的任务、将到的时限和关注的业务有进展时会告诉您。" act={<Go className="button" to={paths.tasks()}>看待办</Go>} /> : null}
        <ul>{read.data?.notices.map((notice) => <li key={notice.notificationId}><Line notice={notice} /></li>)}</ul>
      </section>
      {contacts.data === undefined ? null : <Addresses key={JSON.stringify(contacts.data)} kept={contacts.data.contacts} />}
    </div>
  )
}

function Line({ notice }: { notice: Notice }) {
  const says = <span>{notice.unread ? <i className="task-unread" aria-label="新" style={{ display: 'inline-block', marginRight: 8 }} /> : null}{notice.says}</span>
  return <div className="notice-row">{notice.caseId === null && notice.kind !== 'DAY_END' ? says : <Go to={placeOf(notice.kind, notice.caseId ?? '')}>{says}</Go>}<span className="small muted">{dayAndClock(notice.at)}</span></div>
}

/** Where what he was told is answered. */
function placeOf(kind: string, caseId: string): string {
  return kind === 'ACCOUNT' ? paths.accountability() : kind === 'FINDING' ? paths.myFindings() : kind === 'DAY_END' ? paths.dayEnd() : paths.case(caseId)
}

const HINTS: Readonly<Record<Channel, string>> = { MAIL: '邮件地址', SMS: '手机号', WECOM: '企业微信账号' }

function Addresses({ kept }: { kept: readonly Contact[] }) {
  const write = useWrite<Contacts>({ changes: [api.contacts()] })
  const [digest, setDigest] = useState(kept.length === 0 || kept.some((one) => one.digest))
  const [typed, setTyped] = useState<Readonly<Record<Channel, string>>>({ MAIL: addressOf(kept, 'MAIL'), SMS: addressOf(kept, 'SMS'), WECOM: addressOf(kept, 'WECOM') })
  const save = (): void => write.mutate({
    path: api.contacts(), method: 'PUT', body: { contacts: (Object.keys(CHANNELS) as Channel[]).flatMap((channel) => typed[channel].trim() === '' ? [] : [{ channel, address: typed[channel].trim(), digest }]) },
  }, { onSuccess: () => announce('通知地址已保存') })
  return (
    <section className="panel" aria-label="通知地址">
      <header className="panel-head"><h2>也发到</h2></header>
      <div className="panel-body stack">
        <div className="form-grid">{(Object.keys(CHANNELS) as Channel[]).map((channel) => <TextField key={channel} label={CHANNELS[channel]} hint={HINTS[channel]} value={typed[channel]} onChange={(text) => setTyped({ ...typed, [channel]: text })} maxLength={100} />)}</div>
        <CheckField label="每天早上发一份待办摘要" checked={digest} onChange={setDigest} />
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="row"><Button kind="act" busy={write.isPending} onClick={save}>保存地址</Button><span className="small muted">消息只写环节与编号，不写客户姓名。</span></div>
      </div>
    </section>
  )
}

function addressOf(kept: readonly Contact[], channel: Channel): string {
  return kept.find((one) => one.channel === channel)?.address ?? ''
}
