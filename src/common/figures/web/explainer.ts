import { createContext, useContext } from 'react'
import type { Namer, Value } from '#common/figures/domain'

/** A piece of evidence as a leaf shows it. */
export interface EvidencePiece {
  readonly id: string
  readonly title: string
  readonly kind: 'PHOTO' | 'FILE' | 'NOTE' | 'BILL' | 'INVOICES'
  /** 实地眼见 · 2025-03-12 · 王磊 */
  readonly says: string
  readonly text?: string
  /** Address of the picture or file, where there is one. */
  readonly href?: string
  readonly isPicture: boolean
}

export interface Leaf {
  readonly name: string
  readonly valueText: string
  /** Where it was typed, so that one can go there. */
  readonly place: string | null
}

/** The words of a subject: what figures, typed places, policy values and evidence are called. */
export interface Explainer {
  readonly namer: Namer
  typed(pointer: string, value: Value): Leaf
  policy(key: string, value: Value): Leaf
  /** `饮料`, `2024-03`: whose instance of a figure this is. */
  row(axis: string, index: number): string
  evidence(id: string): EvidencePiece | undefined
  /** What people may say about an index: whether a figure's smallest source decides it. */
  word(value: Value): string | null
}

export const Explain = createContext<Explainer | null>(null)

export function useExplainer(): Explainer {
  const explainer = useContext(Explain)
  if (explainer === null) throw new Error('no explainer around this component')
  return explainer
}
