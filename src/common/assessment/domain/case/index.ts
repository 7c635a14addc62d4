import { z } from 'zod'
import { EVERY, METHODS, ScheduleShape } from '#common/schedule/domain'
import { Beginnings, HouseholdEquity, IncomeEvidence, RatioComments } from './beginnings.ts'
import { Check, PreviousCase } from './checks.ts'
import { Contradiction, DeviationCause } from './contradictions.ts'
import { Evidence, refuseSameId } from './evidence.ts'
import { Farm } from './farm.ts'
import { JointGroup } from './group.ts'
import { Salary } from './household.ts'
import { Applicant, BankFlow, Business, Collateral, CreditReport, Guarantor, Oral, Spouse } from './people.ts'
import { Related, SystemFacts } from './related.ts'
import { Carried } from './repeat.ts'
import { Price } from './prices.ts'
import { Amount, CivilDay, Count, EvidenceIds, Text, form } from './shapes.ts'
import { Finding, Soft } from './soft.ts'
import { Balance, Equity, History, Household, Income, Plan, PreviousBalance, Traps } from './statements.ts'

export * from './beginnings.ts'
export * from './checks.ts'
export * from './contradictions.ts'
export * from './evidence.ts'
export * from './household.ts'
export * from './people.ts'
export * from './prices.ts'
export * from './related.ts'
export * from './repeat.ts'
export * from './shapes.ts'
export * from './soft.ts'
export * from './statements.ts'

export const Application = form({
  appliedOn: CivilDay,
  source: z.enum(['STREET_CANVASS', 'BRANCH', 'REFERRAL', 'PERSONAL_INTRODUCTION', 'ONLINE']).default('STREET_CANVASS'),
  /** Who sent the customer: a good customer brings good ones [S2-13]. */
  referredBy: z.string().max(80).optional(),
  bureauAuthorisedOn: CivilDay.nullable(),
  /** Earlier loans of this bank repaid on time; 0 makes this a first loan [S0-36]. */
  loansRepaid: Count,
})

export const Request = form({
  product: z.string().min(1).max(60),
  guarantee: z.enum(['CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE', 'JOINT_LIABILITY']),
  amountFen: Amount.min(1, { error: '申请金额须大于 0' }),
  periods: z.int().min(1).max(120),
  method: z.enum(METHODS).default('ANNUITY'),
  /** Left out, the method decides. */
  every: z.enum(EVERY).optional(),
  /** How principal comes back where the method needs to be told: for this amount and these periods. */
  shape: ScheduleShape.optional(),
  disbursedOn: CivilDay,
  firstDueOn: CivilDay,
  purpose: z.enum(['WORKING_CAPITAL', 'EQUIPMENT', 'DECORATION', 'CONSUMPTION', 'REAL_ESTATE', 'SHARES', 'LENDING_ON', 'GAMBLING', 'POLLUTING']),
  /** What the money is for, with amounts and proof; the need cap adds them up. */
  purposeItems: z.array(form({ label: Text, amountFen: Amount, evidence: EvidenceIds })).min(1).max(50),
  ownContributionFen: Amount,
  authorityFen: Amount.optional(),
  relatedExposureFen: Amount.default(0),
})

export const Visit = form({ visitedOn: CivilDay.nullable(), evidence: EvidenceIds })

/** Everything judgement reads of one case; keys are stable within a major version of the format. */
export const CaseFile = form({
  format: z.literal('weidai-case/1', { error: '须为 "weidai-case/1"' }),
  id: z.string().min(1).max(80),
  cutOffOn: CivilDay,
  application: Application,
  request: Request,
  applicant: Applicant,
  spouse: Spouse.nullable(),
  business: Business,
  salary: Salary.nullable().default(null),
  farm: Farm.nullable().default(null),
  guarantor: Guarantor.nullable().default(null),
  jointGroup: JointGroup.nullable().default(null),
  collateral: z.array(Collateral).max(20).default([]),
  visit: Visit,
  balance: Balance,
  previousBalance: PreviousBalance.nullable().default(null),
  history: History.nullable().default(null),
  household: Household.prefault({}),
  income: Income,
  equity: Equity.nullable().default(null),
  beginnings: Beginnings.nullable().default(null),
  householdEquity: HouseholdEquity.nullable().default(null),
  incomeEvidence: z.array(IncomeEvidence).max(50).default([]),
  comments: RatioComments.prefault({}),
  related: Related.prefault({}),
  previousCase: PreviousCase.nullable().default(null),
  carried: z.array(Carried).max(100).default([]),
  plan: Plan,
  oral: Oral.prefault({}),
  prices: z.array(Price).max(200).default([]),
  checks: z.array(Check).max(200).default([]),
  contradictions: z.array(Contradiction).max(100).default([]),
  deviationCauses: z.array(DeviationCause).max(20).default([]),
  creditReport: CreditReport.nullable().default(null),
  bankFlows: z.array(BankFlow).max(50).default([]),
  soft: Soft,
  findings: z.array(Finding).max(50).default([]),
  system: SystemFacts.prefault({}),
  traps: Traps.prefault({}),
  evidence: z.array(Evidence).max(2000).superRefine(refuseSameId).default([]),
})
export type CaseFile = z.infer<typeof CaseFile>
/** What a person may write: defaults may be left out. */
export type CaseFileInput = z.input<typeof CaseFile>
