import type { FigureText } from '#common/figures/domain'
import { figure } from './write.ts'

const lgd = "match(if(FR05 and in.request.guarantee = 'PERSONAL_GUARANTEE', 'CREDIT', in.request.guarantee), 'CREDIT', policy.price.lgd.CREDIT, 'PERSONAL_GUARANTEE', policy.price.lgd.PERSONAL_GUARANTEE, 'GUARANTEE_COMPANY', policy.price.lgd.GUARANTEE_COMPANY, 'JOINT_LIABILITY', policy.price.lgd.JOINT_LIABILITY, policy.price.lgd.MORTGAGE)"
const pdOf = (grade: string) => `match(${grade}, ${['A', 'B', 'C', 'D'].map((each) => `'${each}', policy.price.pd.${each}, `).join('')}policy.price.pd.E)`
const rate = (loss: string) => `greatest(policy.price.floor, least(policy.price.ceiling, ceilTo(policy.price.ftp + policy.price.opex + ${loss} + capitalCost + policy.price.margin - relationshipDiscount, policy.price.roundUpTo)))`

/** Price 定价: rate = FTP + opex + expected loss + capital + margin − relationship (chapter 6.4). Nothing of the soft matrix enters. */
export const price: readonly FigureText[] = [
  figure('lossGivenDefault', '违约损失率', 'RATE', '6.2 LGD', lgd),
  figure('capitalCost', '资本成本', 'RATE', '6.4', 'policy.price.riskWeight * policy.price.capitalRatio * policy.price.hurdle'),
  figure('relationshipDiscount', '老客户优惠', 'RATE', '6.4 S2-76', 'min(in.application.loansRepaid * policy.price.discountPerRepaidLoan, policy.price.discountMax)'),
  figure('bestGrade', '可得最高等级', 'WORD', '6.3', "if(firstLoan, policy.scorecard.firstLoanCap, 'A')"),
  figure('sizingLoss', '测算预期损失', 'RATE', '6.3', `${pdOf('bestGrade')} * lossGivenDefault`),
  figure('sizingRate', '初始测算利率', 'RATE', '6.3', rate('sizingLoss')),
  figure('probabilityOfDefault', '违约概率', 'RATE', '6.2 PD', pdOf('cappedGrade')),
  figure('expectedLoss', '预期损失', 'RATE', '6.4', 'probabilityOfDefault * lossGivenDefault'),
  figure('rateBeforeRounding', '取整前利率', 'RATE', '6.4', 'policy.price.ftp + policy.price.opex + expectedLoss + capitalCost + policy.price.margin - relationshipDiscount'),
  figure('price', '年利率', 'RATE', '6.4', rate('expectedLoss')),
]
