import { type Post, PERMISSIONS_OF } from '#common/staff/domain'
import { notify } from '#common/task/server'
import { nextPublicationOn } from '#loan/servicing/domain'
import type { Tx } from '#platform/db'
import type { DayEndAt, DayEndStep } from '../day-end/step.ts'
import { knownRates } from './known-rates.ts'
import { floatingNotes } from './read-rates.ts'

/**
 * Counts the notes whose repricing day has come, and tells those who enter published rates when one is missing: on the day it
 * was due, and on every day on which notes wait for it. A missing rate holds up nothing else.
 */
export const repricingStep: DayEndStep = {
  id: 'repricing', name: '利率重定价', perUnit: false,
  run: async (tx, at) => {
    const { floating, due } = await floatingNotes(tx, at.next)
    if (floating === 0) return { rows: 0, controlFen: 0, figures: { 浮动利率笔数: 0 } }
    const nextOn = nextPublicationOn(await knownRates(tx, at.next))
    const isMissing = at.next >= nextOn
    const told = isMissing && (at.next === nextOn || due > 0) ? await tellKeepers(tx, at, `${nextOn} 应公布的贷款市场报价利率尚未登记${due === 0 ? '' : `，${due} 笔借据到重定价日，暂不能试算`}；请在「利率重定价」登记`) : 0
    return { rows: told, controlFen: 0, figures: { 浮动利率笔数: floating, 待重定价笔数: due, 缺报价利率: isMissing ? 1 : 0 } }
  },
}

async function tellKeepers(tx: Tx, { next, now }: DayEndAt, says: string): Promise<number> {
  const posts = (Object.keys(PERMISSIONS_OF) as Post[]).filter((post) => PERMISSIONS_OF[post].includes('rate.keep'))
  const people = await tx.selectFrom('staff_post as p').innerJoin('staff as s', (join) => join.onRef('s.bank_id', '=', 'p.bank_id').onRef('s.staff_id', '=', 'p.staff_id')).select('p.staff_id').distinct()
    .where('p.bank_id', '=', tx.bankId).where('p.post', 'in', posts).where('p.from_day', '<=', next).where((eb) => eb.or([eb('p.until_day', 'is', null), eb('p.until_day', '>', next)])).where('s.status', '=', 'ACTIVE').orderBy('p.staff_id').execute()
  for (const { staff_id: staffId } of people) await notify(tx, { staffId, kind: 'DAY_END', caseId: null, says, on: next, at: now })
  return people.length
}
