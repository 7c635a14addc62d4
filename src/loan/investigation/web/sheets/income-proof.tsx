import { CaseField, ListLedger, Part, PartGrid, useCase } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 收入凭证 and 测算结果: three months of bank flow and a ledger or what stands in its place [S0-44], and what the investigation yields [S2-34]. */
export function IncomeProof() {
  const { caseFile, pack } = useCase()
  const month = caseFile.cutOffOn.slice(0, 7)
  return (
    <>
      <ListLedger
        title="收入凭证" list="/incomeEvidence" most={50} unit={null} hint={`银行流水与进销货台账各至少 ${pack.soft.incomeEvidenceMonths} 个月；没有账目的用进销货单据，不因此拒绝`} addLabel="添加凭证"
        blank={{ label: '新凭证', proof: 'BANK_FLOW', fromMonth: month, toMonth: month, evidence: [] }} columns={[{ field: 'proof', kind: 'choice', width: 128 }, { field: 'fromMonth', kind: 'month', width: 104 }, { field: 'toMonth', kind: 'month', width: 104 }]}
      />
      <Part title="测算结果">
        <dl className="yields">
          <div><dt>月收入</dt><dd><LiveFigure id="monthlyIncome" strong /></dd></div>
          <div><dt>主营业务收入占比</dt><dd><LiveFigure id="mainBusinessShare" strong /></dd></div>
          <div><dt>月净利润</dt><dd><LiveFigure id="netProfitMonthly" strong /></dd></div>
          <div><dt>可承受月供</dt><dd><LiveFigure id="maxInstalment" strong /></dd></div>
        </dl>
        <PartGrid><CaseField at="/business/books" kind="choice" hint="没有账目不是拒绝的理由" /></PartGrid>
      </Part>
    </>
  )
}
