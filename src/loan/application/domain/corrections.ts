import { z } from 'zod'
import { Refusal, isDay } from '#kernel'

const Id = z.uuid()
const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Person = z.object({ staffId: Id, name: z.string() })
const Says = z.string().trim().min(2).max(500)

/** How a request for documents moves: state, act, next state. */
export const CORRECTION_MOVES = {
  OPEN: { answer: 'ANSWERED', cancel: 'CANCELLED' },
  ANSWERED: { settle: 'SETTLED', reopen: 'OPEN', cancel: 'CANCELLED' },
  SETTLED: { reopen: 'OPEN' },
  CANCELLED: { reopen: 'OPEN' },
} as const satisfies Record<string, Partial<Record<string, string>>>
export type CorrectionState = keyof typeof CORRECTION_MOVES
export type CorrectionAct = 'answer' | 'settle' | 'reopen' | 'cancel'
export const CORRECTION_STATES: Readonly<Record<CorrectionState, string>> = { OPEN: '待补', ANSWERED: '已补，待确认', SETTLED: '已确认', CANCELLED: '已撤销' }
export const CORRECTION_ACTS: Readonly<Record<CorrectionAct, string>> = { answer: '答复', settle: '确认收到', reopen: '再要', cancel: '撤销' }

/** The state after `act`; refuses (`correction.move`) an act the table does not hold. */
export function moveCorrection(state: CorrectionState, act: CorrectionAct): CorrectionState {
  const row: Partial<Record<CorrectionAct, CorrectionState>> = CORRECTION_MOVES[state]
  const next = row[act]
  if (next !== undefined) return next
  throw new Refusal({ code: 'correction.move', message: `补件${CORRECTION_STATES[state]}，不能${CORRECTION_ACTS[act]}`, value: state, expected: `可以：${Object.keys(row).map((one) => CORRECTION_ACTS[one as CorrectionAct]).join('、')}` }, 409)
}

/** What is asked for, of whom, by when. */
export const AskCorrection = z.strictObject({
  asks: z.array(Says.meta({ title: '要补的材料' })).min(1).max(20).meta({ title: '要补的材料' }),
  /** The lead of the case, unless another is named. */
  askedOf: Id.optional().meta({ title: '由谁补' }),
  dueOn: Day.meta({ title: '期限' }),
})
export type AskCorrection = z.output<typeof AskCorrection>
export const AnswerCorrection = z.strictObject({ says: Says.meta({ title: '答复' }), evidenceIds: z.array(Id).max(50).default([]).meta({ title: '材料' }) })
export type AnswerCorrection = z.output<typeof AnswerCorrection>
export const SayCorrection = z.strictObject({ says: Says.meta({ title: '说明' }) })
export const CorrectionRef = z.strictObject({ caseId: Id.meta({ title: '业务' }), requestId: Id.meta({ title: '补件' }) })

export const CorrectionRow = z.object({
  requestId: Id, caseId: Id, caseNumber: z.string(), customerName: z.string(), stage: z.string(), asks: z.array(z.string()), askedOf: Person, dueOn: Day, state: z.enum(['OPEN', 'ANSWERED', 'SETTLED', 'CANCELLED']),
  by: Person, on: Day, at: z.string(),
  events: z.array(z.object({ kind: z.enum(['ANSWERED', 'SETTLED', 'REOPENED', 'CANCELLED']), says: z.string(), evidenceIds: z.array(Id), by: Person, at: z.string() })),
  /** What this person may do with it. */
  acts: z.array(z.enum(['answer', 'settle', 'reopen', 'cancel'])),
})
export type CorrectionRow = z.output<typeof CorrectionRow>
export const Corrections = z.object({ corrections: z.array(CorrectionRow) })

/** Who may do what with a request: whom it was asked of answers, who asked settles or takes it back. */
export function correctionActs(request: { readonly state: CorrectionState; readonly askedOf: string; readonly askedBy: string }, staffId: string, investigators: readonly string[]): CorrectionAct[] {
  const row = CORRECTION_MOVES[request.state]
  const answers = staffId === request.askedOf || investigators.includes(staffId)
  return (Object.keys(row) as CorrectionAct[]).filter((act) => (act === 'answer' ? answers : staffId === request.askedBy))
}
