import { useState } from 'react'
import type { Item } from '#loan/committee/domain'
import { type Fen, fen } from '#kernel'
import { Button, CountField, Drawer, MoneyField, NoteField, RateField, RefusalText, api } from '#ui'
import { useAct } from './use-live.ts'

/** 组长核定: other terms than the most conservative, within the proposal; every member who agreed must consent. */
export function SettleDrawer({ item, onClose }: { item: Item; onClose: () => void }) {
  const from = item.settlement?.terms ?? item.result?.terms ?? item.proposal
  const [amountFen, setAmount] = useState<Fen | null>(fen(from.amountFen))
  const [periods, setPeriods] = useState<number | null>(from.periods)
  const [annualRate, setRate] = useState<string | null>(from.annualRate)
  const [reason, setReason] = useState('')
  const act = useAct()
  const off = amountFen === null || periods === null || annualRate === null ? '请填齐条款' : reason.trim().length < 4 ? '写明理由，至少 4 个字' : null
  const go = async (): Promise<void> => { if (await act.run(api.committeeItem(item.itemId, 'settlement'), { method: 'PUT', body: { terms: { ...from, amountFen, periods, annualRate }, reason }, said: '已核定，等同意的委员逐一认可' })) onClose() }
  return (
    <Drawer title="核定条款" open onClose={onClose} foot={<><Button onClick={onClose}>不核定</Button><Button kind="act" busy={act.busy} disabledReason={off} onClick={() => void go()}>核定</Button></>}>
      <div className="stack">
        <p className="muted">不得宽于提交审议的建议；投同意票的委员全部认可后生效，一人不认可即仍取最审慎的条款。</p>
        <MoneyField label="金额" fen={amountFen} onChange={setAmount} />
        <CountField label="期数" value={periods} onChange={setPeriods} unit="期" />
        <RateField label="年利率" value={annualRate} onChange={setRate} />
        <NoteField label="理由" value={reason} onChange={setReason} maxLength={1000} required />
        <RefusalText refusals={act.refusals} />
      </div>
    </Drawer>
  )
}
