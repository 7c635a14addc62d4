import { sql } from 'kysely'
import { versionsInForce } from '#common/policy/server'
import { type ProductOfDay, productOn } from '#common/product/domain'
import type { Day } from '#kernel'
import { type NoteMonitoring, firstCheckBy, onTimeInARow, overdueDays, tierOf } from '#loan/servicing/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { loadIndustry, shippedIndustryCodes, shippedProducts } from '#platform/packs'
import { type NoteHeld, readNote } from '../note-at-hand.ts'

/** What to watch on a note: the plan of its product as it stands today, how often at this borrower, and the questions of his trade. */
export async function readMonitoring(tx: Tx, staff: Staff, noteId: string, on: Day): Promise<NoteMonitoring> {
  const held = await readNote(tx, staff, noteId, on)
  const { monitoring } = held.policy
  const { products } = await versionsInForce(tx)
  const { guarantee, name } = await tx.selectFrom('line as l').innerJoin('product as p', (join) => join.onRef('p.bank_id', '=', 'l.bank_id').on('p.product_code', '=', held.productCode))
    .leftJoin('application as a', (join) => join.onRef('a.bank_id', '=', 'l.bank_id').on('a.case_id', '=', held.caseId)).select(['l.guarantee', (eb) => eb.fn.coalesce('a.product', 'p.name').as('name')])
    .where('l.bank_id', '=', tx.bankId).where('l.line_id', '=', held.row.line_id).executeTakeFirstOrThrow()
  const standing = productOn(shippedProducts(), products, on, name)
  return {
    product: { code: standing?.product.code ?? null, name: standing?.product.name ?? name },
    plan: standing?.product.kind === 'LOAN' ? [...standing.product.monitoringPlan] : [],
    firstCheckBy: firstCheckBy(held.row.disbursed_on as Day, monitoring.firstCheckDays),
    tier: tierOf({ guarantee, ...howPaid(held, on) }, monitoring.goodTierMinPaid), table: monitoring.monitoringTable.map((row) => ({ ...row })),
    trade: await tradeOf(tx, held, standing),
  }
}

function howPaid({ note, calendar }: NoteHeld, on: Day) {
  const inARow = onTimeInARow(note, calendar)
  const regular = note.instalments.filter(({ kind }) => kind === 'REGULAR')
  const open = regular.findIndex(({ settledOn }) => settledOn === null)
  return { onTimeInARow: inARow, wasLate: (open === -1 ? regular.length : open) > inARow, overdueDays: overdueDays(note, on) }
}

/** The questions of the trade, as the last submitted version of the case names it, or its application; a household on wages has none. */
async function tradeOf(tx: Tx, { caseId }: NoteHeld, standing: ProductOfDay | undefined): Promise<NoteMonitoring['trade']> {
  if (caseId === null || (standing?.product.kind === 'LOAN' && standing.product.form === 'SALARIED')) return null
  const { rows: [row] } = await sql<{ trade: string | null }>`
    select coalesce((select v.case_file -> 'business' ->> 'trade' from investigation_version v where v.bank_id = a.bank_id and v.case_id = a.case_id order by v.version desc limit 1), a.intake -> 'business' ->> 'trade') as trade
    from application a where a.bank_id = ${tx.bankId} and a.case_id = ${caseId}`.execute(tx)
  const trade = row?.trade ?? null
  if (trade === null || !shippedIndustryCodes().includes(trade)) return null
  const { code, name, monitoring } = loadIndustry(trade)
  return { code, name, asks: monitoring.map((each) => ({ ...each })) }
}
