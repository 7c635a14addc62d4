import { type CustomerExposure, type ExposureOfLine, type LineShown, type LineState, availableOf, sumExposure } from '#common/line/domain'
import { type Day, type Fen, ZERO_FEN, fen } from '#kernel'
import { type Tx, businessDate } from '#platform/db'
import { missing } from '#platform/http'
import { samePerson } from '#common/customer/server'

/** The lines of a customer, by whichever of his files, with their products, newest first, as they stand on the open business day. */
export async function linesOf(tx: Tx, customerId: string): Promise<LineShown[]> {
  const on = await businessDate(tx)
  const lines = await tx.selectFrom('line').selectAll().where('bank_id', '=', tx.bankId).where('customer_id', 'in', await samePerson(tx, customerId)).orderBy('valid_from', 'desc').orderBy('number', 'desc').execute()
  if (lines.length === 0) return []
  const products = await tx.selectFrom('line_product as p').innerJoin('product as o', (join) => join.onRef('o.bank_id', '=', 'p.bank_id').onRef('o.product_code', '=', 'p.product_code'))
    .select(['p.line_id', 'p.product_code', 'o.name', 'p.cap_fen', 'p.drawn_fen', 'p.taken_fen'])
    .where('p.bank_id', '=', tx.bankId).where('p.line_id', 'in', lines.map((line) => line.line_id)).orderBy('p.product_code').execute()
  return lines.map((line) => {
    const isExpired = line.valid_until <= on
    const isUsable = line.state === 'OPEN' && !isExpired && line.valid_from <= on
    const free = isUsable ? availableOf({ capFen: line.cap_fen as Fen, drawnFen: line.drawn_fen as Fen, takenFen: line.taken_fen as Fen }, line.revolving) : ZERO_FEN
    return {
      lineId: line.line_id, number: line.number, customerId: line.customer_id, unitId: line.unit_id, capFen: line.cap_fen, drawnFen: line.drawn_fen, takenFen: line.taken_fen, availableFen: free,
      revolving: line.revolving, guarantee: line.guarantee, validFrom: line.valid_from, validUntil: line.valid_until, resolutionId: line.resolution_id, state: line.state as LineState, isExpired,
      products: products.filter((one) => one.line_id === line.line_id).map((one) => ({
        productCode: one.product_code, name: one.name, capFen: one.cap_fen, drawnFen: one.drawn_fen, takenFen: one.taken_fen,
        availableFen: fen(Math.min(free, availableOf({ capFen: one.cap_fen as Fen, drawnFen: one.drawn_fen as Fen, takenFen: one.taken_fen as Fen }, line.revolving))),
      })),
    }
  })
}

/** Exposure of a customer, of the household and of the group of connected customers: sums over their lines, whoever of them holds it. */
export async function exposureOf(tx: Tx, customerId: string): Promise<CustomerExposure> {
  const on = await businessDate(tx)
  const customer = await tx.selectFrom('customer').select(['household_id', 'group_id']).where('bank_id', '=', tx.bankId).where('customer_id', '=', customerId).executeTakeFirst()
  if (customer === undefined) throw missing('客户')
  const { household_id: household, group_id: group } = customer
  const files = await samePerson(tx, customerId)
  const rows = await tx.selectFrom('line as l').innerJoin('customer as c', (join) => join.onRef('c.bank_id', '=', 'l.bank_id').onRef('c.customer_id', '=', 'l.customer_id'))
    .select(['l.customer_id', 'c.household_id', 'c.group_id', 'l.cap_fen', 'l.drawn_fen', 'l.taken_fen', 'l.revolving', 'l.state', 'l.valid_until'])
    .where('l.bank_id', '=', tx.bankId).where('c.bank_id', '=', tx.bankId)
    .where((eb) => eb.or([eb('c.household_id', '=', household), eb('l.customer_id', 'in', files), ...(group === null ? [] : [eb('c.group_id', '=', group)])])).execute()
  const lines = rows.map((row) => ({
    own: files.includes(row.customer_id), inHousehold: files.includes(row.customer_id) || row.household_id === household,
    line: { capFen: row.cap_fen as Fen, drawnFen: row.drawn_fen as Fen, takenFen: row.taken_fen as Fen, revolving: row.revolving, state: row.state, validUntil: row.valid_until as Day } satisfies ExposureOfLine,
  }))
  const over = (which: (one: (typeof lines)[number]) => boolean) => sumExposure(lines.filter(which).map(({ line }) => line), on)
  return { customer: over(({ own }) => own), household: over(({ inHousehold }) => inHousehold), group: over(() => true) }
}
