import { type Fen, ZERO_FEN, fen } from '#kernel'
import { readAmount } from '../amount.ts'
import type { Cells } from '../cells.ts'
import type { Layout } from '../layout.ts'
import { judge } from '../nature.ts'
import { narrow } from '../text.ts'
import { saysRefund, topicOf } from '../words.ts'
import { walletFlow } from './wallet.ts'

/** An amount with what came back of it: `131.77(已退款89.84)`, `20.00(已全额退款)`. */
const WITH_REFUND = /^([^(]+)\(已(全额)?退款([^)]*)\)$/

/** JD's bill of a person (京东交易流水). What was given back stands beside the amount. */
export const jdPersonal: Layout = {
  format: 'jd-personal',
  name: '京东个人账单',
  columns: {
    at: ['交易时间'], id: ['交易订单号'], order: ['商家订单号'], flow: ['收/支'], amount: ['金额'], status: ['交易状态'], counterparty: ['商户名称'], kind: ['交易分类'], detail: ['交易说明'], note: ['备注'],
  },
  required: ['at', 'flow', 'amount', 'status', 'counterparty', 'detail'],
  read(cells) {
    const kind = cells.text('kind')
    const status = cells.text('status')
    const recorded = walletFlow(cells)
    const [amountFen, back] = amounts(cells)
    const { nature, refundFen } = judge({ recorded, amountFen, status, refundFen: back, topic: topicOf(kind) ?? (narrow(cells.text('detail')).startsWith('退款') ? 'REFUND' : null), receipt: true })
    return { id: cells.text('id'), order: cells.text('order'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: null, counterparty: cells.counterparty(), kind, status }
  },
}

function amounts(cells: Cells): readonly [Fen, Fen] {
  const match = WITH_REFUND.exec(narrow(cells.text('amount')))
  if (match === null) return [cells.size('amount'), ZERO_FEN]
  const amount = readAmount(match[1]!) ?? cells.refuse('amount', '金额，如 131.77(已退款89.84)')
  const back = match[3] === '' ? amount : readAmount(match[3]!) ?? cells.refuse('amount', '退款金额，如 131.77(已退款89.84)')
  return [amount, back]
}

/** JD's settlement of a merchant (京东商家结算明细): what the merchant is owed and what he owes, item by item. */
export const jdMerchant: Layout = {
  format: 'jd-merchant',
  name: '京东商家结算明细',
  columns: {
    at: ['费用结算时间', '费用发生时间', '费用计费时间'], id: ['单据编号'], order: ['订单编号'], kind: ['费用项'], detail: ['商品名称'], amount: ['金额'], flow: ['商家应收/应付', '收支方向'], currency: ['币种'], status: ['结算状态'],
  },
  required: ['at', 'id', 'kind', 'amount', 'flow'],
  read(cells) {
    cells.refuseForeignMoney()
    const words = narrow(cells.text('flow'))
    const recorded = /应收|收入/.test(words) ? 'IN' : /应付|支出/.test(words) ? 'OUT' : cells.refuse('flow', '应收或应付')
    const amountFen = fen(Math.abs(cells.amount('amount')))
    const kind = cells.text('kind')
    const isGoods = /货款|商品/.test(kind)
    const back = isGoods && (recorded === 'OUT' || saysRefund(kind))
    const nature = back ? 'REFUND_PAID' as const : recorded === 'OUT' ? 'PAYMENT' as const : isGoods ? 'TRADE' as const : 'OTHER' as const
    return { id: cells.text('id'), order: cells.text('order'), at: cells.at(), recorded: back ? 'OUT' : recorded, nature, amountFen, refundFen: back ? amountFen : ZERO_FEN, balanceFen: null, counterparty: cells.counterparty(), kind, status: cells.text('status') }
  },
}
