import { narrow } from './text.ts'
import { type Topic, topicOf } from './words.ts'

/** The category that holds transfers and gifts. */
const TRANSFERS = /^转账/
/** Categories Alipay gives its own services, beside those whose plain words say it. */
const SERVICES: Readonly<Record<string, Topic>> = { 账户存取: 'OWN', 充值提现: 'OWN', 互助保障: 'NO_SALE' }

/**
 * The words with which Alipay itself begins a description, ended by a dash, a colon or the end of the text: goods are
 * described freely, and 理财入门书, 存款罐 and 七天无理由退货 are goods.
 */
const BEGINNINGS: readonly (readonly [Topic, RegExp])[] = [
  ['NO_SALE', /^(?:余额宝|余利宝|小荷包).*收益发放$/],
  ['REFUND', begins('退款|交易退款|售后退款|转账退回|红包退回')],
  ['OWN', begins('提现|充值|余额充值|余额宝|转入余额宝|转出到余额宝|余利宝|小荷包|蚂蚁财富|基金赎回|理财赎回|信用卡还款')],
  ['LOAN', begins('(?:借呗|网商贷|备用金|信用贷|贷款|借款)(?:放款|借款|到账)?|放款')],
  ['NO_SALE', begins('红包|支付宝红包|现金红包|收到红包|集分宝|返现|奖励金|工资|代发工资|工资代发|奖金|公积金|公积金提取|社保|养老金|报销|退税|保险理赔|理赔')],
]
/** In a transfer 红包 is a gift wherever the description ends with it. */
const GIFT = /红包(?:$|[-:(])/

/** What an Alipay row is for: by its category, and by its description only where that begins with Alipay's own words. */
export function alipayTopic(kind: string, detail: string): Topic | null {
  const words = narrow(detail)
  const transfer = TRANSFERS.test(kind)
  if (transfer && GIFT.test(words)) return 'NO_SALE'
  return (transfer ? null : SERVICES[kind] ?? topicOf(kind)) ?? BEGINNINGS.find(([, pattern]) => pattern.test(words))?.[0] ?? null
}

function begins(words: string): RegExp {
  return new RegExp(`^(?:${words})(?:$|\\s*[-—:])`)
}
