import { ListLedger } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 供应链: from whom and to whom, how money moves between them, against what the balance sheet says [S2-60]. */
export function Chain() {
  return (
    <ListLedger
      title="供应链与结款方式" list="/soft/chain" most={100} unit={null} hint="上下游、占比、结款方式与账期；按此推算的应收应付天数应与报表相近" addLabel="添加上下游"
      blank={{ label: '新往来户', side: 'SUPPLIER', tradeShare: '0', settles: 'ON_ACCOUNT', termDays: '0', frequency: 'WEEKLY', relationYears: 0, evidence: [] }}
      columns={[
        { field: 'side', kind: 'choice', label: '上下游', width: 96 }, { field: 'tradeShare', kind: 'rate', width: 80 }, { field: 'settles', kind: 'choice', width: 104 }, { field: 'termDays', kind: 'decimal', width: 80 }, { field: 'frequency', kind: 'choice', width: 88 }, { field: 'relationYears', kind: 'count', label: '年数', width: 64 },
      ]}
      foot={<span className="workbook-foot">应收：按账期 <LiveFigure id="chainReceivableDays" />，报表 <LiveFigure id="receivableDays" />；应付：按账期 <LiveFigure id="chainPayableDays" />，报表 <LiveFigure id="payableDays" /></span>}
    />
  )
}
