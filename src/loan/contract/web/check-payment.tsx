import { useState } from 'react'
import { rateInWords } from '#common/document/domain'
import { DRAWDOWN_STATES, EVERY_WORDS, PAYMENTS, type ContractShown, type DrawdownShown } from '#loan/contract/domain'
import { lengthWords, methodWords } from '#loan/decision/domain'
import { may, useMe, useStepUp } from '#common/staff/web'
import { type Fen, formatYuan } from '#kernel'
import { Button, EmptyState, MoneyField, NoteField, RefusalText, StateBadge, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import { ActDrawer } from './act-drawer.tsx'
import { Checklist } from './checklist.tsx'
import type { PartProps } from './part-props.ts'

/** 放款复核: resolution, contract and order side by side, differences in colour; amount and end of the account typed again from the papers. */
export function CheckPayment({ caseId, file }: PartProps) {
  const last = file.drawdowns.findLast(({ state }) => state !== 'CANCELLED' && state !== 'REVERSED')
  if (last === undefined || file.drawn === null) return <section className="panel"><EmptyState says="放款录入之后，由另一个人在这里复核。" /></section>
  const note = file.papers.filter((paper) => paper.subject === last.noteNumber)
  return (
    <>
      <section className="panel">
        <div className="panel-head"><h2>借据 {last.noteNumber}</h2><span className="muted small">{last.ordered.name}录入{last.checked === null ? '' : `，${last.checked.name}复核`}</span><StateBadge tone={last.state === 'ORDERED' ? 'going' : 'holds'}>{DRAWDOWN_STATES[last.state]}</StateBadge></div>
        <div className="panel-body stack">
          <Compare file={file} drawn={file.drawn} order={last} />
          <p className="row">纸面：{[...file.papers.filter(({ kind }) => kind === 'LOAN_CONTRACT'), ...note].map((paper) => paper.documentId === null ? null : <a key={paper.documentId} href={api.documentFile(caseId, paper.documentId, 'pdf')} target="_blank" rel="noreferrer">{paper.number}</a>)}</p>
        </div>
      </section>
      {last.state === 'ORDERED' ? (
        <div className="contract-two">
          <section className="panel"><div className="panel-head"><h2>放款前检查</h2></div><div className="panel-body"><Checklist items={file.beforeDrawdown} label="放款前检查" /></div></section>
          <Check key={last.drawdownId} caseId={caseId} file={file} order={last} />
        </div>
      ) : null}
    </>
  )
}

function Compare({ file, drawn, order }: { file: ContractShown; drawn: NonNullable<ContractShown['drawn']>; order: DrawdownShown }) {
  const { terms } = file
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['金额', `${formatYuan(terms.amountFen)} 元`, `${formatYuan(drawn.terms.amountFen)} 元`, `${formatYuan(order.amountFen)} 元`],
    ['期限', lengthWords(terms), lengthWords(drawn.terms), lengthWords(drawn.terms)],
    ['年利率', rateInWords(terms.annualRate), rateInWords(drawn.terms.annualRate), rateInWords(drawn.terms.annualRate)],
    ['还款方式', `${methodWords(terms)}，${EVERY_WORDS[terms.every]}`, `${methodWords(drawn.terms)}，${EVERY_WORDS[drawn.terms.every]}`, `首次还款 ${order.firstDueOn}`],
    ['产品', terms.product, drawn.terms.product, drawn.terms.product],
    ['支付方式', '—', PAYMENTS[drawn.payment], PAYMENTS[order.payment]],
    ['放款账户', '借款人本人', `${drawn.accountName}，${drawn.accountBank}`, drawn.accountMasked],
  ]
  const differs = ([, decided, contract, ordered]: (typeof rows)[number], index: number): boolean => (index < 3 && (decided !== contract || contract !== ordered)) || (index === 3 && decided !== contract) || (index === 5 && contract !== ordered)
  return (
    <table className="contract-compare">
      <thead><tr><th scope="col"><span className="unseen">项目</span></th><th scope="col">决议</th><th scope="col">合同</th><th scope="col">录入</th></tr></thead>
      <tbody>{rows.map((row, index) => <tr key={row[0]} data-differs={differs(row, index) || undefined}><th scope="row">{row[0]}</th><td>{row[1]}</td><td>{row[2]}</td><td>{row[3]}{differs(row, index) ? <span className="unseen">，不一致</span> : null}</td></tr>)}</tbody>
    </table>
  )
}

function Check({ caseId, file, order }: PartProps & { order: DrawdownShown }) {
  const { data: me } = useMe()
  const [amountFen, setAmount] = useState<Fen | null>(null)
  const [accountEnd, setEnd] = useState('')
  const [reason, setReason] = useState('')
  const stepUp = useStepUp('loan.check', caseId)
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today(), api.notes()] })
  const isMaker = me?.staffId === order.ordered.staffId
  const why = !may(me, 'loan.check') ? '由放款复核岗办理' : isMaker ? '录入人不能复核，由另一人办理' : amountFen === null || accountEnd.length !== file.ask.accountDigits ? '请按纸面重输金额与账号末位' : stepUp.whyNot
  const check = async (): Promise<void> => {
    const token = await stepUp.prove()
    if (token !== null) write.mutate({ path: api.contract(caseId, 'drawdowns', order.drawdownId, 'check'), body: { amountFen, accountEnd, stepUp: token } }, { onSuccess: () => announce(`款已放出，借据 ${order.noteNumber}`) })
  }
  return (
    <section className="panel">
      <div className="panel-head"><h2>复核</h2><span className="muted small">不看录入，按借据与合同纸面重输</span></div>
      <div className="panel-body stack">
        <MoneyField label="借据金额" fen={amountFen} onChange={setAmount} required />
        <TextField label={`放款账号末 ${file.ask.accountDigits} 位`} value={accountEnd} onChange={setEnd} maxLength={file.ask.accountDigits} required />
        {isMaker ? null : stepUp.field}
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="contract-foot">
          <ActDrawer caseId={caseId} label="退回撤销…" kind="stop" title={`撤销借据 ${order.noteNumber} 的录入`} path={api.contract(caseId, 'drawdowns', order.drawdownId, 'cancel')} body={{ reason }} act="撤销录入" done="录入已撤销，借据号不再使用" why={may(me, 'loan.check') || may(me, 'loan.order') ? null : '由放款岗位办理'} lacking={reason.trim().length < 4 ? '请说明理由，至少 4 个字' : null}>
            <NoteField label="理由" value={reason} onChange={setReason} required maxLength={400} />
          </ActDrawer>
          <Button kind="act" busy={stepUp.isPending || write.isPending} disabledReason={why} onClick={() => void check()}>复核无误，放款</Button>
        </div>
      </div>
    </section>
  )
}
