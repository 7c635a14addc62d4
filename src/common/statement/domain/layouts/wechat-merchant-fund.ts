import { ZERO_FEN } from '#kernel'
import type { Cells } from '../cells.ts'
import type { Layout } from '../layout.ts'
import type { Direction, Nature } from '../statement.ts'
import { saysOwnMoney, saysRefund } from '../words.ts'

/** WeChat Pay's fund bill of a merchant: every movement of the merchant's balance. */
export const wechatMerchantFund: Layout = {
  format: 'wechat-merchant-fund',
  name: '微信支付商户资金账单',
  columns: {
    at: ['记账时间'],
    id: ['资金流水单号'],
    flow: ['收支类型'],
    amount: ['收支金额'],
    balance: ['账户结余'],
    kind: ['业务类型'],
    detail: ['业务名称'],
    counterparty: ['资金变更提交申请人'],
    note: ['备注'],
  },
  required: ['at', 'id', 'flow', 'amount', 'balance', 'kind'],
  read(cells) {
    const recorded = recordedFlow(cells)
    const amountFen = cells.size('amount')
    const nature = natureOf(`${cells.text('detail')} ${cells.text('kind')}`, recorded)
    return {
      id: cells.text('id'), at: cells.at(), recorded, nature, amountFen, refundFen: nature === 'REFUND_PAID' || nature === 'REFUND_RECEIVED' ? amountFen : ZERO_FEN,
      balanceFen: cells.balance(), counterparty: cells.counterparty(), kind: cells.text('kind'), status: '',
    }
  },
}

function recordedFlow(cells: Cells): Direction {
  switch (cells.text('flow')) {
    case '收入':
      return 'IN'
    case '支出':
      return 'OUT'
    default:
      return cells.refuse('flow', '收入或支出')
  }
}

function natureOf(words: string, recorded: Direction): Nature {
  if (saysRefund(words)) return recorded === 'OUT' ? 'REFUND_PAID' : 'REFUND_RECEIVED'
  // a merchant's balance is topped up only by its owner, so here the bare word is enough
  if (saysOwnMoney(words) || words.includes('充值')) return 'OWN'
  if (recorded === 'OUT') return 'PAYMENT'
  return words.includes('交易') && !words.includes('手续费') ? 'TRADE' : 'OTHER'
}
