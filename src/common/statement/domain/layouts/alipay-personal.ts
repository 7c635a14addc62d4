import { ZERO_FEN } from '#kernel'
import type { Layout } from '../layout.ts'
import { judge } from '../nature.ts'
import type { Cells } from '../cells.ts'
import type { Direction } from '../statement.ts'
import { alipayTopic } from '../alipay-words.ts'

/** Alipay's bill of a person, from the app (since 2021) or the older web page. */
export const alipayPersonal: Layout = {
  format: 'alipay-personal',
  name: '支付宝个人账单',
  columns: {
    at: ['交易时间', '交易创建时间', '付款时间'],
    id: ['交易订单号', '交易号'],
    order: ['商家订单号'],
    flow: ['收/支'],
    amount: ['金额'],
    refund: ['成功退款'],
    status: ['交易状态'],
    counterparty: ['交易对方'],
    kind: ['交易分类', '类型'],
    detail: ['商品说明', '商品名称'],
  },
  required: ['at', 'id', 'flow', 'amount', 'status', 'counterparty'],
  read(cells) {
    const kind = cells.text('kind')
    const status = cells.text('status')
    const recorded = recordedFlow(cells)
    const amountFen = cells.size('amount')
    const { nature, refundFen } = judge({
      recorded, amountFen, status, refundFen: cells.has('refund') ? cells.amountOrZero('refund') : ZERO_FEN,
      topic: alipayTopic(kind, cells.text('detail')), receipt: true,
    })
    return { id: cells.text('id'), order: cells.text('order'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: null, counterparty: cells.counterparty(), kind, status }
  },
}

/** The stamped proof of transactions (支付宝交易流水证明): no column of states and no category. */
export const alipayProof: Layout = {
  ...alipayPersonal,
  name: '支付宝交易流水证明',
  says: /流水证明/,
  needsItsWords: true,
  columns: { at: ['交易时间'], id: ['交易订单号', '交易号'], order: ['商家订单号'], flow: ['收/支', '收/支/其他'], amount: ['金额'], counterparty: ['交易对方'], detail: ['商品说明', '商品名称'] },
  required: ['at', 'id', 'flow', 'amount', 'counterparty', 'detail'],
}

function recordedFlow(cells: Cells): Direction {
  const flow = cells.text('flow')
  switch (flow) {
    case '收入':
      return 'IN'
    case '支出':
      return 'OUT'
    case '':
    case '/':
    case '其他':
    case '不计收支':
      return 'NEUTRAL'
    default:
      return cells.refuse('flow', '收入、支出或不计收支')
  }
}
