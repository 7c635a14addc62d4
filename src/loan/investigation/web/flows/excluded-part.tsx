import { useState } from 'react'
import { useCase } from '#common/assessment/web'
import type { BillReading, JudgedRow } from '#loan/investigation/domain'
import { type RefusalDetail, formatYuan } from '#kernel'
import { Button, Chips, EmptyState, Modal, RefusalText, TextField, announce, refusalsIn } from '#ui'
import { ruleRow } from '../acts.ts'
import { useOpenCase } from '../session-context.ts'
import { REASON_NAMES } from './reasons.ts'

type Shown = 'OUT' | 'IN' | 'RULED'
const FEWEST = 4

/** Receipts that are left out with their reasons, the sales that count, and what an officer ruled: each row may be ruled otherwise, with a reason. */
export function ExcludedPart({ reading, onChange }: { reading: BillReading; onChange: () => void }) {
  const [shown, setShown] = useState<Shown>('OUT')
  const [asked, setAsked] = useState<JudgedRow | null>(null)
  const ruled = [...reading.allowed, ...reading.excluded.filter(({ ruledBy }) => ruledBy !== null)]
  const rows = shown === 'OUT' ? reading.excluded : shown === 'IN' ? reading.counted : ruled
  const labels = new Map(reading.accounts.map(({ key, label }) => [key, label]))
  return (
    <section className="part" aria-label="剔除与计入">
      <header><h3>剔除与计入</h3><span className="small muted">剔除 {reading.excludedCount} 笔{reading.excluded.length < reading.excludedCount ? `，每种理由列出金额最大的` : ''}</span></header>
      <div className="part-body stack">
        <Chips<Shown> label="看" value={shown} onChange={setShown} choices={[{ value: 'OUT', label: '剔除的', count: reading.excludedCount }, { value: 'IN', label: '计入的（金额最大）', count: reading.counted.length }, { value: 'RULED', label: '人工判定', count: ruled.length }]} />
        {rows.length === 0 ? <EmptyState says={shown === 'OUT' ? '没有剔除的入账。' : shown === 'IN' ? '没有计入销售的入账。' : '还没有人工判定。'} /> : (
          <ul className="flows-judged">{rows.map((row) => <Judged key={`${row.evidenceId} ${row.row}`} row={row} account={labels.get(row.account) ?? ''} onAsk={() => setAsked(row)} />)}</ul>
        )}
        {asked === null ? null : <Ruling key={`${asked.evidenceId} ${asked.row}`} row={asked} onClose={() => setAsked(null)} onDone={() => { setAsked(null); onChange() }} />}
      </div>
    </section>
  )
}

function Judged({ row, account, onAsk }: { row: JudgedRow; account: string; onAsk: () => void }) {
  const { isOpen } = useCase()
  const isIn = row.reason === 'SALE'
  return (
    <li>
      <span className="figure">{formatYuan(row.amountFen)}</span>
      <span className="flows-what"><b>{row.counterparty === '' ? row.words || '（无对方）' : row.counterparty}</b><small className="muted">{row.at.replace('T', ' ')} 第 {row.row} 行 {account}{row.counterparty === '' ? '' : `，${row.words}`}</small></span>
      <span className="flows-why"><b>{row.ruledBy !== null && row.reason !== 'RULED' ? '判定计入' : REASON_NAMES[row.reason] ?? row.reason}</b><small>{row.ruledWhy === null ? row.says : `${row.ruledBy ?? ''} ${row.ruledOn ?? ''}：${row.ruledWhy}`}</small></span>
      {isOpen ? <Button kind="quiet" onClick={onAsk}>{row.ruledBy !== null ? '撤回判定' : isIn ? '不计入' : '应计入'}</Button> : null}
    </li>
  )
}

function Ruling({ row, onClose, onDone }: { row: JudgedRow; onClose: () => void; onDone: () => void }) {
  const open = useOpenCase()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly RefusalDetail[]>([])
  const rules = row.ruledBy !== null ? 'AS_READ' : row.reason === 'SALE' ? 'EXCLUDED' : 'COUNTS'
  const act = async (): Promise<void> => {
    setBusy(true)
    try {
      await ruleRow(open, row.evidenceId, { row: row.row, rules, reason })
      announce('已记下判定，检验随之更新')
      onDone()
    } catch (error) {
      setRefusals(refusalsIn(error))
    } finally {
      setBusy(false)
    }
  }
  const title = rules === 'AS_READ' ? '撤回判定' : rules === 'EXCLUDED' ? '这一笔不计入销售' : '这一笔应计入销售'
  return (
    <Modal title={title} open onClose={onClose} foot={<><Button onClick={onClose}>取消</Button><Button kind="act" busy={busy} disabledReason={reason.trim().length < FEWEST ? '请写明理由，至少四个字' : null} onClick={() => void act()}>记下</Button></>}>
      <div className="stack">
        <p>{row.at.replace('T', ' ')} {row.counterparty} {formatYuan(row.amountFen)} 元，第 {row.row} 行。{row.says}</p>
        <TextField label="理由" value={reason} onChange={setReason} required />
        <RefusalText refusals={refusals} />
      </div>
    </Modal>
  )
}
