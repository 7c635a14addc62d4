import { policyOn } from '#common/policy/server'
import { unitsBelow } from '#common/staff/server'
import { type Day, Refusal, monthOf } from '#kernel'
import { type KeepCost } from '#loan/servicing/domain'
import { record } from '#platform/audit'
import type { Staff } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing } from '#platform/http'
import { mayKeepCosts } from './who-keeps.ts'

/** Registers what a unit cost in a month that is over, or corrects it by a further version; without lines the month is taken back. */
export async function keepCost(tx: Tx, { unitId, month, version, lines, reason }: KeepCost, { staff, on, now }: { readonly staff: Staff; readonly on: Day; readonly now: Date }): Promise<void> {
  // A unit out of sight is not there, whoever asks.
  if (!(await unitsBelow(tx, staff.posts.map((held) => held.unitId))).includes(unitId)) throw missing('机构')
  const { units, why } = await mayKeepCosts(tx, staff, on)
  if (why !== null) throw new Refusal({ code: 'cost.not-your-post', message: why, expected: '政策包所列的岗位' }, 403)
  const unit = await tx.selectFrom('unit').select('name').where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).forUpdate().executeTakeFirst()
  if (unit === undefined || !units.includes(unitId)) throw missing('机构')
  if (month >= monthOf(on)) throw new Refusal({ code: 'cost.month-open', message: `${month} 还没有结束，月终之后登记`, at: '/body/month', value: month, expected: `${monthOf(on)} 之前的月份` }, 422)
  const last = await tx.selectFrom('unit_cost').select(['version', 'written_by', 'lines']).where('bank_id', '=', tx.bankId).where('unit_id', '=', unitId).where('month', '=', month).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if ((last?.version ?? 0) !== version) throw new Refusal({ code: 'cost.changed', message: `${unit.name} ${month} 的费用已由他人登记第 ${last?.version ?? 0} 版`, at: '/body/version', value: version, expected: String(last?.version ?? 0) }, 409)
  if (last === undefined && lines.length === 0) throw new Refusal({ code: 'cost.no-lines', message: '至少登记一行费用', at: '/body/lines', expected: '一行以上' }, 422)
  if (last !== undefined && reason.length < LEAST) throw new Refusal({ code: 'cost.no-reason', message: '更正须说明原因', at: '/body/reason', value: reason, expected: `至少 ${LEAST} 个字` }, 422)
  const { policy } = await policyOn(tx, on)
  if (last !== undefined && policy.organisation.costCorrection === 'ANOTHER' && last.written_by === staff.id) throw new Refusal({ code: 'cost.own', message: '更正须由登记人以外的人', expected: '另一位有此岗位的人' }, 403)
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0)
  await tx.insertInto('unit_cost').values({ bank_id: tx.bankId, unit_id: unitId, month, version: version + 1, lines: JSON.stringify(lines), total_fen: totalFen, reason: last === undefined ? '' : reason, written_by: staff.id, business_date: on, written_at: now.toISOString() }).execute()
  await record(tx, { caseId: unitId, act: 'servicing.keep-cost', who: staff.id, businessDate: on, body: { month, version: version + 1, lines, totalFen, reason } })
}

const LEAST = 2
