import { Ledger, LedgerRow, Td, useCase } from '#common/assessment/web'
import { FigureValue, LiveFigure } from '#common/figures/web'
import { exact } from '#kernel'

/** What the yearly rate is made of. */
export function PriceParts() {
  const { price } = useCase().pack
  const parts: readonly (readonly [string, string])[] = [['资金成本 FTP', price.ftp], ['运营成本', price.opex]]
  return (
    <Ledger title="定价" unit={null} corner="构成" columns={[{ id: 'rate', label: '年利率' }, { id: 'says', label: '说明', align: 'left' }]}>
      {parts.map(([name, rate]) => <LedgerRow key={name} label={name}><Td><FigureValue value={exact(rate)} unit="RATE" /></Td><Td left><span className="small muted">政策值</span></Td></LedgerRow>)}
      <LedgerRow label="预期损失"><Td><LiveFigure id="expectedLoss" /></Td><Td left><span className="small muted">违约概率 <LiveFigure id="probabilityOfDefault" /> × 违约损失率 <LiveFigure id="lossGivenDefault" /></span></Td></LedgerRow>
      <LedgerRow label="资本成本"><Td><LiveFigure id="capitalCost" /></Td><Td left><span className="small muted">风险权重 × 资本充足率 × 资本回报</span></Td></LedgerRow>
      <LedgerRow label="目标利润"><Td><FigureValue value={exact(price.margin)} unit="RATE" /></Td><Td left><span className="small muted">政策值</span></Td></LedgerRow>
      <LedgerRow label="老客户优惠（减）"><Td><LiveFigure id="relationshipDiscount" /></Td><Td left /></LedgerRow>
      <LedgerRow kind="total" label="取整前利率"><Td><LiveFigure id="rateBeforeRounding" strong /></Td><Td left /></LedgerRow>
      <LedgerRow kind="grand" label="年利率"><Td><LiveFigure id="price" strong /></Td><Td left><span className="small muted">软信息矩阵不进入定价</span></Td></LedgerRow>
    </Ledger>
  )
}
