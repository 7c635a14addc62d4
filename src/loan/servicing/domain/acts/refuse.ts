import { type Day, Refusal, type WorkingCalendar, addMonths, addWorkingDays, formatYuan, monthsBetween } from '#kernel'
import { refundableOf } from '../apply.ts'
import type { EventBody, NoteEvent } from '../events.ts'
import { type NoteAtHand, BESIDE, outstandingFen } from '../note.ts'
import { refundOpenFen } from '../on-accounts.ts'
import type { NoteState } from '../note-page.ts'
import { contractedDueDays } from '../plan.ts'
import { duesOn, overdueDays } from '../owed.ts'
import { cutAt } from '../rest.ts'
import { RECOVERY_STEP_NAMES, type AnyGrounds } from './grounds.ts'
import { refuseMisuseRate, refusePenaltyRate } from './uplift.ts'
import type { RecoveryStep } from '#common/policy/domain'

/** The rules of the pack an act is measured by. */
export interface ActRules {
  readonly extensionNoticeDays: number
  readonly longestMonths: number
  readonly refundWorkingDays: number
  readonly writeOffSteps: readonly RecoveryStep[]
}

/** A note with what an act on it is measured by. */
export interface ActedOn {
  readonly note: NoteAtHand
  readonly state: NoteState
  /** Due day of the last instalment of the first plan, and of the plan in force. */
  readonly firstMaturity: Day
  readonly maturity: Day
  readonly calendar: WorkingCalendar
  readonly rules: ActRules
  /** Who guarantees it, by name. */
  readonly guarantors: readonly string[]
}

const MONTHS_OF_A_YEAR = 12

/** Refuses an event that may not be done on a note: what is possible instead is said. `on` is its value day. */
export function refuseEvent(acted: ActedOn, event: NoteEvent, grounds: AnyGrounds = {}): void {
  const { note, state } = acted
  if (event.kind !== 'REVERSED' && event.on < note.disbursedOn) throw no('before-drawdown', `起息日 ${event.on} 早于放款日 ${note.disbursedOn}`, `${note.disbursedOn} 或以后`, '/valueDay')
  refuseState(state, event.kind)
  switch (event.kind) {
    case 'RATE_CHANGED': return refuseRate(note, event.body)
    case 'MISUSE_FOUND': return refuseMisuse(note, event.body)
    case 'MISUSE_ENDED': if ((note.beside?.misuse ?? null) === null) throw no('no-misuse', '没有认定中的挪用', '先认定挪用'); return
    case 'ACCELERATED': if (cutAt(note, event.on).restFen === 0) throw no('nothing-left', '没有未到期的本金', '尚有未到期本金的借据'); return
    case 'EXTENDED': return refuseExtension(acted, event, grounds)
    case 'RESCHEDULED': return refusePlan(acted, event, grounds)
    case 'RENEWED': if (event.on > acted.maturity) throw no('after-maturity', `借据 ${acted.maturity} 已到期，不能无还本续贷`, `${acted.maturity} 或以前`); return
    case 'RELIEVED': return refuseRelief(acted, event)
    case 'WRITTEN_OFF': return refuseWriteOff(acted, grounds)
    case 'RECOVERED': return refuseRecovery(note, event.body.amountFen)
    case 'REFUNDED': return refuseRefund(acted, event)
    case 'REFUND_PAID': return refusePayout(acted, event)
    default: return
  }
}

function refuseState(state: NoteState, kind: NoteEvent['kind']): void {
  if (kind === 'REFUNDED' || kind === 'REFUND_PAID' || kind === 'REVERSED') {
    if (state === 'REVERSED') throw no('note-reversed', '借据已撤销放款', '有效的借据')
    return
  }
  if (kind === 'RECOVERED') {
    if (state !== 'WRITTEN_OFF') throw no('not-written-off', '借据没有核销，收到的款项按还款入账', '已核销的借据')
    return
  }
  if (state !== 'RUNNING') throw no('not-running', '借据不在还款中', '还款中的借据')
}

function refuseRate(note: NoteAtHand, { annualRate, penaltyRate }: EventBody<'RATE_CHANGED'>): void {
  if (annualRate === note.terms.annualRate && penaltyRate === note.rule.penaltyRate) throw no('same-rate', '新利率与现行利率相同', '不同的利率', '/body/annualRate')
  refusePenaltyRate(annualRate, penaltyRate)
}

function refuseMisuse(note: NoteAtHand, { amountFen, annualRate }: EventBody<'MISUSE_FOUND'>): void {
  if ((note.beside?.misuse ?? null) !== null) throw no('misuse-known', '已有认定中的挪用，先登记纠正', '没有认定中的挪用')
  const left = outstandingFen(note)
  if (amountFen > left) throw no('misuse-too-much', `挪用本金 ${formatYuan(amountFen)} 元超过剩余本金 ${formatYuan(left)} 元`, `不超过 ${formatYuan(left)} 元`, '/body/amountFen')
  refuseMisuseRate(note.terms.annualRate, annualRate)
}

/** What is left of a claim is all that can be recovered of it; money above it would stand on the note with nothing to set it off against. */
function refuseRecovery({ writtenOff }: NoteAtHand, amountFen: number): void {
  const left = writtenOff === null || writtenOff === undefined ? 0 : writtenOff.principalFen + writtenOff.restFen - writtenOff.recoveredFen
  if (amountFen > left) throw no('recovery-too-much', `收回金额 ${formatYuan(amountFen)} 元超过尚未收回的债权 ${formatYuan(left)} 元`, `不超过 ${formatYuan(left)} 元`, '/body/amountFen')
}

type Planned = Extract<NoteEvent, { kind: 'EXTENDED' | 'RESCHEDULED' }>

/** 展期: asked for in time, agreed by the guarantors, and no longer than the rules allow. */
function refuseExtension(acted: ActedOn, event: Extract<NoteEvent, { kind: 'EXTENDED' }>, { appliedOn, consents = [] }: AnyGrounds): void {
  const { maturity, rules, calendar, note } = acted
  const applied = (appliedOn ?? event.on) as Day
  if (applied > event.on) throw no('applied-later', `客户申请日 ${applied} 晚于办理日 ${event.on}`, `${event.on} 或以前`, '/grounds/appliedOn')
  if (event.on > maturity) throw no('after-maturity', `借据 ${maturity} 已到期，不能展期`, `${maturity} 或以前`)
  if (addWorkingDays(applied, rules.extensionNoticeDays, calendar) > maturity) throw no('extension-late', `展期须在到期前至少 ${rules.extensionNoticeDays} 个工作日申请；${maturity} 到期，${applied} 申请已晚`, `到期前 ${rules.extensionNoticeDays} 个工作日`, '/grounds/appliedOn')
  refuseRest(acted, event)
  const until = endOf(note, event)
  if (until <= maturity) throw no('not-longer', `新的到期日 ${until} 没有晚于原到期日 ${maturity}`, `${maturity} 以后`, '/body/rest')
  refuseTerm(acted, until)
  refuseConsents(acted.guarantors, consents)
}

/** Loans of up to a year: all extensions together no longer than the first term. Longer ones: the whole within the product's longest. */
function refuseTerm({ note, firstMaturity, rules }: ActedOn, until: Day): void {
  const isShort = firstMaturity <= addMonths(note.disbursedOn, MONTHS_OF_A_YEAR)
  const term = monthsBetween(note.disbursedOn, firstMaturity)
  const latest = isShort ? addMonths(firstMaturity, term) : addMonths(note.disbursedOn, rules.longestMonths)
  if (until > latest) throw no('extension-too-long', isShort ? `一年以内的贷款，展期累计不得超过原期限 ${term} 个月，最迟到 ${latest}` : `连同展期不得超过 ${rules.longestMonths} 个月，最迟到 ${latest}`, `${latest} 或以前`, '/body/rest')
}

/** 调整还款计划: within the term agreed, unless the borrower is in difficulty. */
function refusePlan(acted: ActedOn, event: Extract<NoteEvent, { kind: 'RESCHEDULED' }>, { consents = [] }: AnyGrounds): void {
  refuseRest(acted, event)
  const until = endOf(acted.note, event)
  if (until <= acted.maturity) return
  if (!event.body.isDistressed) throw no('needs-extension', `新的到期日 ${until} 晚于 ${acted.maturity}，须办展期；因还款困难重组的除外`, `${acted.maturity} 或以前`, '/body/rest')
  refuseTerm(acted, until)
  refuseConsents(acted.guarantors, consents)
}

function refuseRest({ note }: ActedOn, event: Planned): void {
  const takes = event.kind === 'RESCHEDULED' && event.body.takesOverdue
  if (cutAt(note, event.on).restFen === 0 && !takes) throw no('nothing-left', '没有未到期的本金可以重新安排', '尚有未到期本金的借据')
  const { annualRate, penaltyRate } = event.body
  if (annualRate !== null || penaltyRate !== null) refusePenaltyRate(annualRate ?? note.terms.annualRate, penaltyRate ?? note.rule.penaltyRate)
  if (event.body.rest.firstDueOn <= event.on) throw no('first-due-past', `首次还款日 ${event.body.rest.firstDueOn} 须晚于 ${event.on}`, `${event.on} 以后`, '/body/rest/firstDueOn')
}

function refuseConsents(guarantors: readonly string[], consents: readonly { readonly name: string }[]): void {
  const missing = guarantors.filter((name) => !consents.some((one) => one.name === name))
  if (missing.length > 0) throw no('no-consent', `还缺担保人 ${missing.join('、')} 的书面同意`, '每位担保人的书面同意', '/grounds/consents')
}

/** The last due day of the plan an event makes. */
export function endOf(note: NoteAtHand, { body: { rest } }: Planned): Day {
  const days = contractedDueDays({ ...rest, principalFen: Math.max(1, outstandingFen(note)), annualRate: note.terms.annualRate, disbursedOn: note.disbursedOn < rest.firstDueOn ? note.disbursedOn : rest.firstDueOn })
  return days.at(-1)!
}

function refuseRelief({ note, calendar }: ActedOn, { on, body: { parts, seq, amountFen } }: Extract<NoteEvent, { kind: 'RELIEVED' }>): void {
  const owed = duesOn(note, on, calendar).filter((due) => parts.some((part) => part === due.part) && (seq === null || due.seq === seq)).reduce((sum, due) => sum + due.owedFen, 0)
  if (amountFen > owed) throw no('relief-too-much', `所选项目共欠 ${formatYuan(owed)} 元，不能减免 ${formatYuan(amountFen)} 元`, `不超过 ${formatYuan(owed)} 元`, '/body/amountFen')
}

function refuseWriteOff({ note, rules }: ActedOn, { steps = [], resolution = '' }: AnyGrounds): void {
  if (outstandingFen(note) === 0) throw no('nothing-left', '没有未收回的本金', '尚有本金的借据')
  const missing = rules.writeOffSteps.filter((step) => !steps.some((one) => one.step === step))
  if (missing.length > 0) throw no('recovery-incomplete', `核销前须完成：${missing.map((step) => RECOVERY_STEP_NAMES[step]).join('、')}`, '全部必经的追索措施', '/grounds/steps')
  if (resolution.trim() === '') throw no('no-resolution', '核销须写明审贷会决议', '审贷会决议', '/grounds/resolution')
}

function refuseRefund({ note, calendar, rules }: ActedOn, { on, body: { part, seq, amountFen, payBy } }: Extract<NoteEvent, { kind: 'REFUNDED' }>): void {
  const most = refundableFen(note, part, seq)
  if (amountFen > most) throw no('refund-too-much', `可退 ${formatYuan(most)} 元，不能退 ${formatYuan(amountFen)} 元`, `不超过 ${formatYuan(most)} 元`, '/body/amountFen')
  const latest = addWorkingDays(on, rules.refundWorkingDays, calendar)
  if (payBy < on || payBy > latest) throw no('refund-late', `退款须在 ${latest} 以前（${rules.refundWorkingDays} 个工作日内）付出`, `${on} 至 ${latest}`, '/body/payBy')
}

function refusePayout({ note }: ActedOn, { body: { amountFen } }: Extract<NoteEvent, { kind: 'REFUND_PAID' }>): void {
  const open = refundOpenFen(note)
  if (amountFen > open) throw no('nothing-to-pay', open === 0 ? '没有待付的退款' : `待付退款 ${formatYuan(open)} 元，不能付 ${formatYuan(amountFen)} 元`, `不超过 ${formatYuan(open)} 元`, '/body/amountFen')
}

/** What of a part may be given back. */
export function refundableFen(note: NoteAtHand, part: EventBody<'REFUNDED'>['part'], seq: number | null): number {
  if (part === 'SUSPENSE') return note.suspenseFen ?? 0
  if (part === 'COSTS') return note.beside?.costsPaidFen ?? 0
  if (seq === BESIDE || seq === null) return part === 'PENALTY' ? Math.min(note.beside?.misuseClosedFen ?? 0, note.beside?.misusePaidFen ?? 0) : 0
  const row = note.instalments.find((one) => one.seq === seq)
  return row === undefined ? 0 : refundableOf(row, part)
}

/** Whether nothing is overdue: a note in arrears is renewed only with a class by ability. */
export function isInArrears(note: NoteAtHand, on: Day): boolean {
  return overdueDays(note, on) > 0
}

function no(code: string, message: string, expected: string, at?: string): Refusal {
  return new Refusal({ code: `note.${code}`, message, expected, ...(at === undefined ? {} : { at }) }, 422)
}
