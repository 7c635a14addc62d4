export type Effect = 'REJECT' | 'REFER' | 'INCOMPLETE' | 'NOTE'

/** Why a case is rejected, referred, not finished, or worth a word. */
export interface Reason {
  readonly rule: string
  readonly flag?: string
  readonly says: string
  readonly effect: Effect
  /** Rests on computed figures: means nothing while the statements are not there yet. */
  readonly computed?: boolean
}
