import { type Day, type Fen, Refusal, assert, daysBetween, fen, formatYuan, parts, sign } from '#kernel'
import { refuseContradictions } from './contradictions.ts'
import { ruleOf } from './plan.ts'
import { checkedFen, roundQuotient } from './quotient.ts'
import type { Schedule, ScheduleRow } from './schedule.ts'
import type { Movement, ScheduleTerms } from './terms.ts'

/** What happens on one day under a revolving line. */
interface Entry { readonly on: Day; readonly drawFen: number; readonly repayFen: number; readonly isDue: boolean }

/**
 * Rows of a revolving line: one on each interest due day and on each day of a repayment. Interest is that of the balance of
 * every day since the last due day, rounded once; what is still out on the last due day is repaid then.
 */
export function revolvingRows(terms: ScheduleTerms): Schedule {
  assert(sign(terms.annualRate) >= 0, 'a rate is not negative')
  refuseContradictions(terms)
  const { dueDays, oddPeriod } = ruleOf(terms)
  const [n, d] = parts(terms.annualRate)
  const unit = d * (oddPeriod === 'ACT_365' ? 365n : 360n)
  const entries = entriesOf(terms, dueDays)
  const lastDay = dueDays.at(-1)
  const rows: ScheduleRow[] = []
  let [balance, weight, from, drawn, interestTotal]: [number, bigint, Day, number, number] = [terms.principalFen, 0n, terms.disbursedOn, terms.principalFen, 0]
  refuseOverLimit(terms, balance, '/principalFen')
  for (const { on, drawFen, repayFen, isDue } of entries) {
    weight += BigInt(balance) * BigInt(daysBetween(from, on))
    from = on
    const principal = on === lastDay ? balance : repayFen
    if (principal > balance) throw new Refusal({ code: 'schedule.repaid-too-much', message: `${on} 归还 ${formatYuan(repayFen)} 元，超过当时余额 ${formatYuan(balance)} 元`, at: '/movements', value: repayFen, expected: `不超过 ${balance} 分` })
    balance = balance - principal + drawFen
    drawn += drawFen
    refuseOverLimit(terms, balance, '/movements')
    if (!isDue && repayFen === 0) continue
    const interest = isDue ? checkedFen(roundQuotient(weight * n, unit, terms.rounding === 'UP')) : 0
    if (isDue) weight = 0n
    interestTotal += interest
    rows.push({ seq: rows.length + 1, dueOn: on, principalFen: fen(principal), interestFen: fen(interest), totalFen: checkedFen(principal + interest), balanceFen: fen(balance) })
  }
  return { rows, totals: { principalFen: checkedFen(drawn), interestFen: checkedFen(interestTotal), totalFen: checkedFen(drawn + interestTotal) } }
}

/** Draws of a line after the first, by day: what the annual rate sets against the repayments. */
export function drawsOf(terms: Pick<ScheduleTerms, 'movements'>): readonly { readonly on: Day; readonly drawFen: Fen }[] {
  return (terms.movements ?? []).flatMap(({ on, drawFen }) => (drawFen === undefined ? [] : [{ on, drawFen }]))
}

function entriesOf(terms: ScheduleTerms, dueDays: readonly Day[]): Entry[] {
  const byDay = new Map<Day, Entry>(dueDays.map((on) => [on, { on, drawFen: 0, repayFen: 0, isDue: true }]))
  for (const [k, movement] of (terms.movements ?? []).entries()) {
    refuseMovement(terms, movement, k, dueDays.at(-1)!)
    const { on, drawFen, repayFen, isDue } = byDay.get(movement.on) ?? { on: movement.on, drawFen: 0, repayFen: 0, isDue: false }
    byDay.set(on, { on, drawFen: drawFen + (movement.drawFen ?? 0), repayFen: repayFen + (movement.repayFen ?? 0), isDue })
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}

function refuseMovement(terms: ScheduleTerms, { on, drawFen, repayFen }: Movement, k: number, lastDay: Day): void {
  const at = `/movements/${k}`
  if ((drawFen === undefined) === (repayFen === undefined)) throw new Refusal({ code: 'schedule.movement-unclear', message: `第 ${k + 1} 笔须且只须填支用或归还之一`, at, expected: '支用或归还，只填一项' })
  if (on <= terms.disbursedOn || on >= lastDay) throw new Refusal({ code: 'schedule.movement-outside', message: `第 ${k + 1} 笔日期 ${on} 不在用款期内`, at: `${at}/on`, value: on, expected: `${terms.disbursedOn} 之后、${lastDay} 之前` })
}

function refuseOverLimit({ limitFen }: ScheduleTerms, balance: number, at: string): void {
  if (limitFen === undefined || balance <= limitFen) return
  throw new Refusal({ code: 'schedule.over-limit', message: `余额 ${formatYuan(balance)} 元超过循环额度 ${formatYuan(limitFen)} 元`, at, value: balance, expected: `不超过 ${limitFen} 分` })
}
