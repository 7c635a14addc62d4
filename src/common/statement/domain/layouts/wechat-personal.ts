import { type Fen, ZERO_FEN } from '#kernel'
import { readAmount } from '../amount.ts'
import type { Cells } from '../cells.ts'
import type { Layout } from '../layout.ts'
import { judge } from '../nature.ts'
import type { Direction } from '../statement.ts'
import { narrow } from '../text.ts'
import { topicOf } from '../words.ts'

const RECEIPT = /收款|转账|收钱|赞赏|经营/
const PARTLY_REFUNDED = /已退款\(?([¥\d,.]+)\)?/

/** WeChat Pay's bill of a person, CSV (to 2024) and XLSX. */
export const wechatPersonal: Layout = {
  format: 'wechat-personal',
  name: '微信支付个人账单',
  columns: {
    at: ['交易时间'],
    id: ['交易单号'],
    order: ['商户单号'],
    flow: ['收/支'],
    amount: ['金额'],
    status: ['当前状态'],
    counterparty: ['交易对方'],
    kind: ['交易类型'],
    detail: ['商品'],
  },
  required: ['at', 'id', 'flow', 'amount', 'status', 'counterparty', 'kind'],
  read(cells) {
    const kind = cells.text('kind')
    const status = cells.text('status')
    const counterparty = cells.counterparty()
    const recorded = recordedFlow(cells)
    const amountFen = cells.size('amount')
    const { nature, refundFen } = judge({
      recorded, amountFen, status, refundFen: refunded(cells, amountFen), topic: topicOf(kind),
      receipt: RECEIPT.test(`${kind} ${cells.text('detail')} ${counterparty}`),
    })
    return { id: cells.text('id'), order: cells.text('order'), at: cells.at(), recorded, nature, amountFen, refundFen, balanceFen: null, counterparty, kind, status }
  },
}

/** The stamped proof of transactions (微信支付交易明细证明), page turned into a sheet: other titles, and no column of states: only what took place is listed. */
export const wechatProof: Layout = {
  ...wechatPersonal,
  name: '微信支付交易明细证明',
  columns: { at: ['交易时间'], id: ['交易单号', '交易订单号'], order: ['商户单号', '商家单号'], flow: ['收/支/其他'], amount: ['金额'], counterparty: ['交易对方'], kind: ['交易类型'] },
  required: ['at', 'id', 'flow', 'amount', 'counterparty', 'kind'],
}

function recordedFlow(cells: Cells): Direction {
  switch (cells.text('flow')) {
    case '收入':
      return 'IN'
    case '支出':
      return 'OUT'
    case '':
    case '/':
    case '其他':
    case '中性交易':
      return 'NEUTRAL'
    default:
      return cells.refuse('flow', '收入、支出或 /')
  }
}

/** The status tells what came back: 已全额退款, 已退款(￥20.00). */
function refunded(cells: Cells, amountFen: Fen): Fen {
  const status = narrow(cells.text('status'))
  if (status.includes('全额退款')) return amountFen
  const part = PARTLY_REFUNDED.exec(status)
  return part ? readAmount(part[1]!) ?? cells.refuse('status', '退款金额，如 已退款(￥20.00)') : ZERO_FEN
}
