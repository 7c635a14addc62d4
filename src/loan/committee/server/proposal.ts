import { type Assessment, type CaseFile, everyOf, shapeFor } from '#common/assessment/domain'
import { type Day, Refusal, addMonths, monthsBetween } from '#kernel'
import type { Requested } from '#loan/committee/domain'
import type { Terms } from '#loan/decision/domain'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'

/** A submitted version as the table reads it. */
export interface VersionOnTable {
  readonly caseFile: CaseFile
  readonly assessment: Assessment
}

export async function versionOf(tx: Tx, caseId: string, version: number): Promise<VersionOnTable> {
  const row = await tx.selectFrom('investigation_version').select(['case_file', 'assessment']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('version', '=', version).executeTakeFirst()
  if (row === undefined) throw missing('已提交的版本')
  return { caseFile: row.case_file as unknown as CaseFile, assessment: row.assessment as unknown as Assessment }
}

/** Instalments of a request; of a loan repaid once the months to its one day. */
function periodsOf(request: VersionOnTable['caseFile']['request']): number {
  if (everyOf(request) !== 'ONCE') return request.periods
  const [from, until] = [request.disbursedOn as Day, request.firstDueOn as Day]
  const months = monthsBetween(from, until)
  return addMonths(from, months) < until ? months + 1 : months
}

/** What the customer asked for. */
export function requestOf({ caseFile: { request } }: VersionOnTable): Requested {
  return { amountFen: request.amountFen, periods: periodsOf(request), method: request.method, guarantee: request.guarantee }
}

/** What is put to the vote: the request within the limit of judgement, at its price. Refuses a version that carries no loan. */
export function proposalOf({ caseFile: { request }, assessment }: VersionOnTable): Terms {
  const { limit, price } = assessment
  if (limit === null || price === null || limit.amountFen <= 0) throw new Refusal({ code: 'committee.no-limit', message: '本版测评没有可审议的额度', expected: '测评给出额度与利率的版本' }, 422)
  const amountFen = Math.min(request.amountFen, limit.amountFen)
  const shape = shapeFor(request, amountFen)
  return {
    product: request.product, guarantee: request.guarantee, amountFen, periods: periodsOf(request), method: request.method, every: everyOf(request), ...(Object.keys(shape).length === 0 ? {} : { shape }),
    annualRate: price.annualRate, purpose: request.purpose, conditions: [],
  }
}
