import { ListLedger, useCase } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'
import { PriceTable } from '../price-table.tsx'

/** 毛利检验: share of sales, cost, price and margin of each product; weighted they give the margin of the income statement. */
export function MarginSheet() {
  const { pack } = useCase()
  return (
    <div className="stack">
      <ListLedger
        title="毛利检验" list="/income/margins" total="weightedMargin" blank={{ label: '新品种', salesShare: '0', evidence: [] }} hint="毛利率 = 1 − 进价 ÷ 售价；至少 5 个品种或销售占比 70%，每个品种看进货发票与售价"
        columns={[
          { field: 'salesShare', kind: 'rate', width: 96 }, { field: 'costFen', kind: 'money', label: '进价', width: 104 }, { field: 'priceFen', kind: 'money', width: 104 }, { field: 'marginRate', kind: 'rate', label: '毛利率(直接填)', width: 112 },
          { field: 'oralMarginRate', kind: 'rate', width: 104 }, { field: 'marginOfItem', kind: 'figure', label: '采用毛利率', width: 104 }, { field: 'marginContribution', kind: 'figure', label: '贡献', width: 88 },
        ]}
        foot={<span className="workbook-foot">占比合计 <LiveFigure id="salesShareTotal" strong />　加权毛利率 <LiveFigure id="weightedMargin" strong /></span>}
      />
      <PriceTable />
      <p className="small muted">同业：净利率指标值 {Object.values(pack.industry.netMargin).map((value) => `${trimPercent(value)}%`).join(' / ')}（优秀 → 较差）；通常加价率 {trimPercent(pack.industry.markUp)}%。</p>
    </div>
  )
}

function trimPercent(value: string): string {
  return String(Math.round(Number(value) * 10_000) / 100)
}
