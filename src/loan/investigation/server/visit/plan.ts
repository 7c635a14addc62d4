import { Refusal } from '#kernel'
import { type InvestigationFact, type PlanKept, type PlanVisit, refuseOffSite } from '#loan/investigation/domain'
import { record } from '#platform/audit'
import { type Tx, newId } from '#platform/db'
import { type AtWork, takeUp } from '../case-at-hand.ts'
import { takeTask } from '#common/task/server'
import { demandsOf } from './demands.ts'
import { visitRows } from './rows.ts'

/** Tells later stages and the task engine, inside the transaction of the act. */
export type Tell = (tx: Tx, fact: InvestigationFact) => Promise<void>

/** The head of a fact of this act. */
export function told(work: AtWork) {
  return { caseId: work.caseId, by: work.staff.id, on: work.on, at: work.now.toISOString() }
}

/** Prepares a visit, or prepares it anew as long as nobody set out. */
export async function planVisit(tx: Tx, work: AtWork, asked: PlanVisit, tell: Tell) {
  const held = await takeUp(tx, work, 'visit')
  const demands = await demandsOf(tx, held, work.on)
  if (asked.mode === 'OFF_SITE') refuseOffSite(held.amountFen, demands.pack.visit.offSiteUpTo)
  if ((asked.mode === 'OFF_SITE') !== (asked.offSiteReason !== null)) throw new Refusal({ code: 'visit.off-site-reason', message: '非现场调查须说明理由与核实手段', at: '/offSiteReason', expected: asked.mode === 'OFF_SITE' ? '至少 10 个字' : '到现场的调查不填' }, 422)
  const { mode, offSiteReason, minutes = demands.minutesLeast, ...plan } = asked
  if (minutes < demands.minutesLeast) throw tooShort(minutes, demands.minutesLeast, demands.introduced)
  const last = (await visitRows(tx, work.caseId)).at(-1)
  if (last?.state === 'STARTED') throw new Refusal({ code: 'visit.underway', message: '这次实地调查还在进行，不能再计划', expected: '先检查并结束这次调查' }, 409)
  const kept: PlanKept = { ...plan, minutes, minutesLeast: demands.minutesLeast, introduced: demands.introduced }
  const values = { mode, off_site_reason: offSiteReason, plan: JSON.stringify(kept), planned_by: work.staff.id, planned_on: work.on, planned_at: work.now.toISOString(), changed_at: work.now.toISOString() }
  const replaces = last?.state === 'PLANNED'
  const visitId = replaces ? last.visit_id : newId()
  const round = replaces ? last.round : (last?.round ?? 0) + 1
  if (replaces) await tx.updateTable('visit').set(values).where('bank_id', '=', tx.bankId).where('visit_id', '=', visitId).execute()
  else {
    await takeTask(tx, work, 'PLAN')
    await tx.insertInto('visit').values({ bank_id: tx.bankId, visit_id: visitId, case_id: work.caseId, round, state: 'PLANNED', ...values }).execute()
  }
  await record(tx, { caseId: work.caseId, act: 'investigation.plan-visit', who: work.staff.id, businessDate: work.on, body: { visitId, round, mode, offSiteReason, plan: kept } })
  if (!replaces) await tell(tx, { fact: 'visit.planned', visitId, ...told(work) })
  return { visitId, round }
}

function tooShort(minutes: number, least: number, introduced: boolean): Refusal {
  return new Refusal({ code: 'visit.too-short', message: introduced ? '人情介绍的客户，调查用时须按系数加长' : '计划用时不足', at: '/minutes', value: minutes, expected: `至少 ${least} 分钟` }, 422)
}
