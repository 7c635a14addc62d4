import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Value } from '#common/figures/domain'
import type { LiveFigures } from './live-sheet.ts'

/** A place a person can ask about: a figure, or a typed field by its pointer. */
export type Asked = { readonly figure: string; readonly index: number } | { readonly pointer: string }

export interface FiguresContext {
  readonly figures: LiveFigures
  /** Opens "where from". */
  readonly ask: (asked: Asked) => void
}

export const Figures = createContext<FiguresContext | null>(null)

export function useFigures(): FiguresContext {
  const context = useContext(Figures)
  if (context === null) throw new Error('no figures around this component')
  return context
}

/** The value of one figure; the component renders again only when this value changes. */
export function useFigure(id: string, index = 0): Value {
  const { figures } = useFigures()
  const subscribe = useCallback((listener: () => void) => figures.subscribe(id, index, listener), [figures, id, index])
  return useSyncExternalStore(subscribe, () => figures.value(id, index))
}
