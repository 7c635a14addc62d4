import './exposure.css'
import type { ReactNode } from 'react'
import { formatYuan } from '#kernel'

const [WIDTH, HEIGHT, TOP, FOOT, LEFT, RIGHT] = [560, 220, 28, 26, 8, 60]

export interface Point { readonly on: string; readonly balanceFen: number }

interface CurveProps {
  readonly title: ReactNode
  /** Read to those who cannot see it. */
  readonly says: string
  /** What is out, step by step: drawn full, with the area under it. */
  readonly main: readonly Point[]
  /** Where the main line ends, when it does not end with its last point. */
  readonly until?: string
  /** Another line beside it, dashed. */
  readonly beside?: readonly Point[]
  /** Names of the two lines, where it takes a key to tell them apart. */
  readonly names?: readonly [main: string, beside: string]
  /** A point on the main line that is marked, with what it says. */
  readonly mark?: Point
}

/** What the bank has out after each due day, falling [S2-125]. */
export function ExposureCurve({ title, says, main, until, beside = [], names, mark }: CurveProps) {
  const all = [...main, ...beside]
  const most = Math.max(1, ...all.map(({ balanceFen }) => balanceFen))
  const first = main[0]?.on ?? ''
  const last = all.reduce((latest, { on }) => (on > latest ? on : latest), until ?? first)
  const [from, to] = [time(first), Math.max(time(last), time(first) + 1)]
  const x = (on: string): number => LEFT + ((time(on) - from) / (to - from)) * (WIDTH - LEFT - RIGHT)
  const y = (amount: number): number => TOP + (1 - amount / most) * (HEIGHT - TOP - FOOT)
  const steps = (points: readonly Point[], end: string): string => points.map(({ on, balanceFen }, k) => (k === 0 ? `M${x(on)},${y(balanceFen)}` : `H${x(on)} V${y(balanceFen)}`)).join(' ') + ` H${x(end)}`
  const end = until ?? main.at(-1)?.on ?? first
  const lastDay = beside.at(-1)?.on ?? end
  return (
    <figure className="panel exposure">
      <figcaption><span>{title}</span>{names === undefined ? null : <><span className="exposure-key">{names[0]}</span><span className="exposure-key" data-beside>{names[1]}</span></>}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={says}>
        <line className="exposure-zero" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        <path className="exposure-under" d={`${steps(main, end)} V${y(0)} H${x(first)} Z`} />
        {beside.length === 0 ? null : <path className="exposure-beside" d={steps(beside, beside.at(-1)!.on)} />}
        <path className="exposure-main" d={steps(main, end)} />
        {mark === undefined ? null : <><circle className="exposure-at" cx={x(mark.on)} cy={y(mark.balanceFen)} r="4" />{mark.balanceFen === most ? null : <text className="exposure-text" x={x(mark.on) + 8} y={y(mark.balanceFen) - 8}>{formatYuan(mark.balanceFen)}</text>}</>}
        <text className="exposure-text" x={LEFT} y={16}>{formatYuan(most)}</text>
        <text className="exposure-date" x={LEFT} y={HEIGHT - 8}>{first}</text>
        <text className="exposure-date" x={x(lastDay)} y={HEIGHT - 8} textAnchor="end">{lastDay}</text>
      </svg>
    </figure>
  )
}

/** The points of a schedule: the whole amount on the first day, then what is left after each due day. */
export function pointsOf(amountFen: number, disbursedOn: string, rows: readonly { readonly dueOn: string; readonly balanceFen: number }[]): Point[] {
  return [{ on: disbursedOn, balanceFen: amountFen }, ...rows.map(({ dueOn, balanceFen }) => ({ on: dueOn, balanceFen }))]
}

function time(on: string): number {
  return Date.parse(on)
}
