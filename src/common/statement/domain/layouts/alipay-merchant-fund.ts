import { ZERO_FEN, fen } from '#kernel'
import type { Layout } from '../layout.ts'
import type { Direction, Nature } from '../statement.ts'
import { saysOwnMoney, saysRefund } from '../words.ts'
import { fromPair } from './bank.ts'

/** Alipay's fund bill of a merchant (账务明细): every movement of the merchant's balance, a column each way. */
export const alipayMerchantFund: Layout = {
  format: 'alipay-merchant-fund',
  name: '支付宝商户账务明细',
  columns: {
    at: ['发生时间', '入账时间'], id: ['账务流水号', '支付宝流水号'], order: ['商户订单号'], income: ['收入金额', '收入'], expense: ['支出金额', '支出'], balance: ['账户余额'],
    counterparty: ['对方账号', '对方账户', '对方名称'], kind: ['业务类型', '账务类型'], detail: ['商品名称'], note: ['备注'],
  },
  required: ['at', 'id', 'income', 'expense', 'balance', 'kind'],
  read(cells) {
    const amount = fromPair(cells)
    const recorded: Direction = amount < 0 ? 'OUT' : 'IN'
    const amountFen = fen(Math.abs(amount))
    const kind = cells.text('kind')
    const nature = natureOf(kind, recorded)
    return {
      id: cells.text('id'), at: cells.at(), recorded, nature, amountFen, refundFen: nature === 'REFUND_PAID' || nature === 'REFUND_RECEIVED' ? amountFen : ZERO_FEN,
      balanceFen: cells.balance(), counterparty: cells.counterparty(), kind, status: '',
    }
  },
}

/** 在线支付 and 交易付款 are the shop's takings; 转账 is what somebody sent; fees are spending. */
function natureOf(kind: string, recorded: Direction): Nature {
  if (saysRefund(kind)) return recorded === 'OUT' ? 'REFUND_PAID' : 'REFUND_RECEIVED'
  if (saysOwnMoney(kind) || kind.includes('充值')) return 'OWN'
  if (recorded === 'OUT') return 'PAYMENT'
  return /支付|付款|交易|收款|转账/.test(kind) && !/费/.test(kind) ? 'TRADE' : 'OTHER'
}
