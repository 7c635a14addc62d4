/** What a file in `proof/` exports: it throws when what it claims does not hold, and returns the figures it found. */
export interface Proof {
  prove(run: { seed: number; realData: string }): Figures | Promise<Figures>
  /** Folder of the real data the proof reads; without it the proof is not run and says so. */
  readonly needs?: string
}
export type Figures = Readonly<Record<string, unknown>>
