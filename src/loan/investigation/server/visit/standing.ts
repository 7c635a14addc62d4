import type { JudgementPack } from '#common/assessment/domain'
import type { VisitStanding } from '#loan/investigation/domain'
import type { Tx } from '#platform/db'
import { withoutReport } from '../bureau/reads.ts'
import type { CaseAtHand } from '../case-at-hand.ts'
import { reInvestigations, visitRows } from './rows.ts'
import { searchesOf } from './searches.ts'

/** What a submission looks at besides the figures: visits, searches, credit reports. */
export async function standingOf(tx: Tx, held: CaseAtHand, caseId: string, { visit }: JudgementPack): Promise<VisitStanding> {
  const again = await reInvestigations(tx, caseId)
  return {
    closed: (await visitRows(tx, caseId)).filter(({ state }) => state === 'CLOSED').map(({ round, started_at }) => ({ round, startedAt: started_at ?? '' })),
    visitAfter: again.count >= visit.otherOfficerFrom ? again.last : null,
    searched: new Set((await searchesOf(tx, caseId)).map(({ target }) => target)), searches: visit.searches, withoutReport: await withoutReport(tx, held, caseId, visit.bureauRoles),
  }
}
