import './figure.css'
import { memo, useCallback } from 'react'
import { type Unit, type Value, formatValue, isNumber } from '#common/figures/domain'
import { roundFen } from '#kernel'
import { Money, percentText } from '#ui'
import { useFigure, useFigures } from './context.ts'

/** A value as the ledger prints it: money with small fen, rates in percent, everything else as text. */
export function FigureValue({ value, unit, strong = false }: { value: Value; unit: Unit; strong?: boolean }) {
  if (value !== null && isNumber(value)) {
    if (unit === 'FEN') return <Money fen={roundFen(value)} strong={strong} />
    if (unit === 'RATE') return <span className="money">{percentText(value)}<span className="money-unit">%</span></span>
  }
  return <span className={value === null ? 'money muted' : 'money'}>{formatValue(value, unit)}</span>
}

/** A computed figure that follows the typing and opens "where from" when pressed. Its name is the title, so that only the digits change. */
export const LiveFigure = memo(function LiveFigure({ id, index = 0, strong = false }: { id: string; index?: number; strong?: boolean }) {
  const { figures, ask } = useFigures()
  const value = useFigure(id, index)
  const { name, unit } = figures.definition(id)
  const open = useCallback(() => ask({ figure: id, index }), [ask, id, index])
  return (
    <button type="button" className="figure-link" data-figure={id} data-index={index} title={`${name}，从何而来`} onClick={open}>
      <FigureValue value={value} unit={unit} strong={strong} />
    </button>
  )
})
