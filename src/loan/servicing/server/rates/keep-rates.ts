import { type Day, Refusal } from '#kernel'
import { type AddRate, type PublicationState, refusePublication } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { knownRates } from './known-rates.ts'

interface Acting { readonly staff: Staff; readonly on: Day; readonly now: Date }
interface Entered { readonly publicationId: string; readonly state: PublicationState }

/** Enters a publication as it was read; it counts once another person has read the same. */
export async function addRate(tx: Tx, wanted: AddRate, { staff, on, now }: Acting): Promise<Entered> {
  const publication = { publishedOn: wanted.publishedOn as Day, oneYear: wanted.oneYear, fiveYears: wanted.fiveYears }
  await lockRates(tx)
  refusePublication(publication, (await knownRates(tx, on)).own, on)
  const waiting = await tx.selectFrom('lpr_publication').select('publication_id').where('bank_id', '=', tx.bankId).where('published_on', '=', wanted.publishedOn).where('state', '=', 'PROPOSED').executeTakeFirst()
  if (waiting !== undefined) throw new Refusal({ code: 'lpr.waiting', message: `${wanted.publishedOn} 公布的一期已有人登记，待复核`, at: '/publishedOn', value: wanted.publishedOn, expected: '先复核或退回该项登记' }, 409)
  const publicationId = newId()
  await tx.insertInto('lpr_publication').values({
    bank_id: tx.bankId, publication_id: publicationId, published_on: wanted.publishedOn, one_year: wanted.oneYear, five_years: wanted.fiveYears, source: wanted.source, state: 'PROPOSED', made_by: staff.id, made_on: on, made_at: now.toISOString(),
  }).execute()
  await record(tx, { caseId: publicationId, act: 'servicing.add-rate', who: staff.id, businessDate: on, body: { ...publication, source: wanted.source } })
  return { publicationId, state: 'PROPOSED' }
}

/** Another person puts it in force; an entry of the same day that was in force is replaced by it. */
export async function confirmRate(tx: Tx, publicationId: string, says: string, { staff, on, now }: Acting): Promise<Entered> {
  await lockRates(tx)
  const row = await waitingOne(tx, publicationId)
  if (row.made_by === staff.id) throw new Refusal({ code: 'lpr.same-person', message: '报价利率须由两人办理，复核人不得是登记人', expected: '登记人以外的人' }, 403)
  const decided = { decided_by: staff.id, decided_on: on, decided_at: now.toISOString() }
  await tx.updateTable('lpr_publication').set({ state: 'REPLACED', ...decided, decision: `由 ${publicationId} 更正` }).where('bank_id', '=', tx.bankId).where('published_on', '=', row.published_on).where('state', '=', 'IN_FORCE').execute()
  await tx.updateTable('lpr_publication').set({ state: 'IN_FORCE', ...decided, decision: says }).where('bank_id', '=', tx.bankId).where('publication_id', '=', publicationId).execute()
  await record(tx, { caseId: publicationId, act: 'servicing.confirm-rate', who: staff.id, businessDate: on, body: { publishedOn: row.published_on, oneYear: row.one_year, fiveYears: row.five_years, says } })
  return { publicationId, state: 'IN_FORCE' }
}

/** Not taken: whoever entered it takes it back, or another person sends it back. */
export async function dropRate(tx: Tx, publicationId: string, reason: string, { staff, on, now }: Acting): Promise<Entered> {
  await lockRates(tx)
  const row = await waitingOne(tx, publicationId)
  await tx.updateTable('lpr_publication').set({ state: 'DROPPED', decided_by: staff.id, decided_on: on, decided_at: now.toISOString(), decision: reason }).where('bank_id', '=', tx.bankId).where('publication_id', '=', publicationId).execute()
  await record(tx, { caseId: publicationId, act: 'servicing.drop-rate', who: staff.id, businessDate: on, body: { publishedOn: row.published_on, reason } })
  return { publicationId, state: 'DROPPED' }
}

async function waitingOne(tx: Tx, publicationId: string) {
  const row = await tx.selectFrom('lpr_publication').selectAll().where('bank_id', '=', tx.bankId).where('publication_id', '=', publicationId).executeTakeFirst()
  if (row === undefined) throw missing('报价利率')
  if (row.state !== 'PROPOSED') throw new Refusal({ code: 'lpr.decided', message: `${row.published_on} 公布的一期已经处理`, value: row.state, expected: '待复核的登记' }, 409)
  return row
}

/** Entries of one bank follow each other: the row of its business day is the queue. */
async function lockRates(tx: Tx): Promise<void> {
  await tx.selectFrom('business_day').select('today').where('bank_id', '=', tx.bankId).forUpdate().execute()
}
