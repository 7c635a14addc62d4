import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

/** Related parties 关联方 (chapter 3.9): what they owe, what was dealt with them, what the group has borrowed here. */
export const related: readonly FigureText[] = [
  figure('relatedReceivables', '关联人所欠应收', 'FEN', '3.9', 'sum(receivables, if(.related, .amountFen, 0))'),
  figure('relatedSales', '对关联方销售', 'FEN', '3.9', "sum(relatedDealings, if(.dealing = 'SALE', .amountFen, 0))"),
  figure('relatedPurchases', '向关联方采购', 'FEN', '3.9', "sum(relatedDealings, if(.dealing = 'PURCHASE', .amountFen, 0))"),
  figure('relatedSalesShare', '关联销售占比', 'RATE', '3.9', 'relatedSales / annualSales'),
  figure('relatedPurchaseShare', '关联采购占比', 'RATE', '3.9', 'relatedPurchases / annualCogs'),
  figure('partyInGroup', '计入集团授信', 'TRUTH', '3.9', "match(.partyRelation, 'SPOUSE', true, 'FIRM', given(.ownedShare, 0) >= policy.statements.relatedShare, false)", { over: 'relatedParties' }),
  figure('partyExposure', '计入集团的授信', 'FEN', '3.9', 'if(partyInGroup, .exposureFen, 0)', { over: 'relatedParties' }),
  figure('customerExposure', '本人其他授信', 'FEN', 'S1-27', 'in.system.customerExposureFen'),
  figure('groupExposure', '集团授信(家庭与控制的企业)', 'FEN', '3.9', 'greatest(in.request.relatedExposureFen, in.system.groupExposureFen, sum(partyExposure))'),
]
