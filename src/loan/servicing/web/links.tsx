import { useState } from 'react'
import type { z } from 'zod'
import { QRCode } from 'antd'
import type { LinkAddress, LinkMade, NotePage } from '#loan/servicing/domain'
import { may, useMe } from '#common/staff/web'
import { AntdTheme, Button, Modal, NoteField, RefusalText, StateBadge, announce, api, refusalsIn, useRead, useWrite, clockDay } from '#ui'

const STATES = { OPEN: ['holds', '有效'], EXPIRED: ['quiet', '已过期'], REVOKED: ['stop', '已作废'] } as const

/** The links by which the customer sees his plan and receipts without a sign-in. */
export function Links({ page }: { page: NotePage }) {
  const me = useMe()
  const [shown, show] = useState<string | null>(null)
  const [revoking, revoke] = useState<string | null>(null)
  const write = useWrite<z.output<typeof LinkMade>>({ changes: [api.note(page.noteId)] })
  const off = may(me.data, 'note.share') ? null : '您的岗位不发客户链接'
  const make = (): void => write.mutate({ path: api.note(page.noteId, 'links') }, { onSuccess: ({ linkId }) => { announce('链接已生成，短信待发'); show(linkId) } })
  return (
    <section className="panel" aria-label="客户链接">
      <div className="panel-head"><h2>客户链接</h2><Button kind="plain" busy={write.isPending} disabledReason={off} onClick={make}>发给客户</Button></div>
      <div className="panel-body stack">
        <RefusalText refusals={refusalsIn(write.error)} />
        {page.links.length === 0 ? <p className="muted">客户凭链接看自己的还款计划和回单，不用登录，到期自动失效。</p> : (
          <ul className="servicing-links">
            {page.links.map((link) => (
              <li key={link.linkId}>
                <StateBadge tone={STATES[link.state][0]}>{STATES[link.state][1]}</StateBadge>
                <span className="small">{link.madeOn} {link.madeBy.name}<span className="muted"> · {clockDay(link.expiresAt)} 到期</span></span>
                {link.state === 'OPEN' ? <span className="row"><Button kind="quiet" disabledReason={off} onClick={() => show(link.linkId)}>二维码</Button><Button kind="quiet" disabledReason={off} onClick={() => revoke(link.linkId)}>作废</Button></span> : null}
              </li>
            ))}
          </ul>
        )}
      </div>
      {shown === null ? null : <LinkModal page={page} linkId={shown} onClose={() => show(null)} />}
      {revoking === null ? null : <RevokeModal page={page} linkId={revoking} onClose={() => revoke(null)} />}
    </section>
  )
}

function LinkModal({ page, linkId, onClose }: { page: NotePage; linkId: string; onClose: () => void }) {
  const link = useRead<z.output<typeof LinkAddress>>(api.noteLink(page.noteId, linkId))
  const address = link.data === undefined ? null : `${location.origin}${link.data.path}`
  const copy = (): void => { if (address !== null) void navigator.clipboard.writeText(address).then(() => announce('链接已复制')) }
  return (
    <Modal title="客户扫码查看" open onClose={onClose} foot={<Button onClick={copy} disabledReason={address === null ? '链接还在取' : null}>复制链接</Button>}>
      <div className="servicing-qr">
        <RefusalText refusals={refusalsIn(link.error)} />
        {address === null ? null : <AntdTheme><QRCode value={address} size={240} bordered={false} /></AntdTheme>}
        <p>{page.customer.name} · {page.number}</p>
        <p className="small muted">{link.data === undefined ? '' : `${clockDay(link.data.expiresAt)} 到期`}；请让客户自己扫码，不要转发给他人。</p>
      </div>
    </Modal>
  )
}

function RevokeModal({ page, linkId, onClose }: { page: NotePage; linkId: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.note(page.noteId)] })
  const revoke = (): void => write.mutate({ path: api.noteLink(page.noteId, linkId, 'revocation'), body: { reason: reason.trim() } }, { onSuccess: () => { announce('链接已作废，客户不能再打开'); onClose() } })
  return (
    <Modal title="作废客户链接" open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="stop" busy={write.isPending} disabledReason={[...reason.trim()].length < 2 ? '作废须说明原因' : null} onClick={revoke}>作废链接</Button></>}>
      <div className="stack"><NoteField label="作废原因" value={reason} onChange={setReason} maxLength={200} required /><RefusalText refusals={refusalsIn(write.error)} /></div>
    </Modal>
  )
}
