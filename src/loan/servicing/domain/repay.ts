import { type Day, type Fen, Refusal, type WorkingCalendar, fen, formatYuan, sumFen } from '#kernel'
import { type Allocation, allocate, applyAllocation } from './allocate.ts'
import { type Keep, earlyInterest, earlyOn, prepaidPlan, principalWithin, settledPlan } from './early.ts'
import { type NoteAtHand, type PlanRow, type Standing, outstandingFen, rowNames } from './note.ts'
import { oldestUnpaid, owedOn } from './owed.ts'
import { NOTHING_PAID } from './plan.ts'

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
  const dueFen = sumFen(owedOn(note, on, calendar).map(({ owedFen }) => owedFen))
  const next = note.instalments.find((row) => row.settledOn === null && row.dueOn > on)
  const { restFen, days } = earlyOn(note, on)
  const restInterestFen = earlyInterest(note, restFen, days)
  return {
    dueFen, outstandingFen: outstandingFen(note), restFen, restInterestFen, fullFen: fen(dueFen + restFen + restInterestFen),
    next: next === undefined ? null : { name: rowNames(note.instalments).get(next.seq) ?? '', dueOn: next.dueOn, amountFen: fen(next.principalFen + next.interestFen) },
  }
}

/** Works a repayment out: where each fen goes and what the note comes to, or the refusal that says what is possible instead. */
export function repay(note: NoteAtHand, wanted: Wanted, around: Around): Repaid {
  refuseOldDay(note, wanted.paidOn)
  if (oldestUnpaid(note) === undefined) throw no('nothing-owed', '这笔借据已经结清，没有可以还的', '尚未结清的借据')
  switch (wanted.kind) {
    case 'DUE': return payDue(note, wanted, around)
    case 'AHEAD': return payAhead(note, wanted, around)
    case 'PART': return payPart(note, wanted, around)
    case 'FULL': return payFull(note, wanted, around)
  }
}

function payDue(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): Repaid {
  const possible = possibleOn(note, paidOn, calendar)
  if (possible.dueFen === 0) throw no('nothing-due', `${paidOn} 没有到期应还的款项；${otherwise(possible, paidOn)}`, '到期款项，或另选提前还款')
  if (amountFen > possible.dueFen) throw no('too-much', `${paidOn} 应还 ${formatYuan(possible.dueFen)} 元，多出的 ${formatYuan(amountFen - possible.dueFen)} 元不入账，留在客户账户；${otherwise(possible, paidOn)}`, `不超过 ${formatYuan(possible.dueFen)} 元`)
  return paid(note, note.instalments, null, { on: paidOn, amountFen, calendar })
}

function payAhead(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): Repaid {
  const { dueFen, next } = possibleOn(note, paidOn, calendar)
  if (next === null) throw no('nothing-ahead', '没有尚未到期的分期', '归还到期款')
  const whole = fen(dueFen + next.amountFen)
  if (amountFen !== whole) throw no('not-the-next', `提前还下一期须一次还清到期款${dueFen > 0 ? ` ${formatYuan(dueFen)} 元` : ''}和${next.name} ${formatYuan(next.amountFen)} 元，共 ${formatYuan(whole)} 元`, `${formatYuan(whole)} 元`)
  return paid(note, note.instalments, null, { on: paidOn, amountFen, calendar, until: next.dueOn })
}

function payPart(note: NoteAtHand, { amountFen, paidOn, keep }: Wanted, { calendar, prepaymentMinFen }: Around): Repaid {
  const possible = possibleOn(note, paidOn, calendar)
  if (possible.dueFen > 0) throw no('due-first', `先还清到期款 ${formatYuan(possible.dueFen)} 元，再办部分提前还本`, `先归还到期款 ${formatYuan(possible.dueFen)} 元`)
  if (keep === null) throw new Refusal({ code: 'repayment.keep-missing', message: '部分提前还本须选定缩短期限还是期限不变', at: '/keep', expected: 'SHORTEN 或 KEEP_TERM' }, 422)
  const { restFen, days } = earlyOn(note, paidOn)
  const principalFen = principalWithin(note, amountFen, days)
  if (principalFen === undefined) throw no('part-not-whole', `${formatYuan(amountFen)} 元拆不成整分的本金与 ${days} 天利息，请增减一分`, '增减 0.01 元')
  if (principalFen < prepaymentMinFen) throw no('part-too-small', `部分提前还本至少 ${formatYuan(prepaymentMinFen)} 元，本次本金 ${formatYuan(principalFen)} 元`, `本金不少于 ${formatYuan(prepaymentMinFen)} 元`)
  if (principalFen >= restFen) throw no('part-is-all', `未到期本金只有 ${formatYuan(restFen)} 元，请办提前结清，共 ${formatYuan(possible.fullFen)} 元`, `提前结清 ${formatYuan(possible.fullFen)} 元`)
  const plan = prepaidPlan(note, { on: paidOn, principalFen, keep })
  return paid(note, onPlan(plan, note.instalments), plan, { on: paidOn, amountFen, calendar })
}

function payFull(note: NoteAtHand, { amountFen, paidOn }: Wanted, { calendar }: Around): Repaid {
  const { fullFen, dueFen, restFen, restInterestFen } = possibleOn(note, paidOn, calendar)
  if (amountFen !== fullFen) {
    const parts = [dueFen > 0 ? `到期款 ${formatYuan(dueFen)}` : '', `未到期本金 ${formatYuan(restFen)}`, `当期利息 ${formatYuan(restInterestFen)}`].filter((text) => text !== '').join('、')
    throw no('not-the-settlement', `${paidOn} 结清须还 ${formatYuan(fullFen)} 元（${parts}），收到的 ${formatYuan(amountFen)} 元不符`, `${formatYuan(fullFen)} 元`)
  }
  const plan = restFen === 0 ? null : settledPlan(note, paidOn)
  return paid(note, plan === null ? note.instalments : onPlan(plan, note.instalments), plan, { on: paidOn, amountFen, calendar })
}

function paid(note: NoteAtHand, rows: readonly Standing[], plan: readonly PlanRow[] | null, { on, amountFen, calendar, until }: { on: Day; amountFen: Fen; calendar: WorkingCalendar; until?: Day }): Repaid {
  const at = { ...note, instalments: rows }
  const { lines, leftFen } = allocate(owedOn(at, on, calendar, until), amountFen)
  if (leftFen !== 0) throw new Error(`invariant broken: ${leftFen} fen of a repayment went nowhere`)
  const instalments = applyAllocation(rows, lines, { on, rule: note.rule, calendar })
  return {
    lines, instalments, plan, outstandingFen: outstandingFen({ amountFen: note.amountFen, instalments }),
    principalFen: sumFen(lines.filter((line) => line.part === 'PRINCIPAL').map((line) => line.amountFen)), isSettled: instalments.every((row) => row.settledOn !== null),
  }
}

/** A new plan with what is paid of its rows; rows behind it keep their number. */
export function onPlan(plan: readonly PlanRow[], before: readonly Standing[]): Standing[] {
  const known = new Map(before.map((row) => [row.seq, row]))
  return plan.map((row) => {
    const old = known.get(row.seq)
    return { ...NOTHING_PAID, ...(old !== undefined && old.kind === row.kind && old.dueOn === row.dueOn ? old : {}), ...row }
  })
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

