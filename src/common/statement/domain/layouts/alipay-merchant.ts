import { type Fen, ZERO_FEN, fen } from '#kernel'
import type { Cells } from '../cells.ts'
import type { Layout } from '../layout.ts'
import { saysRefund } from '../words.ts'

/** Alipay's business detail of a merchant (业务明细). What the merchant receives is 商家实收; fees are a matter of their own. */
export const alipayMerchant: Layout = {
  format: 'alipay-merchant',
  name: '支付宝商户业务明细',
  columns: {
    at: ['完成时间', '创建时间'],
    id: ['支付宝交易号'],
    refundId: ['退款批次号/请求号', '退款批次号', '请求号'],
    amount: ['商家实收', '商家实收金额'],
    kind: ['业务类型'],
    counterparty: ['对方账户'],
    detail: ['商品名称'],
  },
  required: ['at', 'id', 'amount', 'kind', 'counterparty'],
  read(cells) {
    const amount = cells.amount('amount')
    const amountFen = fen(Math.abs(amount))
    const isRefund = saysRefund(cells.text('kind'))
    return {
      ...(isRefund ? refund(cells, amountFen) : business(cells, amount)),
      amountFen, at: cells.at(), balanceFen: null, counterparty: cells.counterparty(), kind: cells.text('kind'), status: '',
    } as const
  },
}

/** Exports print a refund with or without its minus. */
function refund(cells: Cells, refundFen: Fen) {
  return { id: cells.text('refundId') || cells.text('id'), recorded: 'OUT', nature: 'REFUND_PAID', refundFen } as const
}

function business(cells: Cells, amount: Fen) {
  const id = cells.text('id')
  if (amount < 0) return { id, recorded: 'OUT', nature: 'PAYMENT', refundFen: ZERO_FEN } as const
  return { id, recorded: 'IN', nature: cells.text('kind').includes('交易') ? 'TRADE' : 'OTHER', refundFen: ZERO_FEN } as const
}
