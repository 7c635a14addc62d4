import { type Day, Refusal, read } from '#kernel'
import { type DecisionFact, Terms } from '#loan/decision/domain'
import type { CaseFact } from '#common/task/domain'
import { openTask } from '#common/task/server'
import type { Post } from '#common/staff/domain'
import { type Tx, newId } from '#platform/db'
import { moveContract } from '#loan/contract/domain'
import { cancelSigned } from './cancel-signed.ts'
import { conditionsOf, openBefore } from './conditions.ts'
import type { Tell } from './surroundings.ts'

type Fact<F extends DecisionFact['fact']> = Extract<DecisionFact, { fact: F }>

/** Opens the contract file of an approval with its conditions; a file of an earlier approval is closed, unless money went out under it. */
export async function openContract(tx: Tx, fact: Fact<'decision.approved'>, tell: Tell): Promise<void> {
  const { caseId, resolutionId, terms, on, at } = fact
  await closeEarlier(tx, caseId, '已有新的决议')
  const application = await tx.selectFrom('application').select(['customer_id', 'unit_id']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).executeTakeFirstOrThrow()
  const contractId = newId()
  await tx.insertInto('contract_file').values({
    bank_id: tx.bankId, contract_id: contractId, case_id: caseId, resolution_id: resolutionId, customer_id: application.customer_id, unit_id: application.unit_id,
    terms: JSON.stringify(terms), valid_until: fact.validUntil, state: 'DRAFTING', opened_on: on, opened_at: at,
  }).execute()
  await addConditions(tx, contractId, terms.conditions, fact)
  if (terms.conditions.every(({ when }) => when === 'AFTER')) await tell(tx, { fact: 'contract.conditions-met', caseId, by: fact.by, on, at })
}

/** Terms made stricter after approval: the newest bind. Papers already drawn up beyond them no longer pass the checklist. */
export async function lowerTerms(tx: Tx, fact: Fact<'decision.lowered'>): Promise<void> {
  const file = await tx.selectFrom('contract_file').select(['contract_id', 'terms']).where('bank_id', '=', tx.bankId).where('case_id', '=', fact.caseId).where('state', '<>', 'CLOSED').executeTakeFirst()
  if (file === undefined) return
  const known = new Set(read(Terms, file.terms).conditions.map((one) => JSON.stringify(one)))
  await tx.updateTable('contract_file').set({ terms: JSON.stringify(fact.terms) }).where('bank_id', '=', tx.bankId).where('contract_id', '=', file.contract_id).execute()
  await addConditions(tx, file.contract_id, fact.terms.conditions.filter((one) => !known.has(JSON.stringify(one))), fact)
}

/** What ends a case, or sends it back, ends its contract file; refused (and with it that act) once money went out. */
export async function closeContract(tx: Tx, { caseId, fact }: { readonly caseId: string; readonly fact: string }): Promise<void> {
  await closeEarlier(tx, caseId, CLOSED_BY[fact] ?? '本案已终止')
}

const CLOSED_BY: Readonly<Record<string, string>> = { 'application.withdrawn': '客户撤回申请', 'decision.lapsed': '批复失效', 'investigation.returned': '退回调查' }

/** An approved case that was withdrawn and is admitted again: its approval still binds, what was met stays met, and the contract is drawn up anew. */
export async function reopenContract(tx: Tx, { caseId, on, at }: CaseFact): Promise<void> {
  const last = await tx.selectFrom('contract_file').select(['contract_id', 'state', 'reason']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).orderBy('opened_at', 'desc').executeTakeFirst()
  if (last?.state !== 'CLOSED' || last.reason !== CLOSED_BY['application.withdrawn']) return
  await tx.updateTable('contract_file').set({ state: moveContract(last.state, 'reopen'), reason: null, line_id: null }).where('bank_id', '=', tx.bankId).where('contract_id', '=', last.contract_id).execute()
  await tx.updateTable('contract_signing').set({ outcome: 'REFUSED', ended_on: on, ended_at: at, reason: last.reason }).where('bank_id', '=', tx.bankId).where('contract_id', '=', last.contract_id).where('ended_at', 'is', null).execute()
  for (const row of openBefore(await conditionsOf(tx, last.contract_id))) await askFor(tx, row, { caseId, on, at })
}

/** A case has one file that is not closed; under one that was paid out no other decision begins. */
async function closeEarlier(tx: Tx, caseId: string, reason: string): Promise<void> {
  const earlier = await tx.selectFrom('contract_file').select(['contract_id', 'line_id', 'state', 'number']).where('bank_id', '=', tx.bankId).where('case_id', '=', caseId).where('state', '<>', 'CLOSED').executeTakeFirst()
  if (earlier === undefined) return
  const paid = await tx.selectFrom('drawdown').select('note_number').where('bank_id', '=', tx.bankId).where('contract_id', '=', earlier.contract_id).where('state', 'not in', ['CANCELLED', 'REVERSED']).executeTakeFirst()
  if (paid !== undefined) throw new Refusal({ code: 'contract.already-paid', message: `本案合同 ${earlier.number ?? ''} 已有放款 ${paid.note_number}，${reason}不能办理`, value: earlier.number, expected: '冲正该笔放款，或另行受理申请' }, 409)
  await cancelSigned(tx, { contractId: earlier.contract_id, lineId: earlier.line_id })
  await tx.updateTable('contract_file').set({ state: 'CLOSED', reason }).where('bank_id', '=', tx.bankId).where('contract_id', '=', earlier.contract_id).execute()
}

/** Writes conditions down; those before the money become tasks of the posts that own them at once, those after it when it is out. */
async function addConditions(tx: Tx, contractId: string, conditions: Terms['conditions'], { caseId, on, at }: { readonly caseId: string; readonly on: Fact<'decision.approved'>['on']; readonly at: string }): Promise<void> {
  if (conditions.length === 0) return
  const before = await tx.selectFrom('contract_condition').select((eb) => eb.fn.countAll<string>().as('n')).where('bank_id', '=', tx.bankId).where('contract_id', '=', contractId).executeTakeFirstOrThrow()
  const rows = conditions.map((one, index) => ({
    bank_id: tx.bankId, condition_id: newId(), contract_id: contractId, seq: Number(before.n) + index + 1, timing: one.when, kind: one.kind, says: one.says, owner_post: one.ownerPost, due_on: one.dueOn, evidence_needed: one.evidenceNeeded,
  }))
  await tx.insertInto('contract_condition').values(rows).execute()
  for (const row of openBefore(rows.map((one) => ({ ...one, met_at: null })))) await askFor(tx, row, { caseId, on, at })
}

/** A condition becomes a task of the post that owns it. */
async function askFor(tx: Tx, row: { readonly condition_id: string; readonly owner_post: string; readonly due_on: string | null }, { caseId, on, at }: Pick<CaseFact, 'caseId' | 'on' | 'at'>): Promise<void> {
  await openTask(tx, { caseId, step: 'CONDITION', subject: row.condition_id, posts: [row.owner_post as Post], ...(row.due_on === null ? {} : { dueOn: row.due_on as Day }), on, at })
}
