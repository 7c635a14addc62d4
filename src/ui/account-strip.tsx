import './account-strip.css'
import { type KeyboardEvent, useState } from 'react'
import { Icon } from './icons.tsx'
import { type PlacedCheck, type StripCheck, type StripGeometry, layStrip, stripLabel } from './strip-layout.ts'
import { useWidth } from './use-width.ts'

export type { StripCheck } from './strip-layout.ts'

export interface AccountStripProps {
  /** 营业额, 存货 … */
  name: string
  /** The figure in the statement, already printed. */
  statedText: string
  /** The accepted figure, already printed; equal to the stated one when nothing was cut. */
  acceptedText: string
  /** Gap of the accepted to the stated figure as a fraction (accepted ÷ stated − 1); drawing only. */
  accepted?: number
  /** Width of the band either side, 0.05 for 5 %. */
  tolerance: number
  checks: readonly StripCheck[]
  /** Largest deviation that counts, printed: `1.32 %`. */
  worstText: string | null
  holds: boolean
  onWhereFrom?: () => void
  onCheck?: (id: string) => void
}

const LINE = 18
const DOT = 4.5

/** The picture of an account: band of tolerance, the stated value as a tick, each check as a dot with its method, the accepted value as a ring. */
export function AccountStrip(props: AccountStripProps) {
  const { name, acceptedText, statedText, worstText, holds, checks, onWhereFrom } = props
  const isCut = acceptedText !== statedText
  return (
    <figure className={`strip${holds || checks.length === 0 ? '' : ' strip-broken'}`}>
      <figcaption className="strip-name">
        <span>{name}</span>
        {onWhereFrom ? <button type="button" className="strip-value figure-link" onClick={onWhereFrom}><Printed text={acceptedText} /></button> : <span className="strip-value"><Printed text={acceptedText} /></span>}
        {isCut ? <span className="strip-stated">报 {statedText}</span> : null}
      </figcaption>
      {checks.length === 0 ? <p className="strip-none">还没有检验，至少需要两种方法</p> : <Picture {...props} />}
      <div className="strip-verdict">
        {worstText === null ? <span className="muted">—</span> : <span className="strip-worst">{worstText}</span>}
        <span className={holds ? 'strip-holds' : 'strip-breaks'}><Icon name={holds ? 'check' : 'warning'} size={16} label={holds ? '在容忍度以内' : '超出容忍度'} /></span>
      </div>
    </figure>
  )
}

/** What the marks of a strip mean; stands once above a list of strips, on screen and on paper. */
export function StripLegend({ tolerance }: { tolerance: string }) {
  return (
    <ul className="strip-legend" aria-label="图例">
      <li><svg width="20" height="14"><rect className="strip-band" x="0" y="1" width="20" height="12" /></svg>容忍带 ±{tolerance}</li>
      <li><svg width="14" height="14"><line className="strip-tick" x1="7" x2="7" y1="1" y2="13" /></svg>报表值</li>
      <li><svg width="14" height="14"><circle className="strip-mark" cx="7" cy="7" r={DOT} /></svg>强证据</li>
      <li className="strip-check-weak"><svg width="14" height="14"><circle className="strip-mark" cx="7" cy="7" r={DOT} /></svg>弱证据</li>
      <li className="strip-check-oral"><svg width="14" height="14"><path className="strip-mark" d="M7 1.5l5.5 5.5-5.5 5.5-5.5-5.5z" /></svg>口头</li>
      <li><svg width="20" height="20"><circle className="strip-ring" cx="10" cy="10" r="8" /></svg>认定值</li>
    </ul>
  )
}

/** A printed amount with its fen smaller; rates and counts stay as they are. */
function Printed({ text }: { text: string }) {
  return /\d\.\d\d\)?$/.test(text) ? <>{text.slice(0, text.lastIndexOf('.'))}<span className="money-fen">{text.slice(text.lastIndexOf('.'))}</span></> : text
}

function Picture({ name, checks, tolerance, accepted = 0, acceptedText, statedText, onCheck }: AccountStripProps) {
  const [box, width] = useWidth(520)
  const [shown, setShown] = useState<string | null>(null)
  const strip = layStrip({ checks, tolerance, accepted, width })
  const y = 8 + Math.max(1, strip.lanesAbove) * LINE
  const height = y + 12 + Math.max(strip.lanesBelow * LINE, 4)
  const tip = strip.checks.find((placed) => placed.check.id === shown)
  const others = checks.filter((check) => check.deviation === null)
  return (
    <div className="strip-picture" ref={box}>
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} role="group" aria-label={stripText({ name, acceptedText, statedText, checks })}>
        <rect className="strip-band" x={strip.bandFrom} y={y - 9} width={strip.bandTo - strip.bandFrom} height={18} />
        <line className="strip-line" x1={0} x2={width} y1={y} y2={y} />
        <line className="strip-limit" x1={strip.bandFrom} x2={strip.bandFrom} y1={y - 9} y2={y + 9} />
        <line className="strip-limit" x1={strip.bandTo} x2={strip.bandTo} y1={y - 9} y2={y + 9} />
        <line className="strip-tick" x1={strip.centre} x2={strip.centre} y1={y - 12} y2={y + 12} />
        {strip.checks.map((placed) => <Leader key={placed.check.id} placed={placed} y={y} />)}
        <circle className="strip-ring" cx={strip.acceptedX} cy={y} r={8} />
        {strip.checks.map((placed) => <Dot key={placed.check.id} placed={placed} y={y} onShow={setShown} {...(onCheck ? { onOpen: onCheck } : {})} />)}
      </svg>
      {others.length > 0 ? <p className="strip-others">{others.map((check) => <span key={check.id}>{check.method} {check.says} {check.valueText}</span>)}</p> : null}
      {tip ? <Tip placed={tip} strip={strip} y={y} /> : null}
    </div>
  )
}

function Leader({ placed: { x, labelX, lane }, y }: { placed: PlacedCheck; y: number }) {
  const labelY = lane >= 0 ? y - 12 - lane * LINE : y + 11 + (-1 - lane) * LINE
  return <path className="strip-leader" d={`M${x} ${y}L${labelX} ${labelY}`} />
}

function Dot({ placed: { check, x, labelX, lane, isBeyond }, y, onShow, onOpen }: { placed: PlacedCheck; y: number; onShow: (id: string | null) => void; onOpen?: (id: string) => void }) {
  const labelY = lane >= 0 ? y - 15 - lane * LINE : y + 22 + (-1 - lane) * LINE
  const open = (): void => onOpen?.(check.id)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open()
  }
  return (
    <g
      className={`strip-check ${check.holds ? '' : 'strip-check-broken'} ${check.kind === 'ORAL' ? 'strip-check-oral' : ''} ${check.strength === 'WEAK' ? 'strip-check-weak' : ''}`}
      tabIndex={0} role={onOpen ? 'button' : 'img'} aria-label={checkText(check)}
      onMouseEnter={() => onShow(check.id)} onMouseLeave={() => onShow(null)} onFocus={() => onShow(check.id)} onBlur={() => onShow(null)} onClick={open} onKeyDown={onKeyDown}
    >
      <rect className="strip-hit" x={Math.min(x, labelX) - 8} y={Math.min(y, labelY) - 12} width={Math.abs(x - labelX) + 16} height={Math.abs(y - labelY) + 20} />
      <Mark kind={check.kind} x={x} y={y} beyond={isBeyond} />
      <text x={labelX} y={labelY} textAnchor="middle">{stripLabel(check)}</text>
    </g>
  )
}

/** Documents and counts are round, what was only said is a diamond; beyond the drawn range an arrow points outwards. */
function Mark({ kind, x, y, beyond }: { kind: StripCheck['kind']; x: number; y: number; beyond: boolean }) {
  if (beyond) return <path className="strip-mark" d={x > 100 ? `M${x - 4} ${y - 5}l8 5-8 5z` : `M${x + 4} ${y - 5}l-8 5 8 5z`} />
  if (kind === 'ORAL') return <path className="strip-mark" d={`M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`} />
  return <circle className="strip-mark" cx={x} cy={y} r={DOT} />
}

function Tip({ placed: { check, x, lane }, strip, y }: { placed: PlacedCheck; strip: StripGeometry; y: number }) {
  return (
    <div className="strip-tip" role="tooltip" style={{ left: `${Math.max(80, Math.min(strip.width - 80, x))}px`, top: lane >= 0 ? y + 14 : y + 34 }}>
      <b>{check.method} {check.says}</b>
      <span>{check.valueText}　偏离 {check.deviationText}</span>
      <span className="muted">{check.kind === 'ORAL' ? '口头，不计入否决' : check.strength === 'STRONG' ? '强证据' : '弱证据'}{check.holds ? '' : '，超出容忍度'}</span>
    </div>
  )
}

function stripText({ name, acceptedText, statedText, checks }: Pick<AccountStripProps, 'name' | 'acceptedText' | 'statedText' | 'checks'>): string {
  return `${name}：报表值 ${statedText}，认定值 ${acceptedText}，${checks.length} 项检验`
}

function checkText(check: StripCheck): string {
  return `${check.method} ${check.says}，${check.valueText}，偏离 ${check.deviationText}，${check.holds ? '在容忍度以内' : '超出容忍度'}`
}
