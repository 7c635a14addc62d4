import { useState } from 'react'
import type { Terms } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { type Fen, fen } from '#kernel'
import { Button, CountField, Drawer, MoneyField, NoteField, RefusalText, announce, api, refusalsIn, useWrite } from '#ui'

/** 收紧条件: a smaller amount or a shorter term, with the reason; more than approved is for a new decision. */
export function LowerAct({ caseId, terms }: { caseId: string; terms: Terms }) {
  const { data: me } = useMe()
  const [isOpen, setOpen] = useState(false)
  const [amountFen, setAmount] = useState<Fen | null>(fen(terms.amountFen))
  const [periods, setPeriods] = useState<number | null>(terms.periods)
  const [reason, setReason] = useState('')
  const write = useWrite({ changes: [api.case(caseId)] })
  const isSame = amountFen === terms.amountFen && periods === terms.periods
  const off = amountFen === null || periods === null ? '请填金额与期数' : isSame ? '金额与期数都没有变' : reason.trim().length < 4 ? '请写明理由，至少 4 个字' : null
  const act = (): void => write.mutate({ path: api.decision(caseId, 'terms'), body: { terms: { ...terms, amountFen, periods }, reason } }, { onSuccess: () => { setOpen(false); setReason(''); announce('条件已收紧，原条件留存') } })
  return (
    <>
      <Button disabledReason={may(me, 'decision.lower') ? null : '收紧条件由客户经理或部门负责人办理'} onClick={() => setOpen(true)}>收紧条件…</Button>
      <Drawer title="收紧条件" open={isOpen} onClose={() => setOpen(false)} foot={<><Button onClick={() => setOpen(false)}>不改</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={act}>收紧</Button></>}>
        <div className="stack">
          <p className="muted">只能更低、更短；高于批复的须重新决策。</p>
          <MoneyField label="金额" fen={amountFen} onChange={setAmount} />
          <CountField label="期数" value={periods} onChange={setPeriods} unit="期" />
          <NoteField label="理由" value={reason} onChange={setReason} rows={3} maxLength={1000} required />
          <RefusalText refusals={refusalsIn(write.error)} />
        </div>
      </Drawer>
    </>
  )
}
