import { type Permission } from '#common/staff/domain'
import { may, type useMe } from '#common/staff/web'
import type { z } from 'zod'
import { type Day, InvalidInput, Refusal, type RefusalDetail, type WorkingCalendar, read } from '#kernel'
import { ASKED_KINDS, type ActedOn, type AnyGrounds, type Applied, type AskedKind, EVENT_BODIES, GROUNDS, type NotePage, type StatedKind, apply, readEvent, refuseEvent } from '#loan/servicing/domain'
import { atHand } from '../at-hand.ts'

export type ActKind = AskedKind | StatedKind
export const isAsked = (kind: ActKind): kind is AskedKind => (ASKED_KINDS as readonly string[]).includes(kind)

/** A note as the rules about acts take it: what is refused here is what the server would refuse. */
export function actedOn(page: NotePage): ActedOn {
  const { note, calendar } = atHand(page)
  const { firstMaturity, guarantors, extensionNoticeDays, longestMonths, refundWorkingDays, writeOffSteps } = page.acting
  return { note, calendar, state: page.state, firstMaturity: firstMaturity as Day, maturity: page.maturesOn as Day, guarantors, rules: { extensionNoticeDays, longestMonths, refundWorkingDays, writeOffSteps } }
}

export interface Previewed {
  readonly done: Applied | null
  /** Why it may not be done, and every field that does not fit. */
  readonly refusal: Refusal | null
  readonly wrong: readonly RefusalDetail[]
  readonly calendar: WorkingCalendar
}

/** What an act of today would do, worked out by the rules of the domain. */
export function previewOf(page: NotePage, kind: ActKind, { body, grounds, on }: { body: unknown; grounds: AnyGrounds; on: Day }): Previewed {
  const acted = actedOn(page)
  const failed = (refusal: Refusal | null, wrong: readonly RefusalDetail[]): Previewed => ({ done: null, refusal, wrong, calendar: acted.calendar })
  const wrong = [...wrongDay(page, on), ...wrongFields(kind, body, grounds)]
  if (wrong.length > 0) return failed(null, wrong)
  try {
    const event = readEvent('NEW', on, kind, body)
    refuseEvent(acted, event, grounds)
    return { done: apply(acted.note, event, acted.calendar), refusal: null, wrong: [], calendar: acted.calendar }
  } catch (error) {
    if (error instanceof Refusal) return failed(error, [error.toJSON()])
    throw error
  }
}

function wrongDay({ on: today, disbursedOn }: NotePage, on: Day): RefusalDetail[] {
  if (on > today) return [{ code: 'note.in-the-future', message: `起息日 ${on} 晚于营业日`, at: '/valueDay', expected: `${today} 或以前` }]
  if (on < disbursedOn) return [{ code: 'note.before-drawdown', message: `起息日 ${on} 早于放款日`, at: '/valueDay', expected: `${disbursedOn} 或以后` }]
  return []
}

/** Every field whose figure has not the shape of its kind, by its place. */
function wrongFields(kind: ActKind, body: unknown, grounds: AnyGrounds): readonly RefusalDetail[] {
  return [...wrongIn(EVENT_BODIES[kind], body, '/body'), ...(isAsked(kind) ? wrongIn(GROUNDS[kind], grounds, '/grounds') : [])]
}

function wrongIn(schema: z.ZodType, input: unknown, at: string): readonly RefusalDetail[] {
  try {
    read(schema, input, at)
    return []
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors.map((one) => (typeof one.value === 'number' && one.value <= 0 && one.at?.endsWith('amountFen') === true ? { code: one.code, message: '金额须大于零', at: one.at, value: one.value } : one))
    throw error
  }
}

const NEEDED: Permission = 'note.ask'

/** Why an act cannot be done by this person on this note now; none when it can. */
export function whyNot(page: NotePage, kind: ActKind, me: ReturnType<typeof useMe>['data']): string | null {
  const needed: Permission = isAsked(kind) ? NEEDED : 'note.state'
  if (!may(me, needed)) return isAsked(kind) ? '您的岗位不申请借据变更' : '由内勤、后台、集中作业或风险岗登记'
  if (page.state === 'REVERSED') return '放款已撤销'
  if (kind === 'REFUNDED') return null
  if (kind === 'REFUND_PAID') return page.refundFen > 0 ? null : '没有待付的退款'
  if (kind === 'RECOVERED') return page.state === 'WRITTEN_OFF' ? null : '借据没有核销'
  if (page.state !== 'RUNNING') return page.state === 'SETTLED' ? '借据已结清' : '借据已核销'
  const rest = page.instalments.some((row) => row.dueOn > page.on && row.settledOn === null)
  switch (kind) {
    case 'MISUSE_FOUND': return page.beside?.misuse ? '已有认定中的挪用' : null
    case 'MISUSE_ENDED': return page.beside?.misuse ? null : '没有认定中的挪用'
    case 'ACCELERATED': return rest ? null : '没有未到期的本金'
    case 'EXTENDED': case 'RENEWED': return page.on > page.maturesOn ? `${page.maturesOn} 已到期` : null
    default: return null
  }
}
