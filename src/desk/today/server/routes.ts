import { READS_CASES } from '#common/staff/domain'
import { listCases } from '#desk/worklist/server'
import { Inbox, PILES, type Pile, Today } from '#desk/today/domain'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { type Route, route } from '#platform/http'

/** Rows of a pile shown at once; the rest is one click away in the worklist. */
const SHOWN = 8

/** What waits for me today. */
export function todayRoutes(): Route[] {
  return [
    route({
      act: 'today.read', says: '今日待办', method: 'GET', path: '/api/today', may: READS_CASES, answer: Today,
      handle: ({ staff, businessDate, inBank }) => inBank(async (tx) => {
        const bank = await tx.selectFrom('bank').select(['name', 'demonstration']).where('bank_id', '=', tx.bankId).executeTakeFirstOrThrow()
        const piles = []
        for (const pile of PILES) if (staff.permissions.has(pile.may)) piles.push(await readPile(tx, staff, pile, SHOWN))
        return { businessDate, bank, piles }
      }),
    }),
    route({
      act: 'today.inbox', says: '待办数', method: 'GET', path: '/api/inbox', may: 'customer.read', answer: Inbox,
      handle: ({ staff, inBank }) => inBank(async (tx) => {
        let waiting = 0
        for (const pile of PILES) if (pile.id !== 'rejected' && staff.permissions.has(pile.may)) waiting += (await readPile(tx, staff, pile, 1)).count
        return { waiting }
      }),
    }),
  ]
}

async function readPile(tx: Tx, staff: Staff, { id, name, states, mine }: Pile, limit: number) {
  const { cases, count, sumFen } = await listCases(tx, staff, { state: [...states], limit, ...(mine ? { mine } : {}) })
  return { id, name, count, sumFen, first: cases, filter: { state: states.join(','), ...(mine ? { mine: 'true' } : {}) } }
}
