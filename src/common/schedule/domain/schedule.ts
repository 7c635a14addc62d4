import type { Day, Fen } from '#kernel'

/** One instalment; `balanceFen` is the principal still owed after it. */
export interface ScheduleRow {
  readonly seq: number
  readonly dueOn: Day
  readonly principalFen: Fen
  readonly interestFen: Fen
  readonly totalFen: Fen
  readonly balanceFen: Fen
}

export interface Schedule {
  readonly rows: readonly ScheduleRow[]
  readonly totals: { readonly principalFen: Fen; readonly interestFen: Fen; readonly totalFen: Fen }
}
