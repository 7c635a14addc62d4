import { sql } from 'kysely'
import type { Day } from '#kernel'
import type { Tx } from '#platform/db'
import { type AccruedSum, bookAccrued } from './accrued.ts'
import { lateCharges } from './late-charges.ts'
import type { DayEndStep } from './step.ts'

/** Books penalty and compound interest of the day from one aggregate over the open instalments; no note is written to. */
export const penaltyStep: DayEndStep = {
  id: 'penalty', name: '罚息与复利', perUnit: false,
  run: async (tx, at) => {
    const { penalty, compound } = await sumLate(tx, at.day)
    const [first, second] = [await bookAccrued(tx, at, 'penalty', penalty), await bookAccrued(tx, at, 'compound', compound)]
    return { rows: first.rows + second.rows, controlFen: Number(first.controlFen) + Number(second.controlFen), figures: { ...first.figures, ...second.figures } }
  },
}

/** P(D) and C(D) by unit and product, on and off the balance sheet. */
export async function sumLate(tx: Tx, day: Day): Promise<{ penalty: AccruedSum[]; compound: AccruedSum[] }> {
  const { rows } = await sql<{ unit_id: string; product_code: string; off: boolean; penalty: number; compound: number }>`
    select unit_id, product_code, off, sum(penalty)::bigint as penalty, sum(compound)::bigint as compound from (${lateCharges(tx, day)}) c group by 1, 2, 3 order by 1, 2, 3`.execute(tx)
  const of = (charge: 'penalty' | 'compound'): AccruedSum[] => rows.map((row) => ({ unitId: row.unit_id, productCode: row.product_code, off: row.off, amountFen: row[charge] }))
  return { penalty: of('penalty'), compound: of('compound') }
}
