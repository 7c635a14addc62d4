import './workbook.css'
import { type ReactNode, useEffect, useMemo } from 'react'
import { type AddEvidence, AddingEvidence, CaseOnScreen, type CaseStore, type Places, explainerOf } from '#common/assessment/web'
import { type Asked, Explain, Figures, WhereFromDrawer } from '#common/figures/web'
import { useAddressState } from '#ui'
import { addFile } from './acts.ts'
import { useOpenCase } from './session-context.ts'

/** Everything below may show figures of this case and ask where they come from. What is asked stands in the address. */
export function CaseFigures({ places, children }: { places: Places; children: ReactNode }) {
  const open = useOpenCase()
  const { store } = open.session
  const add = useMemo((): AddEvidence => (store.isOpen ? async (file, title) => (await addFile(open, { file, kind: 'PHOTO', class: 'SEEN', title })).id : null), [open, store])
  const [{ from }, change] = useAddressState()
  const asked = useMemo(() => (from === undefined ? null : askedOf(store, from)), [from, store])
  const explainer = useMemo(() => explainerOf(store, places), [store, places])
  const figures = useMemo(() => ({ figures: store.figures, ask: (what: Asked) => change({ from: textOf(what) }) }), [store, change])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !event.altKey || !(event.target instanceof HTMLElement)) return
      const { figure, index, pointer } = event.target.dataset
      if (figure === undefined && pointer === undefined) return
      event.preventDefault()
      change({ from: figure === undefined ? pointer ?? null : `${figure}.${index ?? 0}` })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [change])
  return (
    <CaseOnScreen value={store}>
      <Explain value={explainer}>
        <Figures value={figures}>
          <AddingEvidence value={add}>{children}</AddingEvidence>
          <WhereFromDrawer asked={asked} onClose={() => change({ from: null })} />
        </Figures>
      </Explain>
    </CaseOnScreen>
  )
}

function textOf(asked: Asked): string {
  return 'figure' in asked ? `${asked.figure}.${asked.index}` : asked.pointer
}

/** `limit.0` is a figure, `/balance/cash/0/amountFen` a place; anything else asks nothing. */
function askedOf(store: CaseStore, text: string): Asked | null {
  if (text.startsWith('/')) return { pointer: text }
  const [figure = '', index = '0'] = text.split('.')
  return store.figures.graph.figures.has(figure) ? { figure, index: Number(index) } : null
}
