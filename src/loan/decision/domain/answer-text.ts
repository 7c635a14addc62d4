import { formatYuan } from '#kernel'
import { type Terms, lengthWords } from './terms.ts'

const REJECTED = [
  '经综合评估，您本次申请暂不符合我行微贷业务的办理条件，我行本次未能为您办理，敬请谅解。',
  '本次结果只针对这一笔申请。情况有变化时，欢迎您再次申请；对结果有疑问的，请联系您的客户经理。',
]
const DEFERRED = ['您的申请仍在审议之中，目前尚不能给出结果。需要补充的材料，客户经理会另行与您联系。']

/** What the customer is told: of a yes the terms, of a no neutral words that name neither people nor grounds. */
export function answerText(outcome: 'APPROVED' | 'REJECTED' | 'DEFERRED', terms: Pick<Terms, 'amountFen' | 'method' | 'periods' | 'conditions'> | null): readonly string[] {
  switch (outcome) {
    case 'REJECTED': return REJECTED
    case 'DEFERRED': return DEFERRED
    case 'APPROVED': {
      const before = terms?.conditions.filter(({ when }) => when === 'BEFORE') ?? []
      return [
        ...(terms === null ? [] : [`您的申请已获批准：金额 ${formatYuan(terms.amountFen)} 元，期限 ${lengthWords(terms)}。利率、还款方式与费用以签约时出示的明示表为准。`]),
        ...(before.length === 0 ? [] : [`放款前须落实：${before.map(({ says }) => says).join('；')}。`]),
        '请在批复有效期内携带有效证件办理签约，逾期批复失效。',
      ]
    }
    default: return outcome satisfies never
  }
}
