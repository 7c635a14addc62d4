import { ListLedger } from '#common/assessment/web'
import { LiveFigure } from '#common/figures/web'

/** 关联方 (3.9): who is related, what was dealt with them, and what the group has borrowed here. */
export function RelatedParties() {
  return (
    <>
      <ListLedger
        title="关联方" list="/related/parties" most={100} hint="配偶、父母、成年子女、兄弟姐妹、合伙人、持股企业、保证人与被担保人；同名的应收自动转表外" addLabel="添加关联方" blank={{ label: '新关联方', partyRelation: 'SIBLING', exposureFen: 0, evidence: [] }}
        columns={[{ field: 'partyRelation', kind: 'choice', width: 104 }, { field: 'ownedShare', kind: 'rate', width: 88 }, { field: 'exposureFen', kind: 'money', width: 140 }, { field: 'partyExposure', kind: 'figure', label: '计入集团', width: 132 }]}
        foot={<span className="workbook-foot">集团授信 <LiveFigure id="groupExposure" />　关联人所欠应收 <LiveFigure id="relatedReceivables" /></span>}
      />
      <ListLedger
        title="关联往来" list="/related/dealings" most={200} hint="近 12 个月与关联方的往来" addLabel="添加往来" blank={{ label: '关联方', dealing: 'PURCHASE', amountFen: 0, evidence: [] }}
        columns={[{ field: 'dealing', kind: 'choice', width: 104 }, { field: 'amountFen', kind: 'money', width: 160 }]}
        foot={<span className="workbook-foot">关联销售占比 <LiveFigure id="relatedSalesShare" />　关联采购占比 <LiveFigure id="relatedPurchaseShare" /></span>}
      />
    </>
  )
}
