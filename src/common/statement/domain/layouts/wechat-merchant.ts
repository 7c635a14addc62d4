import { ZERO_FEN } from '#kernel'
import type { Cells } from '../cells.ts'
import type { Entry, Layout } from '../layout.ts'
import { blankMark } from '../text.ts'

/** WeChat Pay's transaction bill of a merchant: all orders, the ones paid and the ones given back. */
export const wechatMerchant: Layout = {
  format: 'wechat-merchant',
  name: '微信支付商户交易账单',
  columns: {
    at: ['交易时间'],
    id: ['微信订单号'],
    refundId: ['微信退款单号'],
    amount: ['应结订单金额', '总金额', '订单金额'],
    refund: ['退款金额', '申请退款金额'],
    refundStatus: ['退款状态'],
    status: ['交易状态'],
    counterparty: ['用户标识'],
    kind: ['交易类型'],
    currency: ['货币种类'],
  },
  required: ['at', 'id', 'amount', 'status', 'kind', 'counterparty'],
  read(cells) {
    cells.refuseForeignMoney()
    const status = cells.text('status')
    return status === 'REFUND' || status === 'REVOKED' ? refund(cells, status) : order(cells, status)
  },
}

function order(cells: Cells, status: string): Entry {
  const paid = status === 'SUCCESS'
  return { ...common(cells), id: cells.text('id'), recorded: paid ? 'IN' : 'NEUTRAL', nature: paid ? 'TRADE' : 'CLOSED', amountFen: cells.size('amount'), refundFen: ZERO_FEN, status }
}

function refund(cells: Cells, status: string): Entry {
  const refundStatus = cells.text('refundStatus')
  const amountFen = cells.size('refund')
  const number = cells.text('refundId')
  const paid = refundStatus === 'SUCCESS' || !cells.has('refundStatus')
  return {
    ...common(cells), id: blankMark(number) || /^0+$/.test(number) ? cells.text('id') : number,
    recorded: paid ? 'OUT' : 'NEUTRAL', nature: paid ? 'REFUND_PAID' : 'CLOSED', amountFen, refundFen: amountFen,
    status: refundStatus === '' ? status : `${status}/${refundStatus}`, refundOpen: !paid,
  }
}

function common(cells: Cells) {
  return { at: cells.at(), balanceFen: null, counterparty: cells.counterparty(), kind: cells.text('kind') }
}
