import { z } from 'zod'
import { CivilDay, Count, EvidenceIds, Note, Share, TermDays, Text, form } from './shapes.ts'

/** Someone asked about the customer: neighbour, supplier, staff [S2-64]. */
export const SideInquiry = form({ who: Text, relation: Text, positive: z.boolean(), says: Text, evidence: EvidenceIds })

export const SoftCell = z.enum(['marriage', 'age', 'yearsInBusiness', 'residence', 'property', 'creditRecord', 'children', 'spouse'])
export type SoftCell = z.infer<typeof SoftCell>

/** What is asked about the person and the household (chapter 5.2), by group. */
export const INDICATORS = {
  CHARACTER: ['REPUTATION', 'LITIGATION', 'EXECUTED_LIST', 'KEEPS_PROMISES'],
  HABITS: ['GAMBLES', 'DRINKS', 'DRUGS', 'USURY'],
  FAMILY: ['SPOUSE_AGREES', 'KEEPS_THE_MONEY', 'DEPENDANTS', 'HEALTH', 'DIVORCE', 'GENERATIONS'],
  EXPERIENCE: ['YEARS_IN_TRADE', 'CAREER_CHANGES', 'FORMER_FAILURES'],
  TIES: ['LOCAL_TIES', 'OWNS_HOME', 'CHILDREN_AT_SCHOOL'],
  BUSINESS_SENSE: ['KNOWS_FIGURES', 'BOOKS_KEPT'],
  INTERVIEW: ['STRAIGHT_ANSWERS', 'CONSISTENT', 'SHOWS_EVERYTHING'],
  REQUEST: ['KNOWS_AMOUNT_AND_USE', 'INTRODUCTION'],
  BANKING: ['BUREAU_INQUIRIES', 'ONLINE_BORROWING', 'REFUSED_APPLICATIONS', 'FULL_CARDS', 'CHRONIC_TIGHTNESS'],
} as const
export type IndicatorGroup = keyof typeof INDICATORS
export type IndicatorId = (typeof INDICATORS)[IndicatorGroup][number]
const INDICATOR_IDS = Object.values(INDICATORS).flat() as [IndicatorId, ...IndicatorId[]]

/** One indicator answered: what was found, whether it worries, from whom and when. */
export const Indicator = form({ indicator: z.enum(INDICATOR_IDS), says: Text, concern: z.boolean().default(false), source: Text, foundOn: CivilDay, evidence: EvidenceIds })

/** A supplier or buyer with the way money moves between them [S2-60]. */
export const ChainLink = form({
  label: Text,
  side: z.enum(['SUPPLIER', 'BUYER']),
  tradeShare: Share,
  settles: z.enum(['CASH', 'ON_DELIVERY', 'MONTHLY', 'ON_ACCOUNT', 'PREPAID']),
  termDays: TermDays.default('0'),
  frequency: z.enum(['DAILY', 'WEEKLY', 'MONTHLY_TIMES', 'SEASONAL']).default('WEEKLY'),
  relationYears: Count.default(0),
  evidence: EvidenceIds,
})

/** The four understandings [S3-19…22]: each in the officer's own words. */
export const Understandings = form({
  basics: Note.default(''),
  loanPurpose: Note.default(''), loanBenefit: Note.default(''), amountReason: Note.default(''),
  operations: Note.default(''), sourceIsReal: Note.default(''),
  assetsSeen: Note.default(''), debtsModerate: Note.default(''),
})

/** How the first source of repayment was verified; a customer's word alone verifies nothing [S1-20]. */
export const FirstSource = form({ says: Text, verifiedBy: z.array(z.enum(['BANK_FLOW', 'LEDGER', 'BUYERS', 'SUPPLIERS', 'SITE', 'CONTRACTS'])).max(6).default([]), evidence: EvidenceIds })

/** The three conclusions [S2-14]. */
export const Conclusions = form({ onPurpose: Note.default(''), onCapacity: Note.default(''), onWillingness: Note.default('') })

export const Soft = form({
  creditRecord: z.enum(['GOOD', 'NONE', 'NOT_WILFUL', 'BAD']),
  attitude: z.enum(['CONSERVATIVE', 'BALANCED', 'AGGRESSIVE']).optional(),
  /** The rational explanation of a deviating cell (合理性解释), at least ten characters with its source. */
  explanations: z.array(form({ cell: SoftCell, text: Text, source: Text, accepted: z.boolean().default(true), evidence: EvidenceIds })).max(20).default([]),
  inquiries: z.array(SideInquiry).max(50).default([]),
  indicators: z.array(Indicator).max(100).default([]),
  chain: z.array(ChainLink).max(100).default([]),
  understandings: Understandings.prefault({}),
  firstSource: FirstSource.nullable().default(null),
  conclusions: Conclusions.prefault({}),
  privateProperty: Note.default(''),
  /** Papers seen and verified on the spot. */
  verified: z.array(z.enum(['LICENCE', 'TITLE_DEED', 'LEASE_CONTRACT', 'ACCOUNTS', 'STOCK_LIST', 'BANK_ACCOUNT', 'CASH_COUNTED', 'SUPPLY_CONTRACT'])).max(8).default([]),
  career: Note.default(''),
  organisation: Note.default(''), market: Note.default(''), finance: Note.default(''),
  businessGrade: z.enum(['FLOURISHING', 'STEADY', 'ORDINARY', 'DECLINING']).optional(),
  applicationReason: Note.default(''),
  socialStanding: Note.default(''),
  /** What no form asks: always there [S1-19]. */
  freeText: Note.default(''),
  evidence: EvidenceIds,
})

/** Facts a person must find; each names who or what confirms it. */
export const Finding = form({
  flag: z.enum(['FR04', 'FR06', 'FR07', 'FR13', 'FR15', 'FR16', 'FR17', 'FR18', 'FR19', 'FR24']),
  confirmedBy: z.enum(['OFFICER', 'THIRD_PARTY', 'RECORDS']),
  says: Text,
  evidence: EvidenceIds,
})
export type Finding = z.infer<typeof Finding>
