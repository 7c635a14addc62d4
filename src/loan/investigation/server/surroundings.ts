import type { FileStore } from '#platform/files'
import type { Ask } from '#platform/http'
import type { AtWork } from './case-at-hand.ts'
import type { Tell } from './visit/plan.ts'

/** What the investigation stage needs of the house around it. */
export interface InvestigationSurroundings {
  readonly files: FileStore
}

/** Who must hear what happened. */
export interface Telling {
  readonly tell: Tell
}

/** The part of a request that every act on a case needs. */
export function atWork({ staff, params, businessDate, now }: Pick<Ask<{ caseId: string }, unknown, unknown>, 'staff' | 'params' | 'businessDate' | 'now'>): AtWork {
  return { staff, caseId: params.caseId, on: businessDate, now }
}
