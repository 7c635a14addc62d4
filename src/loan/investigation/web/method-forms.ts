import type { Account, Check } from '#common/assessment/domain'
import type { CellKind, ListColumn } from '#common/assessment/web'

export type Method = Check['method']

/** One input of a check. */
export interface MethodField extends ListColumn {
  /** Asked for on this account only. */
  readonly on?: Account
}

export interface MethodList {
  readonly field: string
  readonly name: string
  readonly nameKind?: CellKind
  readonly columns: readonly ListColumn[]
  readonly blank: object
  readonly most: number
  readonly on?: Account
}

export interface MethodForm {
  /** What a new row of the method begins with, besides method, account and evidence. */
  readonly blank: Readonly<Record<string, unknown>>
  readonly fields: readonly MethodField[]
  /** A list inside the check. */
  readonly list?: MethodList
  /** What it is computed from that is typed elsewhere, and what it means. */
  readonly says?: string
}

const of = (kind: MethodField['kind']) => (field: string, label?: string, on?: Account): MethodField => ({ field, kind, ...(label === undefined ? {} : { label }), ...(on === undefined ? {} : { on }) })
const [money, rate, decimal, count, text] = [of('money'), of('rate'), of('decimal'), of('count'), of('text')]
const month = of('month')('month', '月份（不填比月均）')
const monthDays = count('monthDays', '每月营业天数')
const goods = { openingInventoryFen: 0, purchasesFen: 0 }
const item = { label: '新项目', amountFen: 0 }
const day = (label: string) => ({ label, amountFen: 0, days: 1 })
const link = (label: string, more: object = {}) => ({ label, quantity: '0', ...more })

/** The inputs of each method in the order an officer collects them (chapter 4.2). */
export const METHOD_FORMS: Readonly<Record<Method, MethodForm>> = {
  X01: { blank: { documentsFen: 0 }, fields: [money('askedFen'), money('documentsFen')], says: '询证金额不填则与报表全额相比' },
  X02: { blank: { units: '0', turns: '1', persons: '1', priceFen: 0, monthDays: 30 }, fields: [month, decimal('units', '台数/座位数'), decimal('turns', '每日周转次数'), decimal('persons', '每次人数或件数'), money('priceFen', '人均或单价'), monthDays] },
  X03: { blank: {}, fields: [], says: '应收÷月销售、存货÷月进货成本、工资÷销售额，与同业区间相比，只看是否在区间内' },
  X04: { blank: { months: 3, explainedGrowth: '0' }, fields: [of('month')('month', '起始月份（不填比月均）', 'sales'), count('months', '共几个月', 'sales'), money('priorFen', '上年同期营业额', 'sales'), rate('priorMargin', '上年毛利率', 'margin'), rate('explainedGrowth', '已说明的增长'), text('explainedBy', '增长由何而来')], says: '上年同期加上说得清的增长，与今年相比' },
  X05: { blank: {}, fields: [], says: '净利率与同业指标值相比，只看高低，不算偏差' },
  X06: { blank: { commissionFen: 0, commissionRate: '0', commissionedShare: '1' }, fields: [money('commissionFen'), rate('commissionRate'), rate('commissionedShare')] },
  X07: { blank: goods, fields: [money('openingInventoryFen'), money('purchasesFen', '期间进货')], says: '期末存货、损耗与毛利率取自报表' },
  X08: { blank: { seasonSalesFen: 0, seasonIndex: '0.25' }, fields: [money('seasonSalesFen'), rate('seasonIndex')] },
  X09: { blank: { energyUsed: '0' }, fields: [month, decimal('energyUsed', '本月用电（气）量'), decimal('energyPerUnit', '每单位产品用量'), money('priceFen', '产品单价'), decimal('energyBefore', '上月用量')], says: '填单位用量与单价则推出当月产值；填上月用量则与营业额环比相比' },
  X10: { blank: { items: [item], priceFen: 0 }, fields: [money('priceFen', '单位售价'), rate('statedMargin', '该品种列示毛利率')], list: { field: 'items', name: 'label', columns: [money('amountFen', '单位成本')], blank: item, most: 100 }, says: '单位可以是一件，也可以是一百件；列示毛利率不填则比加权毛利率' },
  X11: { blank: {}, fields: [], says: '营业额与盈亏平衡点相比，由损益表推得' },
  X12: { blank: { openingFen: 0, takingsFen: 0, depositsFen: 0, paymentsFen: 0 }, fields: [money('openingFen'), money('takingsFen'), money('depositsFen'), money('paymentsFen')] },
  X13: { blank: { samples: [day('今日'), day('昨日'), day('前日')], monthDays: 30, seasonIndex: '0.0833' }, fields: [count('monthDays'), rate('seasonIndex', '当月季节指数')], list: { field: 'samples', name: 'label', columns: [money('amountFen'), count('days')], blank: { label: '本周', amountFen: 0, days: 7 }, most: 7 } },
  X14: { blank: { creditsFen: 0, ownTransfersFen: 0, loansFen: 0, otherFen: 0, cashShare: '0' }, fields: [money('creditsFen'), money('ownTransfersFen'), money('loansFen'), money('otherFen'), rate('cashShare')], says: '快进快出的流水不作证据' },
  X15: { blank: { interestFen: 0, demandRate: '0.001', days: 90 }, fields: [money('interestFen'), rate('demandRate'), count('days')] },
  X16: { blank: { creditShare: '0', termDays: '30' }, fields: [rate('creditShare'), decimal('termDays')] },
  X17: { blank: { countedFen: 0, listedFen: 0 }, fields: [money('countedFen'), money('listedFen')] },
  X18: { blank: goods, fields: [money('openingInventoryFen'), money('purchasesFen', '期间进货')], says: '成本与损耗取自损益表' },
  X19: { blank: { quotes: [item] }, fields: [], list: { field: 'quotes', name: 'label', columns: [money('amountFen', '二手报价')], blank: item, most: 100 } },
  X20: { blank: { purchasesFen: 0, creditShare: '0', termDays: '30' }, fields: [money('purchasesFen', '期间进货'), rate('creditShare'), decimal('termDays')] },
  X21: { blank: {}, fields: [], says: '征信报告所列余额合计，在「征信」一表登记' },
  X22: { blank: { voices: [{ who: '邻居', confirms: true, says: '（待记）' }] }, fields: [], list: { field: 'voices', name: 'who', columns: [{ field: 'confirms', kind: 'check' }, text('says')], blank: { who: '被访人', confirms: true, says: '（待记）' }, most: 20 } },
  X24: {
    blank: { items: [] }, fields: [{ ...month, on: 'sales' }, money('purchasesFen', '当月进货', 'sales'), decimal('markUp', '加价率（不填取同业）', 'sales')],
    list: { field: 'items', name: 'label', columns: [rate('salesShare'), money('costFen', '进价'), money('priceFen')], blank: { label: '品种', salesShare: '0', costFen: 0, priceFen: 0 }, most: 500, on: 'margin' },
    says: '毛利率按抽查品种加权；营业额则以进货按同业加价率封顶',
  },
  X26: { blank: { visitors: 0, sampleHours: '1', hours: '10', factor: '1', ticketFen: 0, monthDays: 30 }, fields: [month, count('visitors', '清点客流（人）'), decimal('sampleHours', '清点几小时'), decimal('hours', '每日营业小时'), decimal('factor', '折算系数'), money('ticketFen', '客单价'), monthDays], says: '折算系数含成交比例与淡旺时段' },
  X27: { blank: { machines: 0, outputPerHour: '0', hours: '8', monthDays: 26, yieldShare: '1', priceFen: 0 }, fields: [month, count('machines'), decimal('outputPerHour'), decimal('hours', '每日开机小时'), count('monthDays', '每月开机天数'), rate('yieldShare', '良品率'), money('priceFen', '产品单价')] },
  X28: { blank: { items: [item] }, fields: [], list: { field: 'items', name: 'label', columns: [money('amountFen', '每月')], blank: item, most: 100 } },
  X29: { blank: { invoicedFen: 0, invoicedShare: '1' }, fields: [money('invoicedFen'), rate('invoicedShare')] },
  X30: { blank: { parcels: 0, ticketFen: 0 }, fields: [month, count('parcels', '快递单数'), money('ticketFen', '平均每单金额')] },
  X31: { blank: { packs: '0', content: '0', useShare: '1', ticketFen: 0 }, fields: [month, decimal('packs', '耗用包（箱）数'), decimal('content', '每包件数'), rate('useShare', '随货用出的比例'), money('ticketFen', '每件对应售价')] },
  X32: { blank: { staff: '0' }, fields: [decimal('staff', '员工人数（折全职）'), money('outputPerHeadFen', '人均年产出（不填取同业）')] },
  X33: { blank: { orders: [], orderShare: '1' }, fields: [rate('orderShare', '订单销售占全部的比例')], list: { field: 'orders', name: 'label', columns: [{ field: 'deliveredOn', kind: 'day' }, money('amountFen')], blank: { label: '合同', amountFen: 0 }, most: 500 }, says: '只计十二个月内交货的' },
  X34: { blank: { settledFen: 0, platformShare: '1' }, fields: [month, money('settledFen', '平台当月结算'), rate('platformShare', '平台销售占比')] },
  X35: { blank: { area: '0' }, fields: [month, decimal('area', '营业面积（㎡）'), money('salesPerSquareMetreFen', '每㎡月销售（不填取同业）')] },
  X36: { blank: { meter: '电表', readings: [] }, fields: [text('meter', '水表、电表或报关单')], list: { field: 'readings', name: 'month', nameKind: 'month', columns: [decimal('quantity', '用量或票数')], blank: { quantity: '0' }, most: 12 }, says: '走向须与营业额一致：同升、同降或同持平' },
  X37: {
    blank: { outputQuantity: '0', links: [link('原料投入', { yieldShare: '1' }), link('销售出库'), link('用电', { perUnit: '1' })] }, fields: [of('month')('month', '哪个月'), decimal('outputQuantity', '列示产量')],
    list: { field: 'links', name: 'label', columns: [decimal('quantity'), rate('yieldShare', '得率'), decimal('perUnit', '单位产品耗用'), of('figure')('linkOutput', '推得产量'), of('figure')('linkRatio', '÷列示产量')], blank: link('工时', { perUnit: '1' }), most: 12 }, says: '每一环节推得的产量 = 数量 × 得率 ÷ 单位耗用；取与列示产量相差最大的一环',
  },
  X38: { blank: { creditsFen: 0, months: 12 }, fields: [money('creditsFen', '代发工资合计'), count('months', '共几个月')], says: '只计单位代发，不计奖金与报销' },
  X39: { blank: { monthlyDepositFen: 0, rate: '0.24', netShare: '0.75' }, fields: [money('monthlyDepositFen', '月缴存额（单位+个人）'), rate('rate', '缴存比例（单位+个人）'), rate('netShare', '实发÷应发（取自工资条）')], says: '缴存额 ÷ 比例 = 工资基数，再折成实发' },
  X40: { blank: { taxedIncomeFen: 0, withheldFen: 0, months: 12 }, fields: [money('taxedIncomeFen', '个税记录的收入'), money('withheldFen', '扣缴合计（个税、社保、公积金）'), count('months', '共几个月')] },
  X41: { blank: { confirmedFen: 0, confirmedWho: '人事部门' }, fields: [money('confirmedFen', '证实的月实发'), text('confirmedWho', '证实人')], says: '由公开渠道的号码打给单位人事部门' },
  X42: { blank: {}, fields: [], says: '面积×亩产×单价与出栏×单价，取自种养情况' },
}

/** The check a method begins with on an account: its lists hold what the format asks for at least. */
export function blankOf(method: Method, account: Account, months: readonly string[]): object {
  const filled = method === 'X36' ? { readings: months.slice(-3).map((each) => ({ month: each, quantity: '0' })) } : method === 'X33' ? { orders: [rowOf(method, months)] } : method === 'X24' && account === 'margin' ? { items: [{ label: '品种', salesShare: '1', costFen: 0, priceFen: 0 }] } : {}
  return { method, account, ...METHOD_FORMS[method].blank, ...filled, evidence: [] }
}

/** A new row of a method's list; days and months begin with the last month of the statements. */
export function rowOf(method: Method, months: readonly string[]): object {
  const last = months.at(-1) ?? ''
  const blank = METHOD_FORMS[method].list?.blank ?? {}
  return method === 'X33' ? { ...blank, deliveredOn: `${last}-01` } : method === 'X36' ? { ...blank, month: last } : blank
}
