import { useState } from 'react'
import { useMe } from '#common/staff/web'
import { ASKED_KINDS, EVENT_NAMES, type NotePage, STATED_KINDS } from '#loan/servicing/domain'
import { Button, Drawer } from '#ui'
import { ActForm } from './act-form.tsx'
import { type ActKind, isAsked, whyNot } from './acted-on.ts'

const SAYS: Readonly<Record<ActKind, string>> = {
  RATE_CHANGED: '按新的合同利率和罚息利率重算未到期各期', ACCELERATED: '全部未到期本金自当日到期', EXTENDED: '推迟到期日，须担保人同意', RESCHEDULED: '到期日以内重排未到期本金', RENEWED: '以新合同的贷款结清本笔', RELIEVED: '减免利息、罚息、复利或费用',
  WRITTEN_OFF: '本金出表，账销案存', REFUNDED: '退还多收的款项', MISUSE_FOUND: '挪用部分按挪用罚息利率计收', MISUSE_ENDED: '停止计收挪用罚息', COST_CHARGED: '代客户垫付的诉讼费、公证费等', RECOVERED: '核销后收到的款项', REFUND_PAID: '已批准的退款付到客户账户',
}

/** Every act on a note beside repayments; those that cannot be done say why. */
export function ActDrawer({ page, onClose }: { page: NotePage; onClose: () => void }) {
  const me = useMe()
  const [kind, setKind] = useState<ActKind | null>(null)
  if (kind !== null) return <ActForm page={page} kind={kind} onBack={() => setKind(null)} onClose={onClose} />
  return (
    <Drawer title={`办理 · ${page.customer.name} ${page.number}`} open onClose={onClose} foot={<Button onClick={onClose}>关闭</Button>}>
      <ul className="act-menu">
        {[...ASKED_KINDS, ...STATED_KINDS].map((one) => {
          const off = whyNot(page, one, me.data)
          return (
            <li key={one}>
              <div><b>{EVENT_NAMES[one]}</b><p className="small muted">{off ?? `${SAYS[one]}${isAsked(one) ? '；由另一人复核' : ''}`}</p></div>
              <Button disabledReason={off} onClick={() => setKind(one)}>{isAsked(one) ? '申请' : '登记'}</Button>
            </li>
          )
        })}
      </ul>
    </Drawer>
  )
}
