import pg from 'pg'
import type { Day } from '#kernel'

/** A table the day-end wrote to: which of its rows the day wrote, and, where it changed rows that were there, what a bare change of them is. */
interface Written {
  readonly table: string
  readonly rows: string
  readonly change?: string
}

const WRITTEN: readonly Written[] = [
  { table: 'repayment', rows: 't.recorded_on = $2' },
  { table: 'repayment_allocation', rows: 'exists (select from repayment r where r.bank_id = t.bank_id and r.repayment_id = t.repayment_id and r.recorded_on = $2)' },
  { table: 'transfer', rows: 't.business_day = $2' },
  { table: 'debit_order', rows: 't.day = $2::date + 1' },
  { table: 'debit_result', rows: 't.received_on = $2', change: `state = 'DONE', settled_fen = settled_fen` },
  { table: 'instalment_state', rows: `t.settled_on = $2 or (t.settled_on is null and t.free_until >= $2)` },
  { table: 'note', rows: 'exists (select from instalment_state s where s.bank_id = t.bank_id and s.note_id = t.note_id and (s.settled_on = $2 or (s.settled_on is null and s.free_until >= $2)))', change: 'next_event_on = next_event_on + 1, oldest_due_on = oldest_due_on + 1, balance_fen = balance_fen' },
  { table: 'line', rows: 'exists (select from note n join repayment r on r.bank_id = n.bank_id and r.note_id = n.note_id and r.recorded_on = $2 where n.bank_id = t.bank_id and n.line_id = t.line_id)', change: 'drawn_fen = drawn_fen' },
  { table: 'line_product', rows: 'exists (select from note n join repayment r on r.bank_id = n.bank_id and r.note_id = n.note_id and r.recorded_on = $2 where n.bank_id = t.bank_id and n.line_id = t.line_id)', change: 'drawn_fen = drawn_fen' },
  { table: 'account_balance', rows: 't.day = $2' },
]

/**
 * What writing alone costs: the rows the day-end of `day` wrote, written once more into empty tables with the same columns and
 * indexes by one bare statement each, two statements at a time as the day-end has two lanes. No rule, no reading, no audit.
 */
export async function measureFloor(ownerUrl: string, bankId: number, day: Day): Promise<{ seconds: number; rows: Record<string, number> }> {
  const rows: Record<string, number> = {}
  const lanes = await Promise.all([0, 1].map(async () => {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    return client
  }))
  try {
    const tables = await Promise.all(WRITTEN.map(async (one) => ({ ...one, kept: `floor_${one.table}`, source: `floor_source_${one.table}` })))
    for (const { table, rows: which, kept, source, change } of tables) {
      await lanes[0]!.query(`create unlogged table ${source} as select t.* from ${table} t where t.bank_id = ${bankId} and (${which.replaceAll('$2', `date '${day}'`)})`)
      await lanes[0]!.query(`create table ${kept} (like ${table} including indexes including storage)`)
      if (change !== undefined) await lanes[0]!.query(`insert into ${kept} select * from ${source}`)
    }
    await lanes[0]!.query('checkpoint')
    const left = [...tables]
    const began = performance.now()
    await Promise.all(lanes.map(async (client) => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) {
        const { rowCount } = await client.query(one.change === undefined ? `insert into ${one.kept} select * from ${one.source}` : `update ${one.kept} set ${one.change}`)
        rows[one.table] = rowCount ?? 0
      }
    }))
    return { seconds: (performance.now() - began) / 1000, rows }
  } finally {
    for (const client of lanes) await client.end()
  }
}
