import { z } from 'zod'
import { Amount, CivilDay, CivilMonth, Count, EvidenceIds, Growth, Margin, MonthlyLine, Quantity, Rate, Share, SignedAmount, Text, form, lines, monthlyLines } from './shapes.ts'

const Receivable = form({ label: Text, amountFen: Amount, ageDays: Count, confirmed: z.boolean().default(true), relatedParty: z.boolean().default(false), evidence: EvidenceIds })
const Prepayment = form({ label: Text, amountFen: Amount, goodsInStock: z.boolean().default(false), evidence: EvidenceIds })
const InventoryRow = form({
  label: Text,
  place: z.enum(['SHOP', 'WAREHOUSE', 'VAN', 'OTHER']).default('SHOP'),
  quantity: Quantity.optional(),
  unit: z.string().max(20).optional(),
  unitCostFen: Amount.optional(),
  /** At purchase price. */
  amountFen: Amount,
  /** What it would bring if sold at once; counts where it is below the purchase price [S4-15]. */
  quickSaleFen: Amount.optional(),
  marginRate: Margin.optional(),
  condition: z.enum(['GOOD', 'SLOW', 'EXPIRED']).default('GOOD'),
  ownership: z.enum(['OWN', 'CONSIGNMENT']).default('OWN'),
  /** Goods delivered and not paid for belong into the payables too (T8). */
  unpaid: z.enum(['NO', 'IN_PAYABLES', 'MISSING']).default('NO'),
  countedBy: z.string().max(80).optional(),
  evidence: EvidenceIds,
})
const FixedAsset = form({ label: Text, boughtIn: CivilMonth, costFen: Amount, lifeMonths: z.int().min(1).max(600), secondHandFen: Amount.optional(), evidence: EvidenceIds })
const PrepaidRent = form({ label: Text, monthlyFen: Amount, monthsLeft: z.int().min(0).max(600), evidence: EvidenceIds })
const Card = form({ label: Text, amountFen: Amount, limitFen: Amount, annualRate: Rate.default('0'), evidence: EvidenceIds })
export const Loan = form({
  label: Text,
  lender: z.enum(['BANK', 'ONLINE', 'OTHER']).default('BANK'),
  term: z.enum(['SHORT', 'LONG']),
  amountFen: Amount,
  annualRate: Rate,
  monthlyPrincipalFen: Amount,
  /** Instalments already paid; bounds the interest expected in the last twelve months. */
  paidInstalments: Count.optional(),
  evidence: EvidenceIds,
})
const PrivateLoan = form({ label: Text, amountFen: Amount, annualRate: Rate.default('0'), monthlyPrincipalFen: Amount.default(0), evidence: EvidenceIds })

/** What may not stand in the totals, and why [S4-27]. */
const OffBalance = form({ label: Text, amountFen: Amount, offReason: z.enum(['UNVERIFIED', 'AGED', 'RELATED', 'DISPUTED', 'LEASE', 'OTHER_REASON']).optional(), evidence: EvidenceIds })
const offBalance = z.array(OffBalance).max(500).default([])

/** Balance sheet 资产负债表 at the cut-off day, every account as the list it was counted from (chapter 3.2). */
export const Balance = form({
  cash: lines,
  bankDeposit: lines,
  receivables: z.array(Receivable).max(2000).default([]),
  otherReceivable: lines,
  prepayments: z.array(Prepayment).max(500).default([]),
  inventory: z.array(InventoryRow).max(5000).default([]),
  fixedAssets: z.array(FixedAsset).max(500).default([]),
  prepaidRent: z.array(PrepaidRent).max(50).default([]),
  otherOperatingAssets: lines,
  nonOperatingAssets: lines,
  payables: lines,
  advances: lines,
  creditCards: z.array(Card).max(100).default([]),
  loans: z.array(Loan).max(200).default([]),
  privateLoans: z.array(PrivateLoan).max(200).default([]),
  otherLiabilities: lines,
  offBalanceAssets: offBalance,
  offBalanceLiabilities: offBalance,
  guaranteesGiven: lines,
})

/** The same accounts at the earlier date (上期), totals only; opens the historical cash flow. A figure of several accounts may stand in the first of them: cash holds the deposits, the short loans all debt, where they were not told apart. */
export const PreviousBalance = form({
  on: CivilDay,
  cashFen: Amount, receivablesFen: Amount, prepaymentsFen: Amount, inventoryFen: Amount, fixedAssetsFen: Amount, payablesFen: Amount, advancesFen: Amount, debtFen: Amount,
  bankDepositFen: Amount.default(0), otherReceivableFen: Amount.default(0), prepaidRentFen: Amount.default(0), otherOperatingAssetsFen: Amount.default(0), nonOperatingAssetsFen: Amount.default(0),
  creditCardsFen: Amount.default(0), privateLoansFen: Amount.default(0), longTermLoansFen: Amount.default(0), otherLiabilitiesFen: Amount.default(0),
  evidence: EvidenceIds,
})

/** Flows between the two balance sheets that no statement line shows. */
export const History = form({
  purchasesFen: Amount, creditSalesFen: Amount, collectionsFen: Amount, creditPurchasesFen: Amount, supplierPaymentsFen: Amount,
  fixedAssetPurchasesFen: Amount, fixedAssetSalesFen: Amount, depreciationFen: Amount,
  newLoansFen: Amount, principalRepaidFen: Amount, injectionsFen: Amount, otherWithdrawalsFen: Amount,
  evidence: EvidenceIds,
})

const Asset = form({ label: Text, amountFen: Amount, address: z.string().max(200).optional(), squareMetres: Quantity.optional(), sharedWithSpouseFile: z.boolean().default(false), evidence: EvidenceIds })
/** Household block 家庭, kept apart from the business. */
export const Household = form({
  houses: z.array(Asset).max(50).default([]), vehicles: lines, savings: lines, insurance: lines,
  mortgages: z.array(form({ label: Text, amountFen: Amount, annualRate: Rate.nullable().default(null), monthlyPaymentFen: Amount, evidence: EvidenceIds })).max(50).default([]),
  otherDebts: lines,
})

const MarginRow = form({ label: Text, salesShare: Share, costFen: Amount.optional(), priceFen: Amount.optional(), marginRate: Margin.optional(), oralMarginRate: Margin.optional(), evidence: EvidenceIds })
const SalesLine = form({ ...MonthlyLine.shape, estimatedMonths: z.array(CivilMonth).max(12).default([]) })
const FixedLine = form({ ...MonthlyLine.shape, kind: z.enum(['RENT', 'WAGES', 'UTILITIES', 'TRANSPORT', 'MISC', 'TAXES', 'OTHER']) })
/** A wage the household draws from its own shop is no income a second time (T1, T2). */
const HouseholdIncome = form({ ...MonthlyLine.shape, source: z.enum(['OUTSIDE', 'OWNER_WAGE', 'SPOUSE_WAGE_FROM_SHOP']).default('OUTSIDE') })

/** Income statement 损益表: the twelve full months before the cut-off month (chapter 3.3). */
export const Income = form({
  sales: z.array(SalesLine).max(200).default([]),
  otherIncome: monthlyLines,
  margins: z.array(MarginRow).max(500).default([]),
  shrinkageRate: Share.default('0'),
  fixed: z.array(FixedLine).max(200).default([]),
  interest: monthlyLines,
  incomeTax: monthlyLines,
  householdIncome: z.array(HouseholdIncome).max(50).default([]),
  householdExpense: monthlyLines,
  otherCash: z.array(form({ label: Text, monthlyFen: z.union([SignedAmount, z.array(SignedAmount).length(12)]), evidence: EvidenceIds })).max(50).default([]),
  /** Sales of the twelve months before the window. */
  priorSalesFen: Amount.optional(),
})

/** Equity check 权益检验表: wealth reconciled with the claimed history (chapter 3.5). */
export const Equity = form({
  startOn: CivilDay,
  initial: z.array(form({ label: Text, side: z.enum(['ASSET', 'DEBT']), amountFen: Amount, evidence: EvidenceIds })).max(200).default([]),
  profits: z.array(form({ label: Text, amountFen: SignedAmount, evidence: EvidenceIds })).max(60).default([]),
  injections: lines,
  appreciation: lines,
  household: lines,
  withdrawals: lines,
  depreciation: lines,
})

const PlanItem = form({ month: CivilMonth, label: Text, amountFen: SignedAmount, evidence: EvidenceIds })
/** What the forward plan 现金流预测 knows beyond last year's months (chapter 3.4). */
export const Plan = form({
  growthRate: Growth.default('0'),
  /** Money spent on the purpose on the day of disbursement. */
  useFen: Amount,
  /** Rent in the months it is really paid; without rows it is paid monthly. */
  rentPayments: z.array(PlanItem).max(120).default([]),
  stockRelease: z.array(PlanItem).max(120).default([]),
  otherItems: z.array(PlanItem).max(120).default([]),
})

/** Answers that decide which figures would otherwise count twice (chapter 3.8). */
export const Traps = form({
  ownerWageInExpense: z.boolean().default(false),
  householdBillsInBusiness: z.enum(['NO', 'SPLIT', 'UNSPLIT']).default('NO'),
  interestInOldInstalment: z.boolean().default(false),
  mortgageInHouseholdExpense: z.boolean().default(true),
  mortgageInDebtService: z.boolean().default(false),
  rentFullyExpensed: z.boolean().default(false),
  ownTransfersInFlow: z.boolean().default(false),
  loanMoneyInSales: z.boolean().default(false),
  relativesLoanAsInjection: z.boolean().default(false),
  rebatesInMargin: z.boolean().default(false),
  partnerShareCounted: z.boolean().default(false),
  secondBusiness: z.enum(['NONE', 'BOTH', 'PROFIT_ONLY', 'ASSETS_ONLY']).default('NONE'),
  depreciationInProfit: z.boolean().default(false),
  periodProfitIsAfterHousehold: z.boolean().default(false),
})
