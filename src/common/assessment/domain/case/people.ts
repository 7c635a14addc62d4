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
  evidence: EvidenceIds,
})

/** Someone asked about the customer: neighbour, supplier, staff [S2-64]. */
export const SideInquiry = form({ who: Text, relation: Text, positive: z.boolean(), says: Text, evidence: EvidenceIds })

export const SoftCell = z.enum(['marriage', 'age', 'yearsInBusiness', 'residence', 'property', 'creditRecord', 'children', 'spouse'])
export type SoftCell = z.infer<typeof SoftCell>

export const Soft = form({
  creditRecord: z.enum(['GOOD', 'NONE', 'NOT_WILFUL', 'BAD']),
  attitude: z.enum(['CONSERVATIVE', 'BALANCED', 'AGGRESSIVE']).optional(),
  /** The rational explanation of a deviating cell (合理性解释), at least ten characters with its source. */
  explanations: z.array(form({ cell: SoftCell, text: Text, source: Text, accepted: z.boolean().default(true), evidence: EvidenceIds })).max(20).default([]),
  inquiries: z.array(SideInquiry).max(50).default([]),
  evidence: EvidenceIds,
})

/** Facts a person must find; each names who or what confirms it. */
export const Finding = form({
  flag: z.enum(['FR04', 'FR06', 'FR07', 'FR13', 'FR15', 'FR16', 'FR17', 'FR18', 'FR19', 'FR24']),
  confirmedBy: z.enum(['OFFICER', 'THIRD_PARTY', 'RECORDS']),
  says: Text,
  evidence: EvidenceIds,
})

export const Oral = form({
  annualSalesFen: Amount.optional(),
  weightedMargin: Margin.optional(),
  monthlyNetProfitFen: Amount.optional(),
  inventoryFen: Amount.optional(),
  receivablesFen: Amount.optional(),
  payablesFen: Amount.optional(),
  evidence: EvidenceIds,
})
