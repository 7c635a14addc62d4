import { type JudgementPack, type SystemFacts, systemFindings } from '#common/assessment/domain'
import { guaranteeCircle, guaranteedHere, openWatchEntries } from '#common/customer/server'
import { exposureOf } from '#common/line/server'
import type { Day } from '#kernel'
import { sharedFinding } from '#loan/application/domain'
import type { Tx } from '#platform/db'
import { readShared } from './attributes.ts'
import { roomUnderOwnLine } from './line-room.ts'
import { readSteps } from './steps.ts'

/** No case has more rulings than its file holds. */
const MOST = 100

interface Asked {
  readonly caseId: string
  readonly customerId: string
  readonly on: Day
}

/** What the bank's own records say of a case today: nobody types it, and it is worked out anew whenever it counts. */
export async function systemFacts(tx: Tx, { caseId, customerId, on }: Asked, { flags }: Pick<JudgementPack, 'flags'>): Promise<SystemFacts> {
  const circle = await guaranteeCircle(tx, customerId, flags.guaranteeCircleSteps)
  const { customer, group } = await exposureOf(tx, customerId)
  return {
    foundOn: on,
    findings: systemFindings([
      ...await listHits(tx, { caseId, customerId, on }, flags),
      ...sharedFinding(await readShared(tx, caseId), flags.sharedApplicants),
      ...(circle === null ? [] : [{ flag: 'FR24' as const, says: `互保：${circle.join(' ← ')}` }]),
    ]),
    ...await rulings(tx, caseId),
    guaranteedHereFen: await guaranteedHere(tx, customerId),
    customerExposureFen: Math.max(0, customer.committedFen - await roomUnderOwnLine(tx, caseId)),
    groupExposureFen: Math.max(0, group.committedFen - customer.committedFen),
  }
}

/** The list check at the counter, and what put the customer on the bank's watch list through other cases (FR15). */
async function listHits(tx: Tx, { caseId, customerId }: Asked, { watchListFlags }: JudgementPack['flags']): Promise<{ flag: 'FR15'; says: string }[]> {
  const hit = (await readSteps(tx, caseId)).find(({ step, detail }) => step === 'LIST_CHECK' && detail['outcome'] === 'HIT')
  const watched = (await openWatchEntries(tx, customerId)).filter((entry) => entry.caseId !== caseId && entry.why.some((code) => code.split(' ').some((part) => (watchListFlags as readonly string[]).includes(part))))
  return [
    ...(hit === undefined ? [] : [{ flag: 'FR15' as const, says: String(hit.detail['says']) }]),
    ...watched.map((entry) => ({ flag: 'FR15' as const, says: `本行关注名单：${entry.putOn} 因 ${entry.why.join('、')} 列入（${entry.caseNumber}）` })),
  ]
}

/** Flags lifted on this case and explanations not believed; a ruling on the bank's own finding holds while it says the same. */
async function rulings(tx: Tx, caseId: string): Promise<Pick<SystemFacts, 'lifted' | 'refusedExplanations'>> {
  const lifted = await tx.selectFrom('flag_lift as l').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'l.bank_id').onRef('s.staff_id', '=', 'l.lifted_by'))
    .select(['l.flag', 'l.says', 'l.ground', 'l.reason', 's.name as by']).where('l.bank_id', '=', tx.bankId).where('l.case_id', '=', caseId).orderBy('l.lifted_at').limit(MOST).execute()
  const refused = await tx.selectFrom('explanation_refused as r').innerJoin('staff as s', (on) => on.onRef('s.bank_id', '=', 'r.bank_id').onRef('s.staff_id', '=', 'r.refused_by'))
    .select(['r.cell', 'r.says', 'r.reason', 's.name as by']).where('r.bank_id', '=', tx.bankId).where('r.case_id', '=', caseId).orderBy('r.refused_at').limit(MOST).execute()
  return { lifted, refusedExplanations: refused }
}
