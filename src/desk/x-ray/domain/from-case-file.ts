import { type CaseFile, type JudgementPack, NO_OFFER, assess, judgementGraph, methodsByAccount } from '#common/assessment/domain'
import { OutOfRange, Sheet, isNumber, withPlace } from '#common/figures/domain'
import { type Exact, absolute, compare, exact, formatExact } from '#kernel'
import { ownTransfersIn } from './own-transfers.ts'
import type { AccountSeen, OwnTransfers, PersonSeen, XRayCase, XRayRules } from './seen-case.ts'

const PLACES = 4
/** Checks that rest on an account's takings: those of a business, wages paid in. */
const FLOW_METHODS: ReadonlySet<string> = new Set(['X14', 'X38'])

/** What the report reads of a pack. */
export function rulesOf(pack: Pick<JudgementPack, 'checks'>, policy: string): XRayRules {
  return { policy, tolerance: pack.checks.deviationTolerance, methodsPerAccount: pack.checks.methodsPerAccount }
}

/** A case file seen through a pack: what the customer states against its checks, and what the policy would make of it today. */
export function caseOfFile(caseFile: CaseFile, pack: JudgementPack, file: string): XRayCase {
  try {
    return seen(caseFile, pack, file)
  } catch (error) {
    throw error instanceof OutOfRange ? withPlace(error) : error
  }
}

function seen(caseFile: CaseFile, pack: JudgementPack, file: string): XRayCase {
  const { decision, limit, flags } = assess(caseFile, pack)
  // On the stated values, before an accepted value takes their place: that is what the old file hides.
  const sheet = new Sheet(judgementGraph(pack), { ...caseFile, adopted: {}, offer: NO_OFFER }, pack)
  const done = methodsByAccount(sheet.source, { checks: pack.checks, payRatio: exact(pack.limit.payRatio) }, sheet)
  const deviationAt = (at: number): Exact | null => { const value = sheet.figure('checkDeviation', at); return value !== null && isNumber(value) ? absolute(value) : null }
  const equity = sheet.figure('equityDeviation')
  const transfers = transfersOf(caseFile, sheet.figure('annualSales'), pack.checks.deviationTolerance)
  return {
    key: file, file, row: null, number: caseFile.id,
    customer: person(caseFile.applicant.name), guarantors: caseFile.guarantor === null ? [] : [person(caseFile.guarantor.name)],
    lentFen: null, lentOn: null,
    accounts: done.filter(({ account }) => account !== 'equity').map(({ account, done: methods, enough }): AccountSeen => {
      const deviations = caseFile.checks.flatMap((check, at) => (check.account === account ? (deviationAt(at) ?? []) : []))
      return { account, methods: new Set(methods.map(({ method }) => method)).size, enough, deviation: deviations.length === 0 ? null : formatExact(deviations.reduce((most, each) => (compare(each, most) > 0 ? each : most)), PLACES) }
    }),
    equityDeviation: equity !== null && isNumber(equity) ? formatExact(absolute(equity), PLACES) : null,
    ...transfers,
    cashFlow: caseFile.bankFlows.length > 0 || caseFile.history !== null || caseFile.checks.some(({ method }) => FLOW_METHODS.has(method)),
    visited: caseFile.visit.visitedOn !== null && caseFile.visit.evidence.length > 0,
    judged: { decision, limitFen: decision === 'REJECT' ? 0 : (limit?.amountFen ?? null), flags: [...flags] },
  }
}

function person(name: string): PersonSeen {
  return { name, idNumber: null, phone: null }
}

const WORST_FIRST: readonly OwnTransfers[] = ['COUNTED', 'EXCLUDED', 'NONE']

function transfersOf(caseFile: CaseFile, annualSales: unknown, tolerance: string): { ownTransfers: OwnTransfers; ownTransfersFen: number | null } {
  const flows = caseFile.checks.flatMap((check) => (check.method === 'X14' ? [check] : []))
  if (flows.length === 0 || typeof annualSales !== 'number') return { ownTransfers: 'UNKNOWN', ownTransfersFen: null }
  const each = flows.map((check) => ownTransfersIn({ creditsFen: check.creditsFen, ownFen: check.ownTransfersFen, otherFen: check.loansFen + check.otherFen, statedFen: annualSales, cashShare: exact(check.cashShare) }, tolerance))
  return { ownTransfers: WORST_FIRST.find((one) => each.includes(one)) ?? 'UNKNOWN', ownTransfersFen: flows.reduce((sum, { ownTransfersFen }) => sum + ownTransfersFen, 0) }
}
