import { sql } from 'kysely'
import { nextNumber } from '#common/customer/server'
import type { DrawSample, Sample, SampleFilter, Samples } from '#desk/audit/domain'
import { type Day, Refusal } from '#kernel'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'

export interface AuditorAtWork {
  readonly staff: Staff
  readonly on: Day
  readonly now: Date
}

/** Draws cases by a seed: whoever repeats seed and filter on the same cases gets the same sample, so nobody can say it was picked. */
export async function drawSample(tx: Tx, { staff, on, now }: AuditorAtWork, { purpose, size, filter, seed = newId() }: DrawSample): Promise<{ sampleId: string }> {
  const drawn = await draw(tx, filter, seed)
  if (drawn.length === 0) throw new Refusal({ code: 'audit.nothing-to-draw', message: '抽样范围内没有业务', at: '/filter', expected: '放宽抽样范围' }, 422)
  const sampleId = newId()
  const year = on.slice(0, 4)
  const number = await nextNumber(tx, 'audit-sample', year, (count) => `JH${year}${String(count).padStart(4, '0')}`)
  await tx.insertInto('audit_sample').values({
    bank_id: tx.bankId, sample_id: sampleId, number, purpose, filter: JSON.stringify(filter), seed, population: drawn.length, drawn_by: staff.id, drawn_on: on, drawn_at: now.toISOString(),
  }).execute()
  const cases = drawn.slice(0, size)
  await tx.insertInto('audit_sample_case').values(cases.map((case_id, at) => ({ bank_id: tx.bankId, sample_id: sampleId, case_id, place: at + 1 }))).execute()
  await record(tx, { caseId: sampleId, act: 'audit.draw-sample', who: staff.id, businessDate: on, body: { number, purpose, filter, seed, population: drawn.length, cases } })
  return { sampleId }
}

/** The ids of all cases inside the filter, in the order the seed gives them. */
async function draw(tx: Tx, filter: SampleFilter, seed: string): Promise<string[]> {
  const rows = await tx.selectFrom('case_progress as p').select('p.case_id').where('p.bank_id', '=', tx.bankId)
    .$if(filter.appliedFrom !== null, (q) => q.where('p.applied_on', '>=', filter.appliedFrom!)).$if(filter.appliedUntil !== null, (q) => q.where('p.applied_on', '<=', filter.appliedUntil!))
    .$if(filter.unitId !== null, (q) => q.where('p.unit_id', '=', filter.unitId!)).$if(filter.leadId !== null, (q) => q.where('p.lead_id', '=', filter.leadId!))
    .$if(filter.product !== null, (q) => q.where('p.product', '=', filter.product!)).$if(filter.state !== null, (q) => q.where('p.state', '=', filter.state!))
    .$if(filter.amountFrom !== null, (q) => q.where('p.amount_fen', '>=', filter.amountFrom!)).$if(filter.amountUntil !== null, (q) => q.where('p.amount_fen', '<=', filter.amountUntil!))
    .orderBy(sql`sha256(convert_to(${seed} || ':' || p.case_id::text, 'UTF8'))`).execute()
  return rows.map(({ case_id }) => case_id)
}

function heads(tx: Tx) {
  return tx.selectFrom('audit_sample as s').innerJoin('staff as d', (on) => on.onRef('d.bank_id', '=', 's.bank_id').onRef('d.staff_id', '=', 's.drawn_by'))
    .selectAll('s').select('d.name as drawn_by_name')
    .select((eb) => [
      eb.selectFrom('audit_sample_case as c').select(eb.fn.countAll<number>().as('n')).where('c.bank_id', '=', tx.bankId).whereRef('c.sample_id', '=', 's.sample_id').as('size'),
      eb.selectFrom('audit_sample_case as c').select(eb.fn.countAll<number>().as('n')).where('c.bank_id', '=', tx.bankId).whereRef('c.sample_id', '=', 's.sample_id').where('c.conclusion', 'is not', null).as('worked'),
      eb.selectFrom('audit_finding as f').select(eb.fn.countAll<number>().as('n')).where('f.bank_id', '=', tx.bankId).whereRef('f.sample_id', '=', 's.sample_id').as('findings'),
    ]).where('s.bank_id', '=', tx.bankId)
}
type Head = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number]

const asHead = (row: Head): Samples['samples'][number] => ({
  sampleId: row.sample_id, number: row.number, purpose: row.purpose, seed: row.seed, population: row.population, size: Number(row.size ?? 0), worked: Number(row.worked ?? 0), findings: Number(row.findings ?? 0), drawnBy: row.drawn_by_name, drawnOn: row.drawn_on,
})

/** The samples of the bank, the last first. */
export async function readSamples(tx: Tx): Promise<Samples> {
  return { samples: (await heads(tx).orderBy('s.drawn_at', 'desc').limit(200).execute()).map(asHead) }
}

/** One sample with its cases in the order of the draw. */
export async function readSample(tx: Tx, sampleId: string): Promise<Sample> {
  const row = await heads(tx).where('s.sample_id', '=', sampleId).executeTakeFirst()
  if (row === undefined) throw missing('抽样')
  const cases = await tx.selectFrom('audit_sample_case as c')
    .innerJoin('case_progress as p', (on) => on.onRef('p.bank_id', '=', 'c.bank_id').onRef('p.case_id', '=', 'c.case_id'))
    .innerJoin('customer as k', (on) => on.onRef('k.bank_id', '=', 'p.bank_id').onRef('k.customer_id', '=', 'p.customer_id'))
    .innerJoin('staff as l', (on) => on.onRef('l.bank_id', '=', 'p.bank_id').onRef('l.staff_id', '=', 'p.lead_id'))
    .select(['c.case_id', 'c.place', 'c.conclusion', 'p.number', 'p.amount_fen', 'p.state', 'k.name as customer', 'l.name as lead'])
    .select((eb) => eb.selectFrom('audit_finding as f').select(eb.fn.countAll<number>().as('n')).where('f.bank_id', '=', tx.bankId).whereRef('f.sample_id', '=', 'c.sample_id').whereRef('f.case_id', '=', 'c.case_id').as('findings'))
    .where('c.bank_id', '=', tx.bankId).where('c.sample_id', '=', sampleId).orderBy('c.place').execute()
  return {
    ...asHead(row), filter: row.filter as SampleFilter,
    cases: cases.map((one) => ({ caseId: one.case_id, place: one.place, number: one.number, customer: one.customer, amountFen: Number(one.amount_fen), state: one.state, lead: one.lead, conclusion: one.conclusion as Sample['cases'][number]['conclusion'], findings: Number(one.findings ?? 0) })),
  }
}
