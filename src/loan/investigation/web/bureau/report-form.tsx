import { useState } from 'react'
import { type Day, fen } from '#kernel'
import type { Bureau, ReportContent } from '#loan/investigation/domain'
import { Button, CheckField, CountField, DayField, IconButton, MoneyField, RefusalText, TextField, api, refusalsIn, useWrite } from '#ui'

const COUNTS = [
  ['hardInquiries3Months', '近 3 个月硬查询', '次'], ['hardInquiries6Months', '近 6 个月硬查询', '次'], ['inquiriesWithoutLoan', '查询而未获贷款', '次'], ['institutions', '未结清贷款机构', '家'],
  ['onlineLenders', '网络贷款机构', '家'], ['worstOverdueDays', '最长逾期', '天'], ['overdueTimes', '逾期次数', '次'], ['tightMonths', '资金紧张月数', '月'],
] as const

function blank(queriedOn: Day): ReportContent {
  return {
    queriedOn, loans: [], cards: [], guaranteesFen: 0, worstOverdueDays: 0, overdueTimes: 0, currentOverdue: false, threeInRowSixTotal: false,
    hardInquiries3Months: 0, hardInquiries6Months: 0, inquiriesWithoutLoan: 0, institutions: 0, onlineLenders: 0, onlineBalanceFen: 0, tightMonths: 0,
  }
}

/** A report typed from paper; what it answers follows from it. */
export function ReportForm({ caseId, subject, today, before, onDone, onCancel }: { caseId: string; subject: Bureau['subjects'][number]; today: Day; before: () => Promise<unknown>; onDone: () => void; onCancel: () => void }) {
  const [report, setReport] = useState<ReportContent>(() => subject.reports[0]?.content ?? blank(today))
  const write = useWrite({ changes: [api.ofCase(caseId, 'bureau')] })
  const put = (change: Partial<ReportContent>): void => setReport((now) => ({ ...now, ...change }))
  const save = async (): Promise<void> => {
    await before()
    write.mutate({ path: api.ofCase(caseId, 'bureau'), body: { subject: subject.subject, content: report } }, { onSuccess: onDone })
  }
  return (
    <div className="stack bureau-form">
      <div className="part-grid">
        <DayField label="查询日" value={report.queriedOn} onChange={(on) => put({ queriedOn: on ?? report.queriedOn })} required />
        {COUNTS.map(([field, label, unit]) => <CountField key={field} label={label} unit={unit} value={report[field]} onChange={(value) => put({ [field]: value ?? 0 })} />)}
        <MoneyField label="网络贷款余额" echo={false} fen={fen(report.onlineBalanceFen)} onChange={(value) => put({ onlineBalanceFen: value ?? 0 })} />
        <MoneyField label="对外担保余额" echo={false} fen={fen(report.guaranteesFen)} onChange={(value) => put({ guaranteesFen: value ?? 0 })} />
      </div>
      <div className="row"><CheckField label="当前逾期" checked={report.currentOverdue} onChange={(currentOverdue) => put({ currentOverdue })} /><CheckField label="连三累六" checked={report.threeInRowSixTotal} onChange={(threeInRowSixTotal) => put({ threeInRowSixTotal })} /></div>
      <Loans report={report} put={put} />
      <Cards report={report} put={put} />
      <RefusalText refusals={refusalsIn(write.error)} />
      <div className="row"><Button kind="act" busy={write.isPending} onClick={() => void save()}>登记{subject.name}的报告</Button><Button onClick={onCancel}>不登记</Button></div>
    </div>
  )
}

interface ListProps { readonly report: ReportContent; readonly put: (change: Partial<ReportContent>) => void }

function Loans({ report: { loans }, put }: ListProps) {
  const change = (at: number, next: Partial<(typeof loans)[number]>): void => put({ loans: loans.map((one, index) => (index === at ? { ...one, ...next } : one)) })
  return (
    <div>
      <div className="row"><h4>未结清贷款</h4><Button kind="quiet" icon="plus" onClick={() => put({ loans: [...loans, { lender: '', balanceFen: 0, mortgage: false }] })}>添一笔</Button></div>
      {loans.map((loan, at) => (
        <div key={at} className="bureau-row">
          <TextField label="机构" value={loan.lender} onChange={(lender) => change(at, { lender })} /><MoneyField label="余额" echo={false} fen={fen(loan.balanceFen)} onChange={(value) => change(at, { balanceFen: value ?? 0 })} />
          <CheckField label="按揭" checked={loan.mortgage} onChange={(mortgage) => change(at, { mortgage })} /><IconButton icon="cross" label={`去掉${loan.lender}`} onClick={() => put({ loans: loans.filter((_, index) => index !== at) })} />
        </div>
      ))}
    </div>
  )
}

function Cards({ report: { cards }, put }: ListProps) {
  const change = (at: number, next: Partial<(typeof cards)[number]>): void => put({ cards: cards.map((one, index) => (index === at ? { ...one, ...next } : one)) })
  return (
    <div>
      <div className="row"><h4>信用卡</h4><Button kind="quiet" icon="plus" onClick={() => put({ cards: [...cards, { lender: '', usedFen: 0, limitFen: 0 }] })}>添一张</Button></div>
      {cards.map((card, at) => (
        <div key={at} className="bureau-row">
          <TextField label="发卡行" value={card.lender} onChange={(lender) => change(at, { lender })} /><MoneyField label="已用" echo={false} fen={fen(card.usedFen)} onChange={(value) => change(at, { usedFen: value ?? 0 })} />
          <MoneyField label="授信" echo={false} fen={fen(card.limitFen)} onChange={(value) => change(at, { limitFen: value ?? 0 })} /><IconButton icon="cross" label={`去掉${card.lender}`} onClick={() => put({ cards: cards.filter((_, index) => index !== at) })} />
        </div>
      ))}
    </div>
  )
}
