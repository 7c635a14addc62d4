import { wordOf } from '#common/assessment/domain'
import type { Block, Run } from '#common/document/domain'
import { type GuideOf, forGuarantee, guaranteeName, share, yuan } from './guide-of.ts'

/** What is asked of whoever or whatever stands behind the loan, and how much it counts for. */
export function guaranteeBlocks(of: GuideOf, title: string): Block[] {
  const { policy, guarantee } = of
  return [
    { block: 'heading', level: 1, says: `${title}、${guaranteeName(guarantee)}：问什么、要什么` },
    { block: 'table', columns: [{ title: '问与看', width: 3 }, { title: '须取得的凭据', width: 2 }, { title: '结果', width: 1.4 }], rows: forGuarantee(policy.visit.guaranteeQuestions, guarantee).map(({ asks, evidence }): readonly Run[] => [asks, evidence, '']) },
    { block: 'text', says: ['怎么算：', ...worth(of)] },
  ]
}

const named = (field: string, value: string): string => wordOf(field, value) ?? value

/** How much this guarantee carries, by the keys of the pack. */
function worth({ policy: { limit, contract, flags, scorecard, price }, guarantee }: GuideOf): string[] {
  const loss = `违约损失按 ${share(price.lgd[guarantee])} 计价。`
  switch (guarantee) {
    case 'CREDIT': return [`没有第二还款人，额度只看本人；首贷按 ${share(limit.firstLoanHaircut)} 压降，${scorecard.restrictedGrades.join('、')} 级客户最高 ${yuan(scorecard.restrictedUpTo)}，与本行员工有关系的不办信用贷款。${loss}`]
    case 'PERSONAL_GUARANTEE': return [`保证人月净可支配资金 × ${limit.guarantorMonths} 个月 × 关系系数（${Object.entries(limit.relationFactors).map(([relation, factor]) => `${named('relation', relation)} ${factor}`).join('、')}）；不足申请金额 ${flags.guarantorCapacityAtLeast} 倍的，保证不算数。保证期间至债务到期后 ${contract.guaranteeYears} 年。${loss}`]
    case 'GUARANTEE_COMPANY': return [`担保公司须在合作额度以内，保证期间至债务到期后 ${contract.guaranteeYears} 年。${loss}`]
    case 'MORTGAGE': return [`评估价与快速变现价取低者 × 折率（${Object.entries(limit.collateralHaircuts).map(([kind, rate]) => `${named('kind', kind)} ${share(rate)}`).join('、')}）− 在先债权；评估满 ${contract.valuationMonths} 个月须重估，${contract.registrationFirst ? '先登记后放款' : '登记可在放款后补办'}。${loss}`]
    case 'JOINT_LIABILITY': return [`小组 ${limit.groupMembers.from} 至 ${limit.groupMembers.to} 户，全组上限 ${yuan(limit.groupCap)}；其他成员扣除自身负债后的代偿能力按 ${share(limit.jointFactor)} 计；任一成员逾期，全组暂停放款。${loss}`]
    default: return guarantee satisfies never
  }
}
