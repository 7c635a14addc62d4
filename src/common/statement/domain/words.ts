/**
 * The words by which bills name what is no sale. One vocabulary for all layouts: wallets and banks borrow each other's terms.
 * 充值 (top-up) alone is no sign, because a phone card is topped up too.
 */
const REFUND = /退款|退货|退汇|转账退回|冲正|退回/
const OWN = /提现|零钱充值|余额充值|账户充值|零钱通|理财|余额宝|基金|赎回|信用卡还款|取款|取现|现金存|存现|存款|本人|同名|内部转账|资金归集/
const LOAN = /贷款|放款|借款|借呗|微粒贷|网商贷|信用借还|备用金/
const OTHER = /工资|薪|代发|奖金|公积金|社保|养老|医保|报销|结息|利息|利息税|收益|分红|返现|返还|奖励|红包|补贴|津贴|补助|退税|理赔|保险|中奖|彩票|亲属卡|亲情卡/
const UNDONE = /关闭|失败|撤销|已退还|已取消|作废|拒绝|等待.{0,6}付款|待付款|待支付|未支付/

/** What money is for when it is no sale. */
export type Topic = 'REFUND' | 'OWN' | 'LOAN' | 'NO_SALE'

/** The topic of words a wallet or bank wrote, such as a category or a bank's summary; never of words a shop wrote. */
export function topicOf(text: string): Topic | null {
  if (saysRefund(text)) return 'REFUND'
  if (saysOwnMoney(text)) return 'OWN'
  if (LOAN.test(text)) return 'LOAN'
  return OTHER.test(text) ? 'NO_SALE' : null
}

export const saysRefund = (text: string): boolean => REFUND.test(text)
export const saysOwnMoney = (text: string): boolean => OWN.test(text)
export const saysUndone = (status: string): boolean => UNDONE.test(status)

const NAME_PARTS = /[^\p{L}·]+/u

/** Whether a counterparty is the owner: the name stands in it as a word of its own (`支付宝-张三`, `张三 6222`). */
export function isOwner(counterparty: string, owner: string): boolean {
  return owner !== '' && counterparty.includes(owner) && (counterparty === owner || counterparty.split(NAME_PARTS).includes(owner))
}

/** The words by which a column tells which way money went. */
export interface FlowWords {
  readonly in: readonly string[]
  readonly out: readonly string[]
}

/** In the books of a bank 贷 is money of the customer's that grows. */
export const FLOW_WORDS: FlowWords = {
  in: ['贷', '收', '收入', '存入', '转入', '进账', '入账', '来账', '进', '来', '存', '收款', '增加', 'C', 'CR', 'CREDIT', 'IN', '+'],
  out: ['借', '支', '付', '支出', '支取', '取出', '转出', '出账', '往账', '出', '去', '取', '付款', '减少', 'D', 'DR', 'DEBIT', 'WITHDRAWAL', 'OUT', '-'],
}

/** Which way a word points; a word may be followed by others (`贷 Cr`, `借方`, `贷记`). Null where it is none of these. */
export function flowOf(text: string, words: FlowWords): 'IN' | 'OUT' | null {
  const [first = ''] = text.toUpperCase().split(/[\s/(]+/)
  const plain = first.replace(/[方记项]$/, '')
  for (const one of [text.toUpperCase(), first, plain]) {
    if (words.in.some((word) => word.toUpperCase() === one)) return 'IN'
    if (words.out.some((word) => word.toUpperCase() === one)) return 'OUT'
  }
  return null
}
