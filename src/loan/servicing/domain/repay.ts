import { shapeOf } from '#common/schedule/domain'
import { type Day, type Fen, Refusal, type WorkingCalendar, fen, formatYuan } from '#kernel'
import { applyAllocation, allocate } from './allocate.ts'
import { closeMisuse, isClear, payBeside } from './beside.ts'
import type { Allocation, Due } from './due.ts'
import { type Early, type Keep, earlyInterest, earlyOn, mostWithin, prepaidPlan, principalWithin, settledPlan } from './early.ts'
import { type Beside, type NoteAtHand, type PlanRow, type Standing, isOpen, outstandingFen, rowName } from './note.ts'
import { duesOn, oldestUnpaid } from './owed.ts'
import { onPlan } from './plan.ts'

export const REPAYMENT_KINDS = { DUE: '归还到期款', AHEAD: '客户要求提前还下一期', PART: '部分提前还本', FULL: '提前结清' } as const satisfies Record<string, string>
export type RepaymentKind = keyof typeof REPAYMENT_KINDS

/** A repayment as someone wants to record it. */
export interface Wanted {
  readonly kind: RepaymentKind
  readonly keep: Keep | null
  readonly amountFen: Fen
  readonly paidOn: Day
}

/** What holds beside the note: which days are worked, and the least principal worth an early repayment. */
export interface Around {
  readonly calendar: WorkingCalendar
  readonly prepaymentMinFen: Fen
}

/** What a repayment does to a note. */
export interface Repaid {
  readonly lines: readonly Allocation[]
  readonly instalments: readonly Standing[]
  /** The plan it makes, where it is an early one. */
  readonly plan: readonly PlanRow[] | null
  readonly outstandingFen: Fen
  readonly principalFen: Fen
  readonly isSettled: boolean
  /** What could not be set off; it belongs to the customer. */
  readonly leftFen: Fen
  readonly beside: Beside | null
  /** Misuse interest worked out up to this day by this act. */
  readonly chargedFen: Fen
}

/** What can be paid on a day. */
export interface Possible {
  readonly dueFen: Fen
  readonly next: { readonly name: string; readonly dueOn: Day; readonly amountFen: Fen } | null
  readonly fullFen: Fen
  readonly outstandingFen: Fen
  /** Principal not due yet, and its interest to the day. */
  readonly restFen: Fen
  readonly restInterestFen: Fen
}

/** What is owed on a day, what falls due next, and what would settle all. */
export function possibleOn(note: NoteAtHand, on: Day, calendar: WorkingCalendar): Possible {
  const dueFen = sumOf(duesOn(note, on, calendar))
  const next = nextOf(note, on)
  const early = earlyOn(note, on)
  const restInterestFen = earlyInterest(note, early.restFen, early)
  return {
    dueFen, outstandingFen: outstandingFen(note), restFen: early.restFen, restInterestFen, fullFen: fen(dueFen + early.restFen + restInterestFen),
    next: next === undefined ? null : { name: rowName(note.instalments, next.seq), dueOn: next.dueOn, amountFen: fen(next.principalFen + next.interestFen) },
  }
}

/** Works a repayment out: where each fen goes and what the note comes to, or the refusal that says what is possible instead. */
export function repay(note: NoteAtHand, wanted: Wanted, around: Around): Repaid {
  refuseOldDay(note, wanted.paidOn)
  if ((note.writtenOff ?? null) !== null) throw no('written-off', '这笔借据已核销，收到的款项按核销收回入账', '核销收回')
  if (oldestUnpaid(note) === undefined && isClear(note.beside)) throw no('nothing-owed', '这笔借据已经结清，没有可以还的', '尚未结清的借据')
  switch (wanted.kind) {
    case 'DUE': refuseDue(note, wanted, around); break
    case 'AHEAD': refuseAhead(note, wanted, around); break
    case 'PART': refusePart(note, wanted, around); break
    case 'FULL': refuseFull(note, wanted, around); break
  }
  return take(note, wanted, around.calendar)
}

/**
 * Sets money off that has come, whatever it was meant for: first what is due, then what its kind says. An early repayment
 * that no longer settles all repays part over the same term. What cannot be set off is left over.
 */
export function take(before: NoteAtHand, { kind, keep, amountFen, paidOn }: Wanted, calendar: WorkingCalendar): Repaid {
  const { note, chargedFen } = closeMisuse(before, paidOn)
  // Asked of the note as it was, so that each line can say how a stretch just closed was worked out.
  const dues = duesFor(before, { kind, amountFen, paidOn }, calendar)
  const restFen = fen(amountFen - sumOf(dues))
  const plan = restFen <= 0 || kind === 'DUE' || kind === 'AHEAD' ? null : earlyPlan(note, restFen, { kind, keep, on: paidOn })
  const rows = plan === null ? note.instalments : onPlan(plan, note.instalments)
  const { lines, leftFen } = allocate(plan === null ? dues : duesOn({ ...before, instalments: rows }, paidOn, calendar), amountFen)
  const instalments = applyAllocation(rows, lines, { on: paidOn, note, calendar })
  const beside = payBeside(note.beside, lines)
  return {
    lines, instalments, plan, leftFen, beside, chargedFen, outstandingFen: outstandingFen({ ...note, instalments }),
    principalFen: lines.reduce((sum, line) => (line.part === 'PRINCIPAL' ? sum + line.amountFen : sum), 0) as Fen, isSettled: isClear(beside) && !instalments.some(isOpen),
  }
}

/** What money of this kind may be set against. The next instalment is paid ahead of its day in full or not at all. */
function duesFor(note: NoteAtHand, { kind, amountFen, paidOn }: Pick<Wanted, 'kind' | 'amountFen' | 'paidOn'>, calendar: WorkingCalendar): Due[] {
  const next = kind === 'AHEAD' ? nextOf(note, paidOn) : undefined
  const ahead = next === undefined ? [] : duesOn(note, paidOn, calendar, next.dueOn)
  return next !== undefined && sumOf(ahead) <= amountFen ? ahead : duesOn(note, paidOn, calendar)
}

/** The plan that money beyond what is due makes. */
function earlyPlan(note: NoteAtHand, amountFen: Fen, { kind, keep, on }: { kind: 'PART' | 'FULL'; keep: Keep | null; on: Day }): PlanRow[] | null {
  const early = earlyOn(note, on)
  if (early.restFen === 0) return null
  if (amountFen >= early.restFen + earlyInterest(note, early.restFen, early)) return settledPlan(note, early)
  const principalFen = mostWithin(note, amountFen, early)
  const canShorten = kind === 'PART' && keep === 'SHORTEN' && shapeOf(note.terms.method) !== 'AT_END'
  return principalFen === 0 ? null : prepaidPlan(note, { principalFen, keep: canShorten ? 'SHORTEN' : 'KEEP_TERM' }, early)
}

function nextOf(note: NoteAtHand, on: Day): Standing | undefined {
  return note.instalments.find((row) => isOpen(row) && row.dueOn > on)
}

function sumOf(dues: readonly Due[]): Fen {
  return dues.reduce((sum, due) => sum + due.owedFen, 0) as Fen
}

function refuseDue(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): void {
  const dueFen = sumOf(duesOn(note, paidOn, calendar))
  if (dueFen === 0) throw no('nothing-due', `${paidOn} 没有到期应还的款项；${otherwise(possibleOn(note, paidOn, calendar), paidOn)}`, '到期款项，或另选提前还款')
  if (amountFen > dueFen) throw no('too-much', `${paidOn} 应还 ${formatYuan(dueFen)} 元，多出的 ${formatYuan(amountFen - dueFen)} 元不入账，留在客户账户；${otherwise(possibleOn(note, paidOn, calendar), paidOn)}`, `不超过 ${formatYuan(dueFen)} 元`)
}

function refuseAhead(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): void {
  const { dueFen, next } = possibleOn(note, paidOn, calendar)
  if (next === null) throw no('nothing-ahead', '没有尚未到期的分期', '归还到期款')
  const whole = fen(dueFen + next.amountFen)
  if (amountFen !== whole) throw no('not-the-next', `提前还下一期须一次还清到期款${dueFen > 0 ? ` ${formatYuan(dueFen)} 元` : ''}和${next.name} ${formatYuan(next.amountFen)} 元，共 ${formatYuan(whole)} 元`, `${formatYuan(whole)} 元`)
}

function refusePart(note: NoteAtHand, { amountFen, paidOn, keep }: Wanted, { calendar, prepaymentMinFen }: Around): void {
  const possible = possibleOn(note, paidOn, calendar)
  if (possible.dueFen > 0) throw no('due-first', `先还清到期款 ${formatYuan(possible.dueFen)} 元，再办部分提前还本`, `先归还到期款 ${formatYuan(possible.dueFen)} 元`)
  if (keep === null) throw new Refusal({ code: 'repayment.keep-missing', message: '部分提前还本须选定缩短期限还是期限不变', at: '/keep', expected: '缩短期限或期限不变', allowed: ['SHORTEN', 'KEEP_TERM'] }, 422)
  const early: Early = earlyOn(note, paidOn)
  const principalFen = principalWithin(note, amountFen, early)
  if (principalFen === undefined) throw no('part-not-whole', `${formatYuan(amountFen)} 元拆不成整分的本金与 ${early.days} 天利息，请增减一分`, '增减 0.01 元')
  // A line is there to be repaid at any time (随借随还).
  if (principalFen < prepaymentMinFen && note.terms.method !== 'REVOLVING') throw no('part-too-small', `部分提前还本至少 ${formatYuan(prepaymentMinFen)} 元，本次本金 ${formatYuan(principalFen)} 元`, `本金不少于 ${formatYuan(prepaymentMinFen)} 元`)
  if (principalFen >= early.restFen) throw no('part-is-all', `未到期本金只有 ${formatYuan(early.restFen)} 元，请办提前结清，共 ${formatYuan(possible.fullFen)} 元`, `提前结清 ${formatYuan(possible.fullFen)} 元`)
  if (keep === 'SHORTEN' && shapeOf(note.terms.method) === 'AT_END') throw new Refusal({ code: 'repayment.cannot-shorten', message: '到期还本的贷款没有每期归还的本金，不能缩短期限', at: '/keep', value: 'SHORTEN', expected: '期限不变', allowed: ['KEEP_TERM'] }, 422)
}

function refuseFull(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): void {
  const { fullFen, dueFen, restFen, restInterestFen } = possibleOn(note, paidOn, calendar)
  if (amountFen === fullFen) return
  const parts = [dueFen > 0 ? `到期款 ${formatYuan(dueFen)}` : '', `未到期本金 ${formatYuan(restFen)}`, `当期利息 ${formatYuan(restInterestFen)}`].filter((text) => text !== '').join('、')
  throw no('not-the-settlement', `${paidOn} 结清须还 ${formatYuan(fullFen)} 元（${parts}），收到的 ${formatYuan(amountFen)} 元不符`, `${formatYuan(fullFen)} 元`)
}

function refuseOldDay(note: NoteAtHand, paidOn: Day): void {
  const earliest = note.lastPaidOn !== null && note.lastPaidOn > note.disbursedOn ? note.lastPaidOn : note.disbursedOn
  if (paidOn < earliest) throw new Refusal({ code: 'repayment.before-the-last', message: `还款日 ${paidOn} 早于${note.lastPaidOn === null ? '放款日' : '上一笔还款'} ${earliest}`, at: '/paidOn', value: paidOn, expected: `${earliest} 或以后` }, 422)
}

function otherwise({ next, fullFen, dueFen }: Possible, on: Day): string {
  const choices = [next === null ? '' : `提前还${next.name}（${next.dueOn} 到期）共 ${formatYuan(dueFen + next.amountFen)} 元`, `${on} 全部结清 ${formatYuan(fullFen)} 元`].filter((text) => text !== '')
  return `客户要求时可办：${choices.join('；')}；或部分提前还本`
}

function no(code: string, message: string, expected: string): Refusal {
  return new Refusal({ code: `repayment.${code}`, message, at: '/amountFen', expected }, 422)
}
