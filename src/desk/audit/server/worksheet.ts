import { itemsOf } from '#desk/dossier/server'
import type { Conclude, Conclusion, Tick, Verdict, Worksheet } from '#desk/audit/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { readFindings } from './findings.ts'
import type { AuditorAtWork } from './samples.ts'

interface Of { readonly sampleId: string; readonly caseId: string }

async function readRow(tx: Tx, { sampleId, caseId }: Of, lock: 'for update' | 'read') {
  const query = tx.selectFrom('audit_sample_case as c').selectAll('c').where('c.bank_id', '=', tx.bankId).where('c.sample_id', '=', sampleId).where('c.case_id', '=', caseId)
  const row = await (lock === 'read' ? query : query.forUpdate()).executeTakeFirst()
  if (row === undefined) throw missing('抽样中的业务')
  return row
}

/** The 25 items of one drawn case with what the auditor said of each. */
export async function readWorksheet(tx: Tx, of: Of, on: Day): Promise<Worksheet> {
  const row = await readRow(tx, of, 'read')
  const head = await tx.selectFrom('case_progress as p').innerJoin('customer as k', (join) => join.onRef('k.bank_id', '=', 'p.bank_id').onRef('k.customer_id', '=', 'p.customer_id'))
    .select(['p.number', 'k.name']).where('p.bank_id', '=', tx.bankId).where('p.case_id', '=', of.caseId).executeTakeFirstOrThrow()
  const ticks = await tx.selectFrom('audit_tick as t').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 't.bank_id').onRef('s.staff_id', '=', 't.ticked_by'))
    .selectAll('t').select('s.name').where('t.bank_id', '=', tx.bankId).where('t.sample_id', '=', of.sampleId).where('t.case_id', '=', of.caseId).orderBy('t.ticked_at').orderBy('t.tick_id').execute()
  const { items } = await itemsOf(tx, of.caseId, on)
  return {
    ...of, number: head.number, customer: head.name, conclusion: row.conclusion as Conclusion | null, remark: row.remark,
    items: items.map(({ no, name, state, why }) => {
      const tick = ticks.findLast(({ item }) => item === no)
      return { no, name, state, why, tick: tick === undefined ? null : { verdict: tick.verdict as Verdict, remark: tick.remark, by: tick.name } }
    }),
    findings: await readFindings(tx, of),
  }
}

/** One line of the worksheet; a problem says what it is. */
export async function tickItem(tx: Tx, { staff, on, now }: AuditorAtWork, of: Of, { item, verdict, remark }: Tick): Promise<void> {
  await readRow(tx, of, 'for update')
  if (verdict !== 'OK' && (remark ?? '').length === 0) throw new Refusal({ code: 'audit.remark', message: '请说明问题或不适用的原因', at: '/remark', expected: '一句话说明' }, 422)
  await tx.insertInto('audit_tick').values({ bank_id: tx.bankId, tick_id: newId(), sample_id: of.sampleId, case_id: of.caseId, item, verdict, remark, ticked_by: staff.id, ticked_at: now.toISOString() }).execute()
  await record(tx, { caseId: of.sampleId, act: 'audit.tick', who: staff.id, businessDate: on, body: { caseId: of.caseId, item, verdict, remark } })
}

/** Ends the work on one drawn case; with findings on record it is not in order. */
export async function conclude(tx: Tx, { staff, on, now }: AuditorAtWork, of: Of, { conclusion, remark }: Conclude): Promise<void> {
  await readRow(tx, of, 'for update')
  const open = await readFindings(tx, of)
  if (conclusion === 'IN_ORDER' && open.length > 0) throw new Refusal({ code: 'audit.has-findings', message: `本案有 ${open.length} 项稽核发现，不能结论为未见问题`, at: '/conclusion', value: conclusion, expected: '有问题' }, 422)
  await tx.updateTable('audit_sample_case').set({ conclusion, remark, worked_by: staff.id, worked_at: now.toISOString() }).where('bank_id', '=', tx.bankId).where('sample_id', '=', of.sampleId).where('case_id', '=', of.caseId).execute()
  await record(tx, { caseId: of.sampleId, act: 'audit.conclude', who: staff.id, businessDate: on, body: { caseId: of.caseId, conclusion, remark } })
}
