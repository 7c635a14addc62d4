import { CaseCheck, CaseField, ListLedger, OptionalPart, PartGrid, useCase, usePlace } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { BureauPanel } from '../bureau/bureau-panel.tsx'

/** 征信: what the bureau reports, and how the accounts move. */
export function BureauSheet() {
  const store = useCase()
  const isThere = usePlace<object | null>('/creditReport') !== null
  const blank = () => ({
    queriedOn: store.caseFile.cutOffOn, loans: [], cards: [], guaranteesFen: 0, worstOverdueDays: 0, overdueTimes: 0, currentOverdue: false, threeInRowSixTotal: false, hardInquiries3Months: 0, hardInquiries6Months: 0,
    institutions: 0, onlineLenders: 0, onlineBalanceFen: 0, evidence: [],
  })
  return (
    <div className="stack">
      <BureauPanel />
      <OptionalPart title="借款人征信报告（记入判断）" at="/creditReport" none="还没有征信报告" add="登记征信报告" blank={blank}>
        <PartGrid>
          <CaseField at="/creditReport/queriedOn" kind="day" /><CaseField at="/creditReport/worstOverdueDays" kind="count" unit="天" /><CaseField at="/creditReport/overdueTimes" kind="count" unit="次" />
          <CaseField at="/creditReport/hardInquiries3Months" kind="count" unit="次" /><CaseField at="/creditReport/hardInquiries6Months" kind="count" unit="次" /><CaseField at="/creditReport/institutions" kind="count" unit="家" />
          <CaseField at="/creditReport/onlineLenders" kind="count" unit="家" /><CaseField at="/creditReport/onlineBalanceFen" kind="money" /><CaseField at="/creditReport/guaranteesFen" kind="money" />
          <CaseCheck at="/creditReport/currentOverdue" /><CaseCheck at="/creditReport/threeInRowSixTotal" />
        </PartGrid>
      </OptionalPart>
      {isThere ? (
        <>
          <ListLedger title="征信所列贷款" list="/creditReport/loans" name="lender" blank={{ lender: '新机构', balanceFen: 0, mortgage: false }} columns={[{ field: 'balanceFen', kind: 'money', width: 160 }, { field: 'mortgage', kind: 'check', width: 88 }, { field: 'loanNotListed', kind: 'figure', label: '报表未列', width: 132 }]} evidence={false} most={200} hint="逐机构与资产负债表核对，未列入的须补列或说明（I14）" />
          <ListLedger title="征信所列信用卡" list="/creditReport/cards" name="lender" blank={{ lender: '新发卡行', usedFen: 0, limitFen: 0 }} columns={[{ field: 'usedFen', kind: 'money', width: 160 }, { field: 'limitFen', kind: 'money', width: 160 }, { field: 'cardNotListed', kind: 'figure', label: '报表未列', width: 132 }]} evidence={false} most={100} foot={<span className="workbook-foot">使用率 <LiveFigure id="cardUtilisation" /></span>} />
        </>
      ) : null}
      <ListLedger
        title="账户流水特征" list="/bankFlows" most={50} hint="快进快出、长期紧张由此判断；快进快出的流水不作销售证据" blank={{ label: '新账户', monthlyCreditsFen: 0, averageDailyBalanceFen: 0, leavesWithinDayShare: '0', tightMonths: 0, evidence: [] }}
        columns={[{ field: 'monthlyCreditsFen', kind: 'money', width: 132 }, { field: 'averageDailyBalanceFen', kind: 'money', width: 132 }, { field: 'leavesWithinDayShare', kind: 'rate', label: '日内转出', width: 92 }, { field: 'tightMonths', kind: 'count', label: '紧张月数', width: 80 }, { field: 'owner', kind: 'choice', width: 88 }]}
      />
    </div>
  )
}
