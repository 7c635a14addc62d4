import { useState } from 'react'
import { type Day, type Fen, fen, formatYuan } from '#kernel'
import { SUSPENSE_ACTS, type SuspenseActKind, type SuspenseActState, type SuspenseShown } from '#loan/servicing/domain'
import { Button, DayField, Drawer, Money, MoneyField, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'

/** What is being done with an item, or the proposal of another that is refused. */
export type SuspenseDoing = SuspenseActKind | { readonly refuse: string }

const SHORTEST = 4
const PATHS = { ALLOCATE: 'allocation', RETURN: 'return', EXPLAIN: 'explanation' } as const

/** Where an act on money in suspense is filled in. */
export function SuspenseDrawer({ item, doing, secondFromFen, onClose }: { item: SuspenseShown; doing: SuspenseDoing; secondFromFen: number; onClose: () => void }) {
  const kind = typeof doing === 'string' ? doing : null
  const [amount, setAmount] = useState<Fen | null>(fen(item.leftFen))
  const [noteNumber, setNoteNumber] = useState(item.noteNumber ?? '')
  const [reason, setReason] = useState('')
  const [paper, setPaper] = useState('')
  const [signedOn, setSignedOn] = useState<Day | null>(null)
  const write = useWrite<{ state: SuspenseActState }>({ changes: ['/api/suspense', '/api/debits', '/api/notes'] })
  const moves = kind === 'ALLOCATE' || kind === 'RETURN'
  const isOther = kind === 'ALLOCATE' && item.cause === 'WRONG_ACCOUNT'
  const off = moves && (amount === null || amount === 0) ? '请填写金额' : moves && amount !== null && amount > item.leftFen ? `不超过 ${formatYuan(item.leftFen)} 元` : kind === 'ALLOCATE' && noteNumber.trim() === '' ? '请填写借据号' : (isOther || paper.trim() !== '') && (paper.trim() === '' || signedOn === null) ? '请填写客户授权书编号与授权日' : [...reason.trim()].length < SHORTEST ? `说明至少 ${SHORTEST} 个字` : null
  const name = kind === null ? '不同意这项处理' : SUSPENSE_ACTS[kind]
  const send = (): void => {
    const path = typeof doing === 'string' ? api.suspenseDoing(item.suspenseId, PATHS[doing]) : api.suspenseAct(item.suspenseId, doing.refuse, 'refusal')
    const body = kind === null ? { reason: reason.trim() } : { rowVersion: item.rowVersion, reason: reason.trim(), ...(moves ? { amountFen: amount } : {}), ...(kind === 'ALLOCATE' ? { noteNumber: noteNumber.trim(), ...(paper.trim() === '' ? {} : { authorisation: { paper: paper.trim(), signedOn } }) } : {}) }
    write.mutate({ path, body }, { onSuccess: ({ state }) => { announce(state === 'PROPOSED' ? '已提出，等待另一人复核' : '已办理'); onClose() } })
  }
  return (
    <Drawer title={`${name} ${item.number}`} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={write.isPending} disabledReason={off} onClick={send}>{moves && (amount ?? 0) >= secondFromFen ? `提出${name}` : name}</Button></>}>
      <div className="stack">
        <p>{item.says}</p>
        <p className="small muted">剩余 <Money fen={fen(item.leftFen)} unit />，起息日 {item.paidOn}{item.accountMasked === null ? '' : `，来自 ${item.accountMasked}`}</p>
        {kind === 'ALLOCATE' ? <TextField label="借据号" value={noteNumber} onChange={setNoteNumber} required hint="入账后按借据约定的冲抵顺序计入到期应还款；用不完的留在暂收款" /> : null}
        {kind === 'ALLOCATE' && item.accountMasked !== null ? <div className="form-grid"><TextField label="客户授权书编号" value={paper} onChange={setPaper} required={isOther} hint="来自还款账户以外的本人账户时必填，自授权日起算还款" /><DayField label="授权日" value={signedOn} onChange={setSignedOn} required={isOther} /></div> : null}
        {moves ? <MoneyField label="金额" fen={amount} onChange={setAmount} required /> : null}
        <NoteField label="说明" value={reason} onChange={setReason} maxLength={200} required />
        {moves && (amount ?? 0) >= secondFromFen ? <p className="small muted">{formatYuan(secondFromFen)} 元起须由另一人复核后办理。</p> : null}
        <RefusalText refusals={refusalsIn(write.error)} />
      </div>
    </Drawer>
  )
}
