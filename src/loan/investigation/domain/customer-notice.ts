import { type Ground, rejectingCodes } from './rejecting-codes.ts'

/** What concerns only the applicant's own standing and may be told; of all other rules the notice says nothing. */
const TOLD: readonly { readonly says: string; readonly rules: readonly string[] }[] = [
  { says: '申请人年龄、经营时间或借款用途与本产品的适用范围', rules: ['H01', 'H02', 'H03'] },
  { says: '目前的收支结余与已有负债水平', rules: ['H05', 'H06', 'H07', 'limit', 'H04 FR12', 'H04 FR10'] },
]

const OPENING = '经综合评估，您本次申请暂不符合我行微贷业务的办理条件，我行本次未能为您办理，敬请谅解。'
const CLOSING = [
  '本次结果只针对这一笔申请。情况有变化时，欢迎您再次申请。',
  '您提交的材料由我行依法保密。您可以凭本人有效证件向征信机构查询本人信用报告；对本次结果有疑问的，请联系您的客户经理。',
] as const

/**
 * What a customer is told when the rules reject the case (chapter 17.2): whole sentences of a closed set. What third
 * parties said, lists and suspicions never reach it, and nothing in it differs where they were the reason.
 */
export function customerNotice(grounds: readonly Ground[]): readonly string[] {
  const broken = rejectingCodes(grounds)
  const told = TOLD.filter(({ rules }) => rules.some((rule) => broken.includes(rule))).map(({ says }) => says)
  return [OPENING, ...(told.length === 0 ? [] : [`我行主要考虑了${told.join('，以及')}。`]), ...CLOSING]
}
