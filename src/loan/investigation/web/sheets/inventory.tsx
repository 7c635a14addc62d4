import { ListLedger } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 库存表: what was counted, at purchase price and at selling price. */
export function InventorySheet() {
  return (
    <ListLedger
      title="库存表" code="A06" list="/balance/inventory" total="inventory" most={5000} wide addLabel="添加一行存货" hint="按进价；过期与代销为 0。占价值 80% 的全点，其余至少抽 20 样"
      blank={{ label: '新品种', place: 'SHOP', amountFen: 0, condition: 'GOOD', ownership: 'OWN', unpaid: 'NO', evidence: [] }}
      columns={[
        { field: 'place', kind: 'choice', width: 80 }, { field: 'quantity', kind: 'decimal', width: 80 }, { field: 'unit', kind: 'text', width: 56 }, { field: 'unitCostFen', kind: 'money', label: '单价', width: 92 },
        { field: 'amountFen', kind: 'money', label: '金额(进价)', width: 128 }, { field: 'marginRate', kind: 'rate', width: 80 }, { field: 'inventoryAtSaleRow', kind: 'figure', label: '金额(售价)', width: 128 },
        { field: 'condition', kind: 'choice', width: 80 }, { field: 'ownership', kind: 'choice', width: 80 }, { field: 'unpaid', kind: 'choice', label: '付款', width: 140 }, { field: 'countedBy', kind: 'text', width: 80 },
      ]}
      foot={<span className="workbook-foot">售价合计 <LiveFigure id="inventoryAtSale" strong />　可售÷月均营业额 <LiveFigure id="inventoryToMonthlySales" />　存货÷月均成本 <LiveFigure id="inventoryToMonthlyCogs" />　周转 <LiveFigure id="inventoryDays" /></span>}
    />
  )
}
