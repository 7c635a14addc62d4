import { useState } from 'react'
import { type Fen, formatYuan, sumFen } from '#kernel'
import { Button, MoneyField, TextField } from '#ui'
import { type Attached, EvidenceField } from './evidence-field.tsx'

export interface PayeeTyped { readonly name: string; readonly bank: string; readonly account: string; readonly amountFen: Fen; readonly tradeContract: string; readonly goods: string; readonly evidenceId: string }

/** Who is paid directly, each with the trade contract that proves it. */
export function PayeeRows({ caseId, rows, onChange, totalFen }: { caseId: string; rows: readonly PayeeTyped[]; onChange: (rows: readonly PayeeTyped[]) => void; totalFen: Fen | null }) {
  const sum = sumFen(rows.map(({ amountFen }) => amountFen))
  return (
    <section className="stack" aria-label="收款人">
      <h3>收款人</h3>
      {rows.map((row, index) => <p key={`${row.account}${row.tradeContract}`}>{row.name}，{row.bank}，{formatYuan(row.amountFen)} 元，{row.tradeContract} <Button kind="quiet" onClick={() => onChange(rows.filter((_, at) => at !== index))}>删去</Button></p>)}
      {totalFen === null || rows.length === 0 || sum === totalFen ? null : <p className="contract-open">各笔合计 {formatYuan(sum)} 元，须等于合同金额 {formatYuan(totalFen)} 元</p>}
      <NewPayee key={rows.length} caseId={caseId} onAdd={(row) => onChange([...rows, row])} />
    </section>
  )
}

function NewPayee({ caseId, onAdd }: { caseId: string; onAdd: (row: PayeeTyped) => void }) {
  const [text, setText] = useState({ name: '', bank: '', account: '', tradeContract: '', goods: '' })
  const [amountFen, setAmount] = useState<Fen | null>(null)
  const [contract, setContract] = useState<readonly Attached[]>([])
  const set = (change: Partial<typeof text>): void => setText({ ...text, ...change })
  const [evidence] = contract
  const lacking = Object.values(text).some((one) => one.trim() === '') || amountFen === null ? '收款人各项都须填写' : evidence === undefined ? '须附交易合同' : null
  return (
    <>
      <div className="form-grid">
        <TextField label="收款人" value={text.name} onChange={(name) => set({ name })} />
        <TextField label="收款开户行" value={text.bank} onChange={(bank) => set({ bank })} />
        <TextField label="收款账号" value={text.account} onChange={(account) => set({ account })} maxLength={30} />
        <MoneyField label="支付金额" fen={amountFen} onChange={setAmount} />
        <TextField label="交易合同编号" value={text.tradeContract} onChange={(tradeContract) => set({ tradeContract })} />
        <TextField label="交易内容" value={text.goods} onChange={(goods) => set({ goods })} />
      </div>
      <EvidenceField caseId={caseId} label="附交易合同" value={contract} onChange={setContract} />
      <div className="row"><Button disabledReason={lacking} onClick={() => { if (amountFen !== null && evidence !== undefined) onAdd({ ...text, amountFen, evidenceId: evidence.id }) }}>加入收款人</Button></div>
    </>
  )
}
