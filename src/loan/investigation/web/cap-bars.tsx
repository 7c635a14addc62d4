import { CAPS } from '#common/assessment/domain'
import { useCase } from '#common/assessment/web'
import { isNumber } from '#common/figures/domain'
import { LiveFigure, useFigure } from '#common/figures/web'
import { approximate } from '#kernel'

/** Every cap of this customer as a bar from zero, the binding one marked, those that do not apply in one line; below, the way from the lowest to the limit. */
export function CapBars() {
  return (
    <section className="part" aria-label="额度约束">
      <header><h3>额度约束</h3><span className="small muted">取最低一项</span></header>
      <Bars />
      <p className="cap-chain">
        最低约束 <LiveFigure id="limitBase" /> × 多头系数 <LiveFigure id="multiLendingFactor" /> ×（1 − 首贷折扣 <LiveFigure id="haircut" />）= <LiveFigure id="limitAfterHaircut" />，取整后额度 <b><LiveFigure id="limit" strong /></b>
      </p>
    </section>
  )
}

function Bars() {
  const base = useFigure('limitBase')
  const request = useFigure('capRequest')
  // Caps far above the request would make all the others dots.
  const scale = Math.max(drawn(base) * 2, drawn(request) * 2, 1)
  return <ul className="caps">{CAPS.map((cap) => <Bar key={cap} cap={cap} scale={scale} mark={drawn(base) / scale} />)}<li className="cap-others small muted">不适用 {CAPS.map((cap) => <None key={cap} cap={cap} />)}</li></ul>
}

function None({ cap }: { cap: string }) {
  const { figures } = useCase()
  return useFigure(cap) === null ? <span>{figures.definition(cap).name}</span> : null
}

function Bar({ cap, scale, mark }: { cap: string; scale: number; mark: number }) {
  const { figures } = useCase()
  const value = useFigure(cap)
  const binds = useFigure('bindingCap') === cap
  if (value === null) return null
  return (
    <li className={`cap${binds ? ' cap-binds' : ''}`}>
      <span>{figures.definition(cap).name}</span>
      <span className="cap-bar" aria-hidden><i style={{ width: `${Math.min(1, Math.max(0, drawn(value) / scale)) * 100}%` }} /><span className="cap-mark" style={{ left: `${mark * 100}%` }} /></span>
      <span className="figure"><LiveFigure id={cap} strong={binds} /></span>
    </li>
  )
}

/** For drawing only. */
function drawn(value: ReturnType<typeof useFigure>): number {
  return value !== null && isNumber(value) ? approximate(value) : 0
}
