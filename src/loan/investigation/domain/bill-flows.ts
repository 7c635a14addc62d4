import type { CaseFile } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type AccountRead, type FlowReading, type FlowRules, type Household, type Ruling, readFlows } from '#common/statement/domain'
import { type Day, formatExact, ratio } from '#kernel'
import type { BillOnCase } from './bill-checks.ts'

const WINDOW_MONTHS = 12
const LONGEST_LABEL = 400
const SHARE_PLACES = 4

/** What of the policy the reading of statements goes by. */
export function flowRules({ flags, flows }: Pick<PolicyPack, 'flags' | 'flows'>): FlowRules {
  return {
    passThroughHours: flags.passThroughHours, passThroughTolerance: flows.passThroughTolerance, passThroughAtLeast: flows.passThroughAtLeast,
    tightBalance: flags.tightBalance, tightOfMonths: flags.tightOfMonths, demandRate: flows.demandRate,
  }
}

/** The people and the business of a case: money among them is no sale. */
export function householdOf({ applicant, spouse, business }: Pick<CaseFile, 'applicant' | 'spouse' | 'business'>): Household {
  return { names: [applicant.name, spouse?.name ?? '', business.name].filter((name) => name.trim().length > 1) }
}

/** All statements of a case read together by its policy. */
export function caseFlows(bills: readonly BillOnCase[], caseFile: CaseFile, pack: Pick<PolicyPack, 'flags' | 'flows'>, rulings: ReadonlyMap<string, Ruling>): FlowReading {
  return readFlows(bills, { cutOff: caseFile.cutOffOn as Day, windowMonths: WINDOW_MONTHS, staleDays: pack.flows.staleDays, household: householdOf(caseFile), rules: flowRules(pack), rulings })
}

type BankFlow = CaseFile['bankFlows'][number]

/** What the accounts say for the flags: only of accounts whose balances are known and that reach the cut-off. */
export function bankFlowsOf({ accounts }: FlowReading): BankFlow[] {
  return accounts.flatMap((account): BankFlow[] => {
    const { balances, integrity, isStale } = account
    if (isStale || balances === null) return []
    const deviation = latestInterest(account)?.deviation ?? undefined
    return [{
      label: account.label.slice(0, LONGEST_LABEL), monthlyCreditsFen: account.monthlyCreditsFen, averageDailyBalanceFen: Math.max(0, balances.averageDailyFen), lowestBalanceFen: Math.max(0, balances.lowestFen),
      leavesWithinDayShare: account.leavesWithinDayShare, tightMonths: balances.tightMonths.length, balanceBreaks: integrity.breaks.length,
      ...(balances.volatility === null ? {} : { volatility: balances.volatility }), ...(deviation === undefined ? {} : { interestDeviation: atMostWhole(deviation) }), evidence: [...account.evidence],
    }]
  })
}

/** The last interest row whose period lies within the statement. */
export function latestInterest({ interest }: AccountRead): AccountRead['interest'][number] | undefined {
  return interest.at(-1)
}

/** More than everything is everything: the flag asks only whether it is too much. */
function atMostWhole(deviation: string): string {
  return Number(deviation) > 1 ? formatExact(ratio(1n, 1n), SHARE_PLACES) : deviation
}

/** The draft's accounts with those statements gave replaced; what the officer typed himself stays. */
export function withBankFlows(flows: readonly BankFlow[], given: readonly BankFlow[], everBills: ReadonlySet<string>): BankFlow[] {
  return [...flows.filter(({ evidence }) => evidence.length === 0 || !evidence.every((id) => everBills.has(id))), ...given]
}
