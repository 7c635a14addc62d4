import { useState } from 'react'
import { rateInWords } from '#common/document/domain'
import { EVERY_WORDS, type Payment } from '#loan/contract/domain'
import { lengthWords, methodWords, usualFirstDay } from '#loan/decision/domain'
import { may, useMe } from '#common/staff/web'
import { type Day, type Fen, fen, formatYuan } from '#kernel'
import { Button, CheckField, ChoiceField, CountField, DayField, Facts, MoneyField, NoteField, RefusalText, TextField, announce, api, refusalsIn, useWrite } from '#ui'
import type { PartProps } from './part-props.ts'
import { FeeRows, type FeeTyped } from './fee-rows.tsx'
import { PayeeRows, type PayeeTyped } from './payee-rows.tsx'

const NO_LINE = 'NEW'

/** Draws up the set: the terms stand as decided, typed are only the days, the account, the way of payment and every fee. */
export function DrawUpForm({ caseId, file }: PartProps) {
  const { data: me } = useMe()
  const { terms, ask } = file
  const today = file.today as Day
  const [amountFen, setAmount] = useState<Fen | null>(fen(terms.amountFen))
  const [periods, setPeriods] = useState<number | null>(terms.periods)
  const [startsOn, setStarts] = useState<Day | null>(today)
  const [firstDueOn, setFirstDue] = useState<Day | null>(usualFirstDay(terms, today))
  const [text, setText] = useState({ lessBecause: '', residence: ask.residence, premises: ask.business, deliveryAddress: ask.residence, accountName: file.customerName, accountBank: '', account: '' })
  const [payment, setPayment] = useState<Payment>(terms.amountFen > ask.entrustedAboveFen ? 'ENTRUSTED' : 'SELF')
  const [payees, setPayees] = useState<readonly PayeeTyped[]>([])
  const [fees, setFees] = useState<readonly FeeTyped[]>([])
  const [lineId, setLine] = useState(file.lines.some((line) => line.lineId === ask.lineId) ? (ask.lineId ?? NO_LINE) : NO_LINE)
  const [revolving, setRevolving] = useState(false)
  const write = useWrite({ changes: [api.case(caseId), api.inbox(), api.today()] })
  const set = (change: Partial<typeof text>): void => setText({ ...text, ...change })
  const isLess = (amountFen !== null && amountFen < terms.amountFen) || (periods !== null && periods < terms.periods)
  const { lessBecause, ...words } = text
  const empty = amountFen === null || periods === null || startsOn === null || firstDueOn === null || Object.values(words).some((one) => one.trim() === '')
  const off = may(me, 'contract.draw-up') ? (empty ? '文书不留空白，各项都须填写' : isLess && lessBecause.trim().length < 4 ? '低于决议须说明原因' : payment === 'ENTRUSTED' && payees.length === 0 ? '受托支付须写明收款人' : null) : '由合同制作岗办理'
  const draw = (): void => write.mutate({
    path: api.contract(caseId, 'draw-up'),
    body: {
      ...words, startsOn, firstDueOn, payment, terms: { ...(amountFen === terms.amountFen ? {} : { amountFen }), ...(periods === terms.periods ? {} : { periods }) }, lessBecause: isLess ? lessBecause : null,
      payees: payment === 'ENTRUSTED' ? payees : [], fees, useLineId: lineId === NO_LINE ? null : lineId, revolving: lineId === NO_LINE && revolving,
    },
  }, { onSuccess: () => announce('全套文书已制作，等待面签') })
  return (
    <section className="panel">
      <div className="panel-head"><h2>制作合同</h2><span className="muted small">条款取自决议；金额、期限只可更低更短，更高须重新决策</span></div>
      <div className="panel-body stack">
        <Facts facts={[['产品', terms.product], ['年利率', rateInWords(terms.annualRate)], ['还款', `${methodWords(terms)}，${EVERY_WORDS[terms.every]}`], ['决议', `${formatYuan(terms.amountFen)} 元，${lengthWords(terms)}`]]} />
        <div className="form-grid">
          <MoneyField label="合同金额" fen={amountFen} onChange={setAmount} required />
          <CountField label={terms.every === 'ONCE' ? '期限' : '期数'} value={periods} onChange={setPeriods} unit={terms.every === 'ONCE' ? '月' : '期'} required />
          <DayField label="起始日" value={startsOn} onChange={setStarts} today={today} required />
          <DayField label="首次还款日" value={firstDueOn} onChange={setFirstDue} today={today} required />
        </div>
        {isLess ? <NoteField label="低于决议的原因" value={lessBecause} onChange={(value) => set({ lessBecause: value })} required maxLength={400} /> : null}
        <div className="form-grid">
          <TextField label="放款账户户名" value={text.accountName} onChange={(accountName) => set({ accountName })} required hint="须为借款人本人" />
          <TextField label="开户行" value={text.accountBank} onChange={(accountBank) => set({ accountBank })} required />
          <TextField label="放款账号" value={text.account} onChange={(account) => set({ account })} required maxLength={30} />
          <TextField label="借款人住址" value={text.residence} onChange={(residence) => set({ residence })} required />
          <TextField label="经营地址" value={text.premises} onChange={(premises) => set({ premises })} required />
          <TextField label="送达地址" value={text.deliveryAddress} onChange={(deliveryAddress) => set({ deliveryAddress })} required />
          <ChoiceField label="支付方式" value={payment} onChange={setPayment} choices={[{ value: 'SELF', label: '自主支付' }, { value: 'ENTRUSTED', label: '受托支付' }]} hint={`单笔超过 ${formatYuan(ask.entrustedAboveFen)} 元须受托，${formatYuan(ask.entrustedOptionalFen)} 元起可选`} />
          <ChoiceField label="授信" value={lineId} onChange={setLine} choices={[{ value: NO_LINE, label: '新开授信' }, ...file.lines.map((line) => ({ value: line.lineId, label: `${line.number}，可用 ${formatYuan(line.availableFen)} 元` }))]} />
        </div>
        {lineId === NO_LINE ? <CheckField label="循环额度：归还的本金可再次使用" checked={revolving} onChange={setRevolving} /> : null}
        {payment === 'ENTRUSTED' ? <PayeeRows caseId={caseId} rows={payees} onChange={setPayees} totalFen={amountFen} /> : null}
        <FeeRows rows={fees} onChange={setFees} />
        <RefusalText refusals={refusalsIn(write.error)} />
        <div className="contract-foot"><Button kind="act" busy={write.isPending} disabledReason={off} onClick={draw}>制作全套文书</Button></div>
      </div>
    </section>
  )
}
