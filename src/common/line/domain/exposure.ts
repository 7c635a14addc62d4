import { type Day, type Fen, fen, sumFen } from '#kernel'

/** The part of a line its exposure rests on. */
export interface ExposureOfLine {
  readonly capFen: Fen
  readonly drawnFen: Fen
  readonly takenFen: Fen
  readonly revolving: boolean
  readonly state: string
  readonly validUntil: Day
}

export interface Exposure {
  readonly lines: number
  readonly capFen: Fen
  /** Principal not repaid. */
  readonly drawnFen: Fen
  /** Drawn and what may still be drawn: the most the bank has promised. */
  readonly committedFen: Fen
}

/** Drawn plus what may still be drawn; of a line that is closed, frozen or past its end nothing more may be. */
export function committedFen(line: ExposureOfLine, on: Day): Fen {
  if (line.state !== 'OPEN' || line.validUntil <= on) return line.drawnFen
  return line.revolving ? line.capFen : fen(line.drawnFen + line.capFen - line.takenFen)
}

/** Exposure over lines; closed lines on which nothing is drawn do not count. */
export function sumExposure(lines: readonly ExposureOfLine[], on: Day): Exposure {
  const live = lines.filter((line) => committedFen(line, on) > 0)
  return {
    lines: live.length, capFen: sumFen(live.map((line) => line.capFen)), drawnFen: sumFen(live.map((line) => line.drawnFen)),
    committedFen: sumFen(live.map((line) => committedFen(line, on))),
  }
}
