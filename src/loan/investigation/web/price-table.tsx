import { ListLedger } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 价格表: main materials and products, their price now and before, as the market says [S2-59]. */
export function PriceTable() {
  return (
    <ListLedger
      title="主要原材料与产成品价格" list="/prices" blank={{ label: '新品种', side: 'MATERIAL', nowFen: 0, evidence: [] }} most={200} hint="问现价与历史波动；成品涨得比原料少，毛利就会变薄"
      columns={[
        { field: 'side', kind: 'choice', label: '类别', width: 96 }, { field: 'unit', kind: 'text', width: 72 }, { field: 'nowFen', kind: 'money', width: 104 }, { field: 'halfYearAgoFen', kind: 'money', width: 104 }, { field: 'yearAgoFen', kind: 'money', width: 104 },
        { field: 'lowestFen', kind: 'money', width: 104 }, { field: 'highestFen', kind: 'money', width: 104 }, { field: 'priceChange', kind: 'figure', label: '一年涨跌', width: 88 }, { field: 'priceSwing', kind: 'figure', label: '波动', width: 88 }, { field: 'askedOf', kind: 'text', width: 104 },
      ]}
      wide foot={<span className="workbook-foot">原料 <LiveFigure id="materialPriceChange" />　成品 <LiveFigure id="productPriceChange" />　成品减原料 <LiveFigure id="priceSqueeze" strong /></span>}
    />
  )
}
