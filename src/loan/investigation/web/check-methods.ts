import type { Account, CheckMethod } from '#common/assessment/domain'
import type { ListColumn } from '#common/assessment/web'

/** The accounts in the order an officer verifies them, with the name they have on the strips. */
export const ACCOUNT_NAMES: Readonly<Record<Account, string>> = {
  sales: '营业额', margin: '加权毛利率', netProfit: '月净利润', inventory: '存货', receivables: '应收账款', payables: '应付账款', cash: '现金', bankDeposit: '银行存款', fixedAssets: '固定资产', loans: '借款', privateLoans: '民间借款', householdExpense: '月家庭开支', equity: '实际权益',
}

type Method = Exclude<CheckMethod, 'X23' | 'X25'>

interface MethodForm {
  readonly accounts: readonly Account[]
  /** What a new row of the method begins with, besides method, account and evidence. */
  readonly blank: Readonly<Record<string, unknown>>
  readonly fields: readonly ListColumn[]
  /** A list inside the check. */
  readonly list?: { readonly field: string; readonly name: string; readonly columns: readonly ListColumn[]; readonly blank: object; readonly most: number }
  /** What it is computed from that is typed elsewhere. */
  readonly says?: string
}

const money = (field: string, label?: string): ListColumn => ({ field, kind: 'money', ...(label === undefined ? {} : { label }) })
const rate = (field: string, label?: string): ListColumn => ({ field, kind: 'rate', ...(label === undefined ? {} : { label }) })
const goods = { openingInventoryFen: 0, purchasesFen: 0 }
const item = { label: '新项目', amountFen: 0 }

/** The inputs of each method in the order an officer collects them (chapter 4.2). */
export const METHOD_FORMS: Readonly<Record<Method, MethodForm>> = {
  X01: { accounts: ['sales', 'inventory', 'receivables', 'payables', 'cash', 'bankDeposit', 'fixedAssets', 'loans', 'privateLoans', 'householdExpense'], blank: { documentsFen: 0 }, fields: [money('askedFen'), money('documentsFen')], says: '询证金额不填则与报表全额相比' },
  X05: { accounts: ['margin', 'netProfit', 'sales'], blank: {}, fields: [], says: '净利率与同业指标值相比，只看高低，不算偏差' },
  X06: { accounts: ['sales'], blank: { commissionFen: 0, commissionRate: '0', commissionedShare: '1' }, fields: [money('commissionFen'), rate('commissionRate'), rate('commissionedShare')] },
  X07: { accounts: ['sales'], blank: goods, fields: [money('openingInventoryFen'), money('purchasesFen', '期间进货')], says: '期末存货、损耗与毛利率取自报表' },
  X08: { accounts: ['sales'], blank: { seasonSalesFen: 0, seasonIndex: '0.25' }, fields: [money('seasonSalesFen'), rate('seasonIndex')] },
  X11: { accounts: ['sales', 'netProfit'], blank: {}, fields: [], says: '营业额与盈亏平衡点相比，由损益表推得' },
  X12: { accounts: ['cash'], blank: { openingFen: 0, takingsFen: 0, depositsFen: 0, paymentsFen: 0 }, fields: [money('openingFen'), money('takingsFen'), money('depositsFen'), money('paymentsFen')] },
  X13: {
    accounts: ['sales'], blank: { samples: [{ label: '今日', amountFen: 0, days: 1 }, { label: '昨日', amountFen: 0, days: 1 }, { label: '前日', amountFen: 0, days: 1 }], monthDays: 30, seasonIndex: '0.0833' },
    fields: [{ field: 'monthDays', kind: 'count' }, rate('seasonIndex', '当月季节指数')], list: { field: 'samples', name: 'label', columns: [money('amountFen'), { field: 'days', kind: 'count' }], blank: { label: '本周', amountFen: 0, days: 7 }, most: 7 },
  },
  X14: { accounts: ['sales'], blank: { creditsFen: 0, ownTransfersFen: 0, loansFen: 0, otherFen: 0, cashShare: '0' }, fields: [money('creditsFen'), money('ownTransfersFen'), money('loansFen'), money('otherFen'), rate('cashShare')], says: '快进快出的流水不作证据' },
  X15: { accounts: ['bankDeposit'], blank: { interestFen: 0, demandRate: '0.001', days: 90 }, fields: [money('interestFen'), rate('demandRate'), { field: 'days', kind: 'count' }] },
  X16: { accounts: ['receivables'], blank: { creditShare: '0', termDays: '30' }, fields: [rate('creditShare'), { field: 'termDays', kind: 'decimal' }] },
  X17: { accounts: ['inventory'], blank: { countedFen: 0, listedFen: 0 }, fields: [money('countedFen'), money('listedFen')] },
  X18: { accounts: ['inventory'], blank: goods, fields: [money('openingInventoryFen'), money('purchasesFen', '期间进货')], says: '成本与损耗取自损益表' },
  X19: { accounts: ['fixedAssets'], blank: { quotes: [item] }, fields: [], list: { field: 'quotes', name: 'label', columns: [money('amountFen', '二手报价')], blank: item, most: 100 } },
  X20: { accounts: ['payables'], blank: { purchasesFen: 0, creditShare: '0', termDays: '30' }, fields: [money('purchasesFen', '期间进货'), rate('creditShare'), { field: 'termDays', kind: 'decimal' }] },
  X21: { accounts: ['loans'], blank: {}, fields: [], says: '征信报告所列贷款与信用卡合计，在「征信」一表登记' },
  X22: { accounts: ['privateLoans', 'householdExpense', 'sales', 'loans'], blank: { voices: [{ who: '邻居', confirms: true, says: '（待记）' }] }, fields: [], list: { field: 'voices', name: 'who', columns: [{ field: 'confirms', kind: 'check' }, { field: 'says', kind: 'text' }], blank: { who: '被访人', confirms: true, says: '（待记）' }, most: 20 } },
  X24: { accounts: ['margin'], blank: { items: [{ label: '品种', salesShare: '1', costFen: 0, priceFen: 0 }] }, fields: [], list: { field: 'items', name: 'label', columns: [rate('salesShare'), money('costFen', '进价'), money('priceFen')], blank: { label: '品种', salesShare: '0', costFen: 0, priceFen: 0 }, most: 500 } },
  X28: { accounts: ['householdExpense'], blank: { items: [item] }, fields: [], list: { field: 'items', name: 'label', columns: [money('amountFen', '每月')], blank: item, most: 100 } },
  X29: { accounts: ['sales'], blank: { invoicedFen: 0, invoicedShare: '1' }, fields: [money('invoicedFen'), rate('invoicedShare')] },
}

/** The methods that can verify an account. */
export function methodsFor(account: Account): readonly Method[] {
  return (Object.keys(METHOD_FORMS) as Method[]).filter((method) => METHOD_FORMS[method].accounts.includes(account))
}
