import type { FigureText, Unit } from '#common/figures/domain'

/** Writes one figure per line: id, Chinese name, unit, source, formula. */
export function figure(id: string, name: string, unit: Unit, source: string, formula: string, more: { over?: string; exact?: boolean } = {}): FigureText {
  return { id, name, unit, source, formula, ...more }
}

/** The same for each of the twelve months of the income statement. */
export function monthly(id: string, name: string, source: string, formula: string): FigureText {
  return figure(id, name, 'FEN', source, formula, { over: 'month' })
}

/** The same for each month of the forward plan. */
export function planned(id: string, name: string, source: string, formula: string): FigureText {
  return figure(id, name, 'FEN', source, formula, { over: 'plan' })
}
