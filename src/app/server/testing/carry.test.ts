import { expect, test } from 'vitest'
import { carry, carryOn, openBank } from './carry.ts'

test('GC-01 goes from the counter to a repayment, each act by someone else, and stops where it is told', async () => {
  const bank = await openBank()
  try {
    const waiting = await carry(bank, 'REVIEWED')
    const stateOf = async () => (await bank.db.asOwner('select state from case_progress where case_id = $1', [waiting.caseId]))[0]?.['state']
    const before = await stateOf()
    const { caseId, noteId, repaymentId } = await carryOn(bank, waiting, { after: 'REVIEWED', to: 'REPAID' })
    expect([before, await stateOf()]).toEqual(['REVIEWED', 'CURRENT'])
    expect(await bank.db.asOwner('select amount_fen::int from repayment where note_id = $1 and repayment_id = $2', [noteId, repaymentId])).toEqual([{ amount_fen: 1_022_104 }])
    const roles = await bank.db.asOwner('select role, staff_id from case_role where case_id = $1', [caseId])
    const whose = (...names: string[]) => new Set(roles.filter(({ role }) => names.includes(String(role))).map(({ staff_id: id }) => String(id)))
    const apart = [whose('INVESTIGATOR'), whose('REVIEWER'), whose('MEMBER'), whose('RECORDER'), whose('WITNESS'), whose('SUPERVISOR'), whose('MAKER'), whose('CHECKER')]
    expect(apart.map(({ size }) => size)).toEqual([2, 1, 5, 1, 1, 1, 1, 1])
    expect(new Set(apart.flatMap((people) => [...people])).size).toBe(13)
  } finally {
    await bank.close()
  }
}, 180_000)
