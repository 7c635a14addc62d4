import { type CaseFile, Judgement, type JudgementPack } from '#common/assessment/domain'
import { keptPolicy } from '#common/policy/server'
import type { CaseFact } from '#common/task/domain'
import { tradeSampleOf } from '#common/trade/domain'
import { keepTradeSample } from '#common/trade/server'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'

/** An approved case teaches the bank its trade: the figures of its last version, without its name. */
export async function giveTradeSample(tx: Tx, { caseId, on }: CaseFact): Promise<void> {
  const row = await tx.selectFrom('investigation_version').select(['case_file', 'policy_hash']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (row === undefined) return
  const caseFile = row.case_file as CaseFile
  const figures = tradeSampleOf(new Judgement(caseFile, (await keptPolicy(tx, row.policy_hash)) as JudgementPack).sheet)
  if (figures !== null) await keepTradeSample(tx, { caseId, trade: caseFile.business.trade, on: on as Day, figures })
}
