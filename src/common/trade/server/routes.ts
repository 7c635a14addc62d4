import { TradeAnswer, TradePack, TradeRef, Trades } from '#common/trade/domain'
import { type Route, route } from '#platform/http'
import { readTradePack } from './pack.ts'
import { readTradeFigures, readTrades } from './samples.ts'

/** What the bank knows of each trade from its own approved cases; nobody can be told from it. */
export function tradeRoutes(): Route[] {
  return [
    route({
      act: 'trade.list', says: '各行业与本行样本户数', method: 'GET', path: '/api/trade-samples', may: 'policy.read', answer: Trades,
      handle: ({ inBank }) => inBank(readTrades),
    }),
    route({
      act: 'trade.read', says: '一个行业的行业包：清单四块、标准值、季节指数、检验方法、贷后要问的', method: 'GET', path: '/api/trades/:trade', may: 'policy.read', params: TradeRef, answer: TradePack,
      handle: ({ params, businessDate, inBank }) => inBank((tx) => readTradePack(tx, params.trade, businessDate)),
    }),
    route({
      act: 'trade.figures', says: '一个行业的本行数据：四分位与两端，户数不足时不显示', method: 'GET', path: '/api/trades/:trade/figures', may: 'policy.read', params: TradeRef, answer: TradeAnswer,
      handle: ({ params, businessDate, inBank }) => inBank((tx) => readTradeFigures(tx, params.trade, businessDate)),
    }),
  ]
}
