import { wordOf } from '#common/assessment/web'
import { LiveFigure, useFigure } from '#common/figures/web'
import { Banner } from '#ui'

/** What the deviation means, in the words of the chapter (3.5). */
export function Reading() {
  const reading = useFigure('equityReading')
  if (typeof reading !== 'string') return null
  return <Banner tone={reading === 'AGREES' ? 'info' : 'warning'}>权益偏差 <LiveFigure id="equityDeviation" strong />：{wordOf('reading', reading)}</Banner>
}
