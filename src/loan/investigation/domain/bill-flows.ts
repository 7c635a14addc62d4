import type { CaseFile } from '#common/assessment/domain'
import type { PolicyPack } from '#common/policy/domain'
import { type AccountRead, type FlowReading, type FlowRules, type Household, type Ruling, readFlows } from '#common/statement/domain'
import { type Day, formatExact, ratio } from '#kernel'
import type { BillOnCase } from './bill-checks.ts'

const WINDOW_MONTHS = 12
/** Accounts of a case that statements give: the largest of more, as a case file has room for fifty. */
const MOST_FLOWS = 30
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

type People = Pick<CaseFile, 'applicant' | 'spouse' | 'business'>

/** In whose name an account is; unknown where the statement names nobody, or hides the name so that it could be either's. */
export function ownerOf(holder: string, { applicant, spouse, business }: People): BankFlow['owner'] {
  if (/^\**$/.test(plainName(holder))) return undefined
  const mine = [applicant.name, business.name].some((name) => namesSame(holder, name))
  const hers = spouse !== null && namesSame(holder, spouse.name)
  return mine === hers ? (mine ? undefined : 'OTHER') : mine ? 'BORROWER' : 'SPOUSE'
}

const plainName = (name: string): string => name.replace(/[\s·]+/g, '')

/** Names that are equal, each star standing for one letter. */
function namesSame(holder: string, name: string): boolean {
  const [given, own] = [[...plainName(holder)], [...plainName(name)]]
  return own.length > 0 && given.length === own.length && given.some((letter) => letter !== '*') && given.every((letter, at) => letter === '*' || letter === own[at])
}

/** What the accounts say for the flags: only of accounts whose balances are known and that reach the cut-off. */
export function bankFlowsOf({ accounts }: FlowReading, people: People): BankFlow[] {
  const flows = accounts.flatMap((account): BankFlow[] => {
    const { balances, integrity, isStale } = account
    if (isStale || balances === null) return []
    const deviation = worstInterest(account)?.deviation ?? undefined
    const owner = ownerOf(account.holder, people)
    return [{
      label: account.label.slice(0, LONGEST_LABEL), monthlyCreditsFen: account.monthlyCreditsFen, averageDailyBalanceFen: Math.max(0, balances.averageDailyFen), lowestBalanceFen: Math.max(0, balances.lowestFen),
      leavesWithinDayShare: account.leavesWithinDayShare, tightMonths: balances.tightMonths.length, balanceBreaks: integrity.breaks.length,
      ...(owner === undefined ? {} : { owner }), ...(balances.volatility === null ? {} : { volatility: balances.volatility }), ...(deviation === undefined ? {} : { interestDeviation: atMostWhole(deviation) }), evidence: [...account.evidence],
    }]
  })
  return flows.length <= MOST_FLOWS ? flows : flows.sort((a, b) => b.monthlyCreditsFen - a.monthlyCreditsFen).slice(0, MOST_FLOWS)
}

/** The payment of interest that is farthest from what the rows show: money put in for one quarter shows in that one alone. */
export function worstInterest({ interest }: AccountRead): AccountRead['interest'][number] | undefined {
  return interest.reduce<AccountRead['interest'][number] | undefined>((worst, each) => (worst === undefined || Number(each.deviation) > Number(worst.deviation) ? each : worst), undefined)
}

/** More than everything is everything: the flag asks only whether it is too much. */
function atMostWhole(deviation: string): string {
  return Number(deviation) > 1 ? formatExact(ratio(1n, 1n), SHARE_PLACES) : deviation
}

/** The draft's accounts with those statements gave replaced; what the officer typed himself stays, and so does the owner he named where the statement names none. */
export function withBankFlows(flows: readonly BankFlow[], given: readonly BankFlow[], everBills: ReadonlySet<string>): BankFlow[] {
  const isGiven = ({ evidence }: BankFlow): boolean => evidence.length > 0 && evidence.every((id) => everBills.has(id))
  const named = (flow: BankFlow): BankFlow => {
    const owner = flow.owner ?? flows.find((each) => isGiven(each) && each.label === flow.label)?.owner
    return owner === undefined ? flow : { ...flow, owner }
  }
  return [...flows.filter((flow) => !isGiven(flow)), ...given.map(named)]
}
