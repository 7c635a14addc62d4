import { movesNothing } from '#common/task/domain'
import { hearMany, moveTasks } from '#common/task/server'
import type { ApplicationFact } from '#loan/application/domain'
import { readHeader } from '#loan/application/server'
import type { InvestigationFact } from '#loan/investigation/domain'
import { giveTradeSample, issueReport, startInvestigation } from '#loan/investigation/server'
import type { ReviewFact } from '#loan/review/domain'
import { openReview } from '#loan/review/server'
import type { DecisionFact } from '#loan/decision/domain'
import { releaseApproval, routeDecision, sendBack, settleDecision, takeSnapshot, useApproval } from '#loan/decision/server'
import type { CommitteeFact } from '#loan/committee/domain'
import { leaveCommittee, referTakenUp, referToCommittee } from '#loan/committee/server'
import type { ContractFact } from '#loan/contract/domain'
import { closeContract, lowerTerms, openContract, reopenContract } from '#loan/contract/server'
import type { ServicingFact } from '#loan/servicing/domain'
import { orderDrawdownByFile, reverseNote, startNote, withdrawDrawdown } from '#loan/servicing/server'
import type { Tx } from '#platform/db'

/** Everything a stage may tell; a stage adds its union here. */
export type Fact =
  | ApplicationFact
  | InvestigationFact
  | ReviewFact
  | DecisionFact
  | CommitteeFact
  | ContractFact
  | ServicingFact

/** Who listens to what, in the order of the path; a fact nobody listens to has no line. */
const LISTENERS: Listeners = {
  'application.admitted': [startInvestigation, referTakenUp, reopenContract],
  'application.withdrawn': [leaveCommittee, closeContract, releaseApproval],
  'investigation.submitted': [issueReport, openReview],
  'investigation.rejected-by-rule': [issueReport, takeSnapshot],
  'investigation.returned': [leaveCommittee, closeContract],
  'review.passed': [(tx, fact) => routeDecision(tx, fact, tell)],
  'decision.routed': [referToCommittee],
  'committee.resolved': [(tx, fact) => settleDecision(tx, fact, tell)],
  'decision.re-investigate': [(tx, fact) => sendBack(tx, fact, tell)],
  'decision.rejected': [takeSnapshot],
  'decision.approved': [takeSnapshot, giveTradeSample, (tx, fact) => openContract(tx, fact, tell)],
  'decision.lowered': [lowerTerms],
  'decision.lapsed': [closeContract],
  'contract.signed': [useApproval],
  'contract.voided': [releaseApproval],
  'loan.disbursed': [startNote, orderDrawdownByFile],
  'loan.reversed': [reverseNote, withdrawDrawdown],
  'loan.part-reversed': [reverseNote, withdrawDrawdown],
}

type Listeners = { readonly [F in Fact['fact']]?: readonly ((tx: Tx, fact: Extract<Fact, { fact: F }>) => Promise<void>)[] }

/**
 * Tells a fact inside the transaction of the act: first the tasks of the case move, then every listener hears it, and one that fails
 * fails the act. In this order because a listener may tell the next fact, which must find this one heard.
 */
export async function tell(tx: Tx, fact: Fact): Promise<void> {
  // What the application itself tells may have changed how lists show the case.
  if (movesNothing(fact.fact) && !fact.fact.startsWith('application.')) await hearMany(tx, fact.fact, [fact], fact)
  else await moveTasks(tx, fact, await readHeader(tx, fact.caseId))
  const listeners: readonly ((tx: Tx, fact: never) => Promise<void>)[] = LISTENERS[fact.fact] ?? []
  for (const listener of listeners) await listener(tx, fact as never)
}
