import { z } from 'zod'

/** What of the admission rules may be told: the applicant's own standing, never a list, a suspicion or what others said. */
const TOLD: Readonly<Record<string, string>> = { H01: '申请人年龄', H02: '经营时间与经营资质', H03: '借款用途与所属行业' }

const OPENING = '经初步了解，您本次申请暂不符合我行微贷业务的受理条件，我行本次未能为您办理，敬请谅解。'
const CLOSING = ['本次结果只针对这一笔申请，不影响您今后再次申请。情况有变化时，欢迎您再来。', '您提交的材料由我行依法保密，原件如数退还。对本次结果有疑问的，请联系您的客户经理。'] as const

export const DeclineLetter = z.object({ bank: z.string(), customer: z.string(), number: z.string(), product: z.string(), amountFen: z.int(), appliedOn: z.string(), decidedOn: z.string(), manager: z.string(), paragraphs: z.array(z.string()) })
export type DeclineLetter = z.output<typeof DeclineLetter>

/** The letter to a customer who was not admitted: whole sentences of a closed set, the same whatever list or suspicion was the reason. */
export function declineLetter(broken: readonly string[]): string[] {
  const told = Object.keys(TOLD).filter((rule) => broken.includes(rule)).map((rule) => TOLD[rule])
  return [OPENING, ...(told.length === 0 ? [] : [`我行主要考虑了${told.join('、')}与本产品适用范围的关系。`]), ...CLOSING]
}
