import { ZERO_FEN, fen } from '#kernel'
import type { Layout } from '../layout.ts'
import { judge } from '../nature.ts'
import { saysRefund, topicOf } from '../words.ts'
import { walletFlow } from './wallet.ts'

/** Meituan's bill of a person (美团交易账单明细). What was really paid counts, not the price before it was cut. */
export const meituanPersonal: Layout = {
  format: 'meituan-personal',
  name: '美团个人账单',
  columns: {
    at: ['交易成功时间', '交易创建时间'], id: ['交易单号'], order: ['商家单号'], flow: ['收/支'], amount: ['实付金额', '订单金额'], kind: ['交易类型'], counterparty: ['订单标题'], detail: ['订单标题'], note: ['备注'],
  },
  required: ['at', 'id', 'flow', 'amount', 'kind', 'detail'],
  read(cells) {
    const kind = cells.text('kind')
    const recorded = walletFlow(cells)
    const amountFen = cells.size('amount')
    const { nature, refundFen } = judge({ recorded, amountFen, status: '', refundFen: ZERO_FEN, topic: kind === '还款' ? 'OWN' : topicOf(kind), receipt: false })
    return { id: cells.text('id'), order: cells.text('order'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: null, counterparty: cells.counterparty(), kind, status: '' }
  },
}

/** Meituan's settlement of a merchant (美团商家账单): 商家应收款 of each order; what is below zero was given back. */
export const meituanMerchant: Layout = {
  format: 'meituan-merchant',
  name: '美团商家账单',
  columns: {
    at: ['完成时间', '下单时间', '账单日期'], id: ['订单号'], kind: ['交易类型'], detail: ['交易描述'], amount: ['商家应收款', '商家应收款(元)'], counterparty: ['门店名称'], status: ['订单状态'], note: ['备注'],
  },
  required: ['at', 'id', 'kind', 'amount'],
  read(cells) {
    const kind = cells.text('kind')
    const amount = cells.amount('amount')
    const amountFen = fen(Math.abs(amount))
    const back = saysRefund(kind) || saysRefund(cells.text('detail'))
    const nature = back ? 'REFUND_PAID' as const : amount < 0 ? 'PAYMENT' as const : /订单|外卖|团购|自取|核销/.test(kind) ? 'TRADE' as const : 'OTHER' as const
    // the merchant's own shop is no other side
    return { id: cells.text('id'), at: cells.at(), recorded: back || amount < 0 ? 'OUT' : 'IN', nature, amountFen, refundFen: back ? amountFen : ZERO_FEN, balanceFen: null, counterparty: '', kind, status: cells.text('status') }
  },
}
