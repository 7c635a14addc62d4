import { z } from 'zod'
import { Amount, CivilDay, CivilMonth, Count, EvidenceIds, Growth, Margin, Quantity, Share, TermDays, Text, form } from './shapes.ts'

/** Accounts a check may verify; the words of the glossary. */
export const Account = z.enum([
  'sales', 'margin', 'netProfit', 'inventory', 'receivables', 'payables', 'cash', 'bankDeposit', 'fixedAssets', 'loans', 'privateLoans', 'householdExpense', 'wage', 'equity',
  'cogs', 'fixedCosts', 'output', 'capacity', 'electricity', 'tax', 'otherReceivable', 'prepayments', 'advances', 'prepaidRent', 'otherLiabilities', 'guaranteesGiven', 'reputation',
])
export type Account = z.infer<typeof Account>

/** Why a figure and its check differ [S2-65]. */
export const CauseKind = z.enum(['ESTIMATE', 'TIMING', 'SEASON', 'BOOKS', 'PRICE', 'MIXED', 'OVERSTATED', 'UNDERSTATED', 'ONE_OFF', 'OTHER_CAUSE'])
const common = { evidence: EvidenceIds, causeKind: CauseKind.optional(), cause: z.string().max(400).optional() }
const method = <M extends string, A extends [Account, ...Account[]], S extends z.ZodRawShape>(code: M, accounts: A, shape: S) =>
  form({ method: z.literal(code), account: z.enum(accounts), ...shape, ...common })
const item = form({ label: Text, amountFen: Amount })
/** Of which month the check speaks; left out, the average month is compared. */
const month = CivilMonth.optional()
const monthDays = z.int().min(1).max(31).default(30)

/** The inputs of each cross-check method (chapter 4.2) in the order an officer collects them. */
export const Check = z.discriminatedUnion('method', [
  /** 验证法: what documents or objects prove of the part that was asked about. */
  method('X01', [
    'sales', 'cogs', 'fixedCosts', 'inventory', 'receivables', 'otherReceivable', 'payables', 'prepayments', 'advances', 'cash', 'bankDeposit', 'fixedAssets', 'prepaidRent', 'loans', 'privateLoans', 'guaranteesGiven', 'otherLiabilities', 'householdExpense', 'electricity', 'tax',
  ], { askedFen: Amount.optional(), documentsFen: Amount }),
  /** 推估法: places × turns × persons (or pieces) × price × days, of a month. */
  method('X02', ['sales'], { month, units: Quantity, turns: Quantity, persons: Quantity.default('1'), priceFen: Amount, monthDays }),
  /** 比率分析法: a ratio of the statements against the band of the trade. */
  method('X03', ['receivables', 'inventory', 'fixedCosts'], {}),
  /** 趋势分析法: the same months of last year and the growth that is explained. */
  method('X04', ['sales', 'margin'], { month, months: z.int().min(1).max(12).default(1), priorFen: Amount.optional(), priorMargin: Margin.optional(), explainedGrowth: Growth.default('0'), explainedBy: Text.optional() }),
  method('X05', ['margin', 'netProfit', 'sales'], {}),
  method('X06', ['sales'], { commissionFen: Amount, commissionRate: Share, commissionedShare: Share }),
  method('X07', ['sales', 'cogs'], { openingInventoryFen: Amount, purchasesFen: Amount }),
  method('X08', ['sales'], { seasonSalesFen: Amount, seasonIndex: Share }),
  /** 用电量/气量环比: what was used makes so much output; and against the month before, sales must move alike. */
  method('X09', ['output', 'sales', 'electricity'], { month, energyUsed: Quantity, energyPerUnit: Quantity.optional(), priceFen: Amount.optional(), energyBefore: Quantity.optional() }),
  /** 单位成本结构: what goes into one unit (or a hundred) against its price. */
  method('X10', ['margin'], { statedMargin: Margin.optional(), items: z.array(item).min(1).max(100), priceFen: Amount }),
  method('X11', ['sales', 'netProfit', 'fixedCosts'], {}),
  method('X12', ['cash'], { openingFen: Amount, takingsFen: Amount, depositsFen: Amount, paymentsFen: Amount }),
  method('X13', ['sales'], {
    samples: z.array(form({ label: Text, amountFen: Amount, days: z.int().min(1).max(366) })).min(1).max(7),
    monthDays,
    seasonIndex: Share,
  }),
  method('X14', ['sales'], { creditsFen: Amount, ownTransfersFen: Amount.default(0), loansFen: Amount.default(0), otherFen: Amount.default(0), cashShare: Share }),
  method('X15', ['bankDeposit'], { interestFen: Amount, demandRate: Share, days: z.int().min(1).max(400) }),
  method('X16', ['receivables'], { creditShare: Share, termDays: TermDays }),
  method('X17', ['inventory'], { countedFen: Amount, listedFen: Amount }),
  method('X18', ['inventory'], { openingInventoryFen: Amount, purchasesFen: Amount }),
  method('X19', ['fixedAssets'], { quotes: z.array(item).min(1).max(100) }),
  method('X20', ['payables'], { purchasesFen: Amount, creditShare: Share, termDays: TermDays }),
  method('X21', ['loans', 'guaranteesGiven'], {}),
  method('X22', ['privateLoans', 'reputation', 'householdExpense', 'sales', 'loans'], { voices: z.array(form({ who: Text, confirms: z.boolean(), says: Text })).min(1).max(20) }),
  /** 毛利加权检验; on sales its mark-up form: what was bought, sold at no more than the mark-up of the trade. */
  method('X24', ['margin', 'sales'], { month, purchasesFen: Amount.optional(), markUp: Quantity.optional(), items: z.array(form({ label: Text, salesShare: Share, costFen: Amount, priceFen: Amount })).max(500).default([]) }),
  /** 客流量×客单价: visitors counted, of whom a share buys. */
  method('X26', ['sales'], { month, visitors: Count, sampleHours: Quantity, hours: Quantity, factor: Quantity, ticketFen: Amount, monthDays }),
  /** 设备产能: machines × output an hour × hours × days × yield × price. */
  method('X27', ['output', 'sales', 'capacity'], { month, machines: Count, outputPerHour: Quantity, hours: Quantity, monthDays, yieldShare: Share, priceFen: Amount }),
  method('X28', ['householdExpense'], { items: z.array(item).min(1).max(100) }),
  method('X29', ['sales', 'tax'], { invoicedFen: Amount, invoicedShare: Share }),
  /** 物流/快递单. */
  method('X30', ['sales'], { month, parcels: Count, ticketFen: Amount }),
  /** 包装/耗材: packs used up × pieces in one × share that went out with goods × ticket. */
  method('X31', ['sales'], { month, packs: Quantity, content: Quantity, useShare: Share, ticketFen: Amount }),
  /** 人均产出; left out, the yearly output a head of the trade. */
  method('X32', ['sales'], { staff: Quantity, outputPerHeadFen: Amount.optional() }),
  /** 合同/订单, by the day of delivery; only those delivered in the twelve months count. */
  method('X33', ['sales'], { orders: z.array(form({ label: Text, deliveredOn: CivilDay, amountFen: Amount })).min(1).max(500), orderShare: Share.default('1') }),
  /** 平台数据: settled by the platform, and the share of sales that goes over it. */
  method('X34', ['sales'], { month, settledFen: Amount, platformShare: Share }),
  /** 坪效; left out, the monthly sales a square metre of the trade. */
  method('X35', ['sales'], { month, area: Quantity, salesPerSquareMetreFen: Amount.optional() }),
  /** 三表: one meter or customs form over three months and more must move as sales do. */
  method('X36', ['sales', 'output', 'electricity'], { meter: Text, readings: z.array(form({ month: CivilMonth, quantity: Quantity })).min(1).max(12) }),
  /** 生产链一致性: what each link of the chain says was made, against the output stated. */
  method('X37', ['output', 'capacity', 'sales'], { month, outputQuantity: Quantity, links: z.array(form({ label: Text, quantity: Quantity, yieldShare: Share.optional(), perUnit: Quantity.optional() })).min(1).max(12) }),
  /** 工资代发流水: what the employer paid onto the account over so many months. */
  method('X38', ['wage'], { creditsFen: Amount, months: z.int().min(1).max(24) }),
  /** 公积金反推: deposit ÷ rate = wage base; what of it arrives stands on a payslip. */
  method('X39', ['wage'], { monthlyDepositFen: Amount, rate: Share, netShare: Share }),
  /** 个税记录: income the tax office knows less what was withheld. */
  method('X40', ['wage'], { taxedIncomeFen: Amount, withheldFen: Amount, months: z.int().min(1).max(24) }),
  /** 单位证实: what the employer's personnel office says arrives each month. */
  method('X41', ['wage'], { confirmedFen: Amount, confirmedWho: Text }),
  /** 亩产与出栏推算: area × yield × price and heads × price, off the farm's own table. */
  method('X42', ['sales'], {}),
], { error: '未知的检验方法或字段不符' })
export type Check = z.infer<typeof Check>
export type CheckMethod = Check['method'] | 'X23' | 'X25'

/** The equity of the previous case at its cut-off, the preferred second method for equity. */
export const PreviousCase = form({ cutOffOn: CivilDay, caseNumber: z.string().max(40).optional(), actualEquityFen: Amount, amountFen: Amount.optional(), paidInstalments: Count.default(0) })
