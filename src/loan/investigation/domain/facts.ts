import type { CaseFact } from '#common/task/domain'

/** What other stages and the task engine may hear of an investigation; told inside the transaction of the act. */
export type InvestigationFact =
  | (CaseFact & { readonly fact: 'visit.planned' | 'visit.started' | 'visit.closed'; readonly visitId: string })
  | (CaseFact & { readonly fact: 'bureau.queried'; readonly subject: string })
  | (CaseFact & { readonly fact: 'investigation.submitted' | 'investigation.rejected-by-rule' | 'investigation.returned' | 'investigation.abandoned'; readonly version: number })
