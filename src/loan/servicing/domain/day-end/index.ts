import { z } from 'zod'

/** States of a day-end and of its parts. */
export const DAY_END_STATES = { WAITING: '等待', RUNNING: '进行中', FAILED: '失败', DONE: '完成' } as const satisfies Record<string, string>
export type DayEndState = keyof typeof DAY_END_STATES
const State = z.enum(Object.keys(DAY_END_STATES) as [DayEndState, ...DayEndState[]])

/** What a person calls a unit of a figure: amounts in fen, numbers of rows, or words. */
export const DayEndFigure = z.object({ name: z.string(), value: z.union([z.number(), z.string()]), isMoney: z.boolean() })
export type DayEndFigure = z.output<typeof DayEndFigure>

/** One day-end in the list. */
export const DayEndRow = z.object({
  day: z.string(), state: State, startedAt: z.string(), finishedAt: z.string().nullable(), seconds: z.number().nullable(), askedBy: z.string().nullable(),
  parts: z.int(), partsDone: z.int(), rows: z.number(), differences: z.int(), failed: z.object({ step: z.string(), part: z.string(), says: z.string() }).nullable(),
})
export type DayEndRow = z.output<typeof DayEndRow>

/** One part of a step: a unit, or the whole bank. */
export const DayEndPart = z.object({
  part: z.string(), name: z.string(), state: State, attempts: z.int(), startedAt: z.string().nullable(), seconds: z.number().nullable(), rows: z.number().nullable(), controlFen: z.string().nullable(),
  says: z.string().nullable(), figures: z.array(DayEndFigure),
})
export type DayEndPart = z.output<typeof DayEndPart>

/** One step with its parts; its figures are the sums of theirs. */
export const DayEndStepView = z.object({ step: z.string(), name: z.string(), state: State, done: z.int(), rows: z.number(), seconds: z.number(), figures: z.array(DayEndFigure), parts: z.array(DayEndPart) })
export type DayEndStepView = z.output<typeof DayEndStepView>

/** The screen of the day-end. */
export const DayEndPage = z.object({
  today: z.string(), unfinished: z.string(),
  /** When the worker runs it by itself, or why it does not. */
  automatic: z.object({ at: z.string().nullable(), says: z.string() }),
  /** Whether a worker has shown a sign of life in the last minute. */
  worker: z.boolean(),
  /** The day that may be ended now, or taken up again; none while one runs. */
  next: z.object({ day: z.string(), kind: z.enum(['RUN', 'RESUME']) }).nullable(),
  runs: z.array(DayEndRow),
})
export type DayEndPage = z.output<typeof DayEndPage>

export const DayEndRef = z.strictObject({ day: z.iso.date().meta({ title: '营业日' }) })
export const DayEndDetail = z.object({ run: DayEndRow, steps: z.array(DayEndStepView) })
export type DayEndDetail = z.output<typeof DayEndDetail>

/** The day someone asks to end now: named, so that nobody ends another than he saw. */
export const RunDayEnd = z.strictObject({ day: z.iso.date().meta({ title: '营业日' }) })
export const DayEndBegun = z.object({ day: z.string(), today: z.string() })
export * from './failed-jobs.ts'
