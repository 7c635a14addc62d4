import { z } from 'zod'
import { Amount, CivilDay, Count, Margin, EvidenceIds, Share, Text, form } from './shapes.ts'

export const Applicant = form({
  name: Text,
  customerType: z.enum(['SELF_EMPLOYED', 'MICRO_OWNER', 'FARMER', 'SALARIED']).default('SELF_EMPLOYED'),
  bornOn: CivilDay,
  idExpiresOn: CivilDay.nullable().default(null),
  phone: form({ city: Text, usedYears: Count }).nullable().default(null),
  residence: form({ city: Text, local: z.boolean(), years: Count }),
  marriage: z.enum(['MARRIED', 'REMARRIED', 'DIVORCED', 'WIDOWED', 'SINGLE']),
  children: z.enum(['YOUNG_OR_AT_SCHOOL', 'WORKING', 'IDLE_ADULT', 'NONE']),
  property: z.enum(['HOME_OWNED', 'PART_OR_VEHICLE', 'LITTLE', 'NONE']),
  habits: z.enum(['NONE', 'DOUBTFUL']),
  staffRelated: z.boolean().default(false),
  /** Names of the colleagues he is related to: they take no part in the case (FR25). */
  relatedStaff: z.array(Text).max(20).default([]),
  evidence: EvidenceIds,
})

export const Spouse = form({
  name: Text,
  informed: z.boolean(),
  coSigns: z.boolean(),
  work: z.enum(['IN_BUSINESS', 'LOCAL_STABLE_JOB', 'OTHER', 'NONE']),
  evidence: EvidenceIds,
})

export const Business = form({
  name: Text,
  /** Code of an industry pack. */
  trade: z.string().min(1).max(60),
  city: Text,
  startedOn: CivilDay,
  licensed: z.boolean(),
  licenceChangedOn: CivilDay.nullable().default(null),
  premises: z.enum(['OWN', 'LEASE', 'NONE']),
  leaseEndsOn: CivilDay.nullable().default(null),
  largestCustomerShare: Share,
  mainSupplierYears: Count,
  /** A shop without books is financed like any other; what stands in their place is the income evidence [S2-39]. */
  books: z.enum(['KEPT', 'PARTLY', 'NONE']).default('KEPT'),
  evidence: EvidenceIds,
})

export const Guarantor = form({
  name: Text,
  relation: z.enum(['CONTROL', 'FRIEND', 'DEPENDANT']),
  unmarriedChild: z.boolean().default(false),
  monthlyDisposableFen: Amount,
  evidence: EvidenceIds,
})

export const Collateral = form({
  label: Text,
  kind: z.enum(['HOUSE', 'SHOP']),
  valueFen: Amount,
  /** A second, careful value (快速变现价); the lower of the two counts. */
  conservativeFen: Amount.nullable().default(null),
  valuedOn: CivilDay.nullable().default(null),
  valuer: z.string().max(80).optional(),
  priorClaimsFen: Amount.default(0),
  evidence: EvidenceIds,
})

/** What the bureau reports; B1 to B5, X21 and the debt flags read it. */
export const CreditReport = form({
  queriedOn: CivilDay,
  loans: z.array(form({ lender: Text, balanceFen: Amount, mortgage: z.boolean().default(false) })).max(200).default([]),
  cards: z.array(form({ lender: Text, usedFen: Amount, limitFen: Amount })).max(100).default([]),
  guaranteesFen: Amount.default(0),
  worstOverdueDays: Count,
  overdueTimes: Count,
  currentOverdue: z.boolean().default(false),
  threeInRowSixTotal: z.boolean().default(false),
  hardInquiries3Months: Count,
  hardInquiries6Months: Count,
  inquiriesWithoutLoan: Count.default(0),
  institutions: Count,
  onlineLenders: Count,
  onlineBalanceFen: Amount.default(0),
  evidence: EvidenceIds,
})

/** The history of one bank, WeChat or Alipay account, as far as the flags read it. */
export const BankFlow = form({
  label: Text,
  monthlyCreditsFen: Amount,
  averageDailyBalanceFen: Amount,
  leavesWithinDayShare: Share,
  tightMonths: Count.default(0),
  /** In whose name the account or the code for payment is. */
  owner: z.enum(['BORROWER', 'SPOUSE', 'OTHER']).optional(),
  /** What follows is read from an imported statement; nobody types it. */
  lowestBalanceFen: Amount.optional(),
  /** Standard deviation of the daily balances over their mean. */
  volatility: z.string().regex(/^\d{1,4}(\.\d{1,4})?$/, { error: '须为小数文本，如 "0.85"' }).optional(),
  /** Places where the balances of the statement do not follow each other. */
  balanceBreaks: Count.optional(),
  /** How far the daily balance the interest stands for is from the one the rows show. */
  interestDeviation: Share.optional(),
  evidence: EvidenceIds,
})

export const Oral = form({
  annualSalesFen: Amount.optional(),
  weightedMargin: Margin.optional(),
  monthlyNetProfitFen: Amount.optional(),
  monthlyWageFen: Amount.optional(),
  inventoryFen: Amount.optional(),
  receivablesFen: Amount.optional(),
  payablesFen: Amount.optional(),
  purchasesFen: Amount.optional(),
  debtFen: Amount.optional(),
  yearsInBusiness: Count.optional(),
  staff: Count.optional(),
  evidence: EvidenceIds,
})
