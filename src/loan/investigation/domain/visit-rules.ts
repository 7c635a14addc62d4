import { Refusal, exact, multiply, roundWhole } from '#kernel'

/** Least minutes to plan: a customer somebody put in a word for is examined by the same rules and for longer [S0-52]. */
export function leastMinutes(planned: number, introducedFactor: string, isIntroduced: boolean): number {
  return isIntroduced ? roundWhole(multiply(planned, exact(introducedFactor)), 'UP') : planned
}

interface Hours { readonly from: string; readonly to: string }

/** Whether `HH:MM` lies in a span of the clock that may run over midnight; its end no longer belongs to it. */
export function isWithin(clock: string, { from, to }: Hours): boolean {
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to
}

/** Nobody goes to a customer alone in the evening [S2-87]; `present` are the investigators who confirmed that they are there. */
export function refuseAloneInEvening(clock: string, hours: Hours, { present, companion }: { readonly present: number; readonly companion: string | null }): void {
  if (!isWithin(clock, hours) || present > 1 || companion !== null) return
  throw new Refusal({
    code: 'visit.alone-in-evening', message: `${clock} 在 ${hours.from} 至 ${hours.to} 之间，单独外出须有人陪同`, at: '/companion', value: clock, expected: '登记陪同人，或由另一名调查人先确认在场',
  }, 409)
}

/** Off site only where the pack allows it for such an amount (chapter 8.4); some banks never do. */
export function refuseOffSite(amountFen: number, upToFen: number): void {
  if (upToFen > 0 && amountFen <= upToFen) return
  throw new Refusal({
    code: 'visit.off-site', message: upToFen === 0 ? '本行的调查一律到现场' : '金额超过可以非现场调查的上限', at: '/mode', value: amountFen, expected: upToFen === 0 ? '到现场调查' : `不超过 ${upToFen / 100} 元`,
  }, 422)
}

/** After a committee asked for another investigation often enough, somebody goes who was not there before (chapter 7.4). */
export function refuseSameOfficer(count: { readonly reInvestigations: number; readonly otherOfficerFrom: number }, wentBefore: ReadonlySet<string>, staffId: string): void {
  if (count.reInvestigations < count.otherOfficerFrom || !wentBefore.has(staffId)) return
  throw new Refusal({
    code: 'visit.same-officer', message: `审贷会第 ${count.reInvestigations} 次要求重新调查，须由没有到过现场的人主持`, value: staffId, expected: '改派另一名调查人后再出发',
  }, 403)
}
