import { useState } from 'react'
import { type Fen, formatYuan } from '#kernel'
import { Button, MoneyField, TextField } from '#ui'

export interface FeeTyped { readonly name: string; readonly takenBy: string; readonly how: string; readonly amountFen: Fen }

/** Every fee the customer bears; nothing entered is 0 in the disclosure. */
export function FeeRows({ rows, onChange }: { rows: readonly FeeTyped[]; onChange: (rows: readonly FeeTyped[]) => void }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="stack" aria-label="费用">
      <div className="row"><h3>利息以外的费用</h3><span className="muted">{rows.length === 0 ? '没有，明示表列 0.00 元' : null}</span><Button kind="quiet" onClick={() => setOpen(!isOpen)}>{isOpen ? '收起' : '加一项'}</Button></div>
      {rows.map((row, index) => <p key={row.name}>{row.name}，{row.takenBy}收取，{row.how}，{formatYuan(row.amountFen)} 元 <Button kind="quiet" onClick={() => onChange(rows.filter((_, at) => at !== index))}>删去</Button></p>)}
      {isOpen ? <NewFee key={rows.length} onAdd={(row) => onChange([...rows, row])} /> : null}
    </section>
  )
}

function NewFee({ onAdd }: { onAdd: (row: FeeTyped) => void }) {
  const [text, setText] = useState({ name: '', takenBy: '', how: '' })
  const [amountFen, setAmount] = useState<Fen | null>(null)
  const lacking = Object.values(text).some((one) => one.trim() === '') || amountFen === null ? '费用各项都须填写' : null
  return (
    <>
      <div className="form-grid">
        <TextField label="费用名称" value={text.name} onChange={(name) => setText({ ...text, name })} />
        <TextField label="收取方" value={text.takenBy} onChange={(takenBy) => setText({ ...text, takenBy })} />
        <TextField label="收取方式" value={text.how} onChange={(how) => setText({ ...text, how })} />
        <MoneyField label="费用金额" fen={amountFen} onChange={setAmount} />
      </div>
      <div className="row"><Button disabledReason={lacking} onClick={() => { if (amountFen !== null) onAdd({ ...text, amountFen }) }}>加入费用</Button></div>
    </>
  )
}
