import type { RuleRow, RowRuled } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { renewChecks } from './attach-bill.ts'
import { type AtWork, takeUp } from './case-at-hand.ts'
import { readDraft } from './reads.ts'

/** An officer rules that a row counts as a sale or does not, with his reason; the checks of the case follow at once. */
export async function ruleRow(tx: Tx, work: AtWork, evidenceId: string, { rowVersion, row, rules, reason }: RuleRow): Promise<RowRuled> {
  const held = await takeUp(tx, work, 'attach', rowVersion)
  const found = await tx.selectFrom('bill_row as r')
    .innerJoin('bill as b', (on) => on.onRef('b.bank_id', '=', 'r.bank_id').onRef('b.evidence_id', '=', 'r.evidence_id'))
    .innerJoin('evidence as e', (on) => on.onRef('e.bank_id', '=', 'r.bank_id').onRef('e.evidence_id', '=', 'r.evidence_id'))
    .select(['r.seq', 'r.amount_fen', 'r.at']).where('r.bank_id', '=', tx.bankId).where('r.evidence_id', '=', evidenceId).where('b.case_id', '=', work.caseId).where('e.detached_at', 'is', null)
    .where((where) => where.or([where('r.file_row', '=', row), where.and([where('r.file_row', '=', 0), where('r.seq', '=', row)])])).executeTakeFirst()
  if (found === undefined) throw missing('本案流水里的这一行')
  await tx.insertInto('bill_ruling').values({
    bank_id: tx.bankId, ruling_id: newId(), case_id: work.caseId, evidence_id: evidenceId, seq: found.seq, rules, reason, ruled_by: work.staff.id, ruled_on: work.on, ruled_at: work.now.toISOString(),
  }).execute()
  const { checks, notes } = await renewChecks(tx, work, held)
  await record(tx, { caseId: work.caseId, act: 'investigation.rule-row', who: work.staff.id, businessDate: work.on, body: { evidenceId, row, at: found.at, amountFen: found.amount_fen, rules, reason } })
  return { checks: [...checks], notes: [...notes], draft: await readDraft(tx, work.staff, work.caseId) }
}

