import { FLAGS, Judgement, assessmentOf, flagGround } from '#common/assessment/domain'
import { Refusal } from '#kernel'
import { packOf } from '#loan/application/server'
import { LIFTERS, type LiftFlag, type RefuseExplanation } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { missing } from '#platform/http'
import { type AtWork, readCase } from './case-at-hand.ts'
import { withEvidence, withSystemFacts } from './reads.ts'

type FlagId = keyof Awaited<ReturnType<typeof packOf>>['pack']['flags']['liftedBy']

/** Lifts a flag that stands, by the hand the pack names and for a reason; on another ground it stands again. */
export async function liftFlag(tx: Tx, work: AtWork, { flag, reason }: LiftFlag) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  const { pack } = await packOf(tx, held, held.draft.business.trade, work.on)
  const hand = pack.flags.liftedBy[flag as FlagId]
  if (hand === 'NOBODY') throw new Refusal({ code: 'flag.not-lifted', message: `标志 ${flag} 不得解除`, at: '/flag', value: flag, expected: '政策允许解除的标志' }, 409)
  if (!work.staff.permissions.has(LIFTERS[hand].may)) throw new Refusal({ code: 'flag.other-hand', message: `标志 ${flag} 须由${LIFTERS[hand].name}解除`, at: '/flag', value: flag, expected: LIFTERS[hand].name }, 403)
  const caseFile = await withEvidence(tx, work.caseId, await withSystemFacts(tx, work.caseId, held))
  const { flags, reasons } = assessmentOf(new Judgement(caseFile, pack))
  if (!flags.includes(flag)) throw new Refusal({ code: 'flag.not-raised', message: `本案没有标志 ${flag}`, at: '/flag', value: flag, expected: '本案现有的标志' }, 409)
  const says = reasons.find((one) => one.flag === flag)?.says ?? FLAGS.find(({ id }) => id === flag)?.name ?? flag
  const liftId = newId()
  await tx.insertInto('flag_lift').values({ bank_id: tx.bankId, lift_id: liftId, case_id: work.caseId, flag, says, ground: flagGround(flag, caseFile), reason, lifted_by: work.staff.id, lifted_on: work.on, lifted_at: work.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id', 'flag', 'ground']).doNothing()).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.lift-flag', who: work.staff.id, businessDate: work.on, body: { liftId, flag, says, reason } })
  return { liftId }
}

/** An explanation of a deviating cell is not believed: the cell is open again until another one is given (chapter 5.1). */
export async function refuseExplanation(tx: Tx, work: AtWork, { cell, reason }: RefuseExplanation) {
  const held = await readCase(tx, work.staff, work.caseId, 'for update')
  const explained = held.draft.soft.explanations.find((one) => one.cell === cell)
  if (explained === undefined) throw missing('此项的合理性解释')
  const refusalId = newId()
  await tx.insertInto('explanation_refused').values({ bank_id: tx.bankId, refusal_id: refusalId, case_id: work.caseId, cell, says: explained.text, reason, refused_by: work.staff.id, refused_on: work.on, refused_at: work.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['bank_id', 'case_id', 'cell', 'says']).doNothing()).execute()
  await record(tx, { caseId: work.caseId, act: 'investigation.refuse-explanation', who: work.staff.id, businessDate: work.on, body: { refusalId, cell, says: explained.text, reason } })
  return { refusalId }
}
