import type { ContractState, DrawdownState } from './states.ts'
import type { StepShown } from './shown.ts'
import type { CheckItem } from './checklist.ts'

/** What the sequence of the stage is told from. */
export interface WayAtHand {
  readonly state: ContractState
  readonly openBefore: readonly { readonly says: string }[]
  readonly conditions: number
  readonly papers: number
  readonly version: number
  readonly beforeSigning: readonly CheckItem[]
  readonly beforeDrawdown: readonly CheckItem[]
  /** States of the drawdowns, the latest last. */
  readonly drawdowns: readonly DrawdownState[]
}

interface Rule { readonly id: string; readonly title: string; readonly who: string; readonly done: boolean; readonly now: boolean; readonly says: string }

/** The way from the decision to the money as one sequence: conditions and papers go side by side, everything after them in order. */
export function stepsOf(way: WayAtHand): StepShown[] {
  return rulesOf(way).map(({ done, now, ...step }) => ({ ...step, state: done ? 'DONE' : now ? 'NOW' : 'LATER' }))
}

function rulesOf({ state, openBefore, conditions, papers, version, beforeSigning, beforeDrawdown, drawdowns }: WayAtHand): Rule[] {
  const isDrawn = state !== 'DRAFTING'
  const isSigned = state === 'SIGNED' || state === 'CONFIRMED'
  const isConfirmed = state === 'CONFIRMED'
  const last = drawdowns.findLast((one) => one !== 'CANCELLED' && one !== 'REVERSED')
  const [toSign, toPay] = [open(beforeSigning), open(beforeDrawdown)]
  return [
    { id: 'conditions', title: '落实先决条件', who: '各条件责任岗位', done: openBefore.length === 0, now: true, says: conditions === 0 ? '决议没有先决条件' : openBefore.length === 0 ? `${conditions} 项已落实` : `${openBefore.length} 项未落实：${openBefore.map((one) => one.says).join('、')}` },
    { id: 'papers', title: '制作合同', who: '合同制作岗', done: isDrawn, now: !isDrawn, says: isDrawn ? `第 ${version} 版，${papers} 份文书` : '按决议制作全套文书' },
    { id: 'signing', title: '双人面签', who: '面签双人', done: isSigned, now: isDrawn && !isSigned, says: isSigned ? '客户已签' : isDrawn ? (toSign === 0 ? '各项齐备，可以签字' : `还有 ${toSign} 项未办`) : '合同制作后办理' },
    { id: 'confirm', title: '主管确认', who: '主管', done: isConfirmed, now: state === 'SIGNED', says: isConfirmed ? '已向客户确认' : state === 'SIGNED' ? '放款前向客户逐问确认' : '签约后办理' },
    { id: 'order', title: '放款录入', who: '放款录入岗', done: last !== undefined, now: isConfirmed && last === undefined, says: last !== undefined ? '已录入' : !isConfirmed ? '主管确认后办理' : toPay === 0 ? '条件齐备，可以录入' : `还有 ${toPay} 项未办` },
    { id: 'check', title: '放款复核', who: '另一名复核人', done: last === 'DISBURSED' || last === 'ARRIVED', now: last === 'ORDERED', says: last === 'ORDERED' ? '等待另一人复核放款' : last === undefined ? '录入后办理' : '款已放出' },
    { id: 'arrival', title: '到账确认', who: '客户经理', done: last === 'ARRIVED', now: last === 'DISBURSED', says: last === 'ARRIVED' ? '客户已见到钱' : last === 'DISBURSED' ? '与客户确认款已到账' : '放款后办理' },
  ]
}

function open(items: readonly CheckItem[]): number {
  return items.filter(({ done }) => !done).length
}
