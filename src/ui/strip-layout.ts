/** Where everything of an account strip stands. Pure geometry: figures here are for drawing only, never for a decision. */

export interface StripCheck {
  readonly id: string
  /** Short name drawn beside the dot: `X07`. */
  readonly method: string
  /** Full name for the tooltip: 进货量反推法. */
  readonly says: string
  /** Signed gap to the statement figure as a fraction, (V − c) ÷ V; `null` when the method gives a grade or a voice. */
  readonly deviation: number | null
  readonly deviationText: string
  readonly valueText: string
  readonly kind: 'STATEMENT' | 'ORAL'
  readonly strength: 'STRONG' | 'WEAK'
  readonly holds: boolean
}

export interface PlacedCheck {
  readonly check: StripCheck
  readonly x: number
  readonly labelX: number
  readonly labelWidth: number
  /** 0 is nearest to the line; negative lanes hang below it (oral statements). */
  readonly lane: number
  /** The check lies beyond the drawn range. */
  readonly isBeyond: boolean
}

export interface StripGeometry {
  readonly width: number
  readonly centre: number
  readonly bandFrom: number
  readonly bandTo: number
  readonly acceptedX: number
  readonly range: number
  readonly checks: readonly PlacedCheck[]
  readonly lanesAbove: number
  readonly lanesBelow: number
}

const EDGE = 10
const LABEL_GAP = 6
const CHARACTER = 7
const WIDEST_RANGE = 0.5

/** Places dots by deviation and spreads their labels so that none overlap; statement checks above the line, oral ones below. */
export function layStrip({ checks, tolerance, accepted, width }: { checks: readonly StripCheck[]; tolerance: number; accepted: number; width: number }): StripGeometry {
  const farthest = Math.max(Math.abs(accepted), ...checks.map((check) => Math.abs(check.deviation ?? 0)))
  const range = Math.min(WIDEST_RANGE, Math.max(tolerance * 1.6, farthest * 1.15))
  const at = (fraction: number): number => width / 2 + (Math.max(-1, Math.min(1, fraction / range)) * (width / 2 - EDGE))
  const dots = checks.flatMap((check) => check.deviation === null ? [] : [{ check, x: at(-check.deviation), isBeyond: Math.abs(check.deviation) > range }])
  const above = spread(dots.filter(({ check }) => check.kind === 'STATEMENT'), width)
  const below = spread(dots.filter(({ check }) => check.kind === 'ORAL'), width)
  return {
    width, range, centre: at(0), bandFrom: at(-tolerance), bandTo: at(tolerance), acceptedX: at(accepted),
    checks: [...above, ...below.map((placed) => ({ ...placed, lane: -1 - placed.lane }))],
    lanesAbove: lanes(above), lanesBelow: lanes(below),
  }
}

interface Dot { readonly check: StripCheck; readonly x: number; readonly isBeyond: boolean }

/** The word beside a dot; an exclamation mark repeats without colour that the check does not hold. */
export function stripLabel(check: StripCheck): string {
  return check.holds ? check.method : `${check.method}!`
}

/** As few lanes as hold all labels; inside a lane neighbours push each other apart as little as possible. */
function spread(dots: readonly Dot[], width: number): PlacedCheck[] {
  const sorted = [...dots].sort((a, b) => a.x - b.x).map((dot) => ({ ...dot, labelWidth: labelWidth(stripLabel(dot.check)) }))
  const needed = sorted.reduce((sum, dot) => sum + dot.labelWidth + LABEL_GAP, 0)
  const count = Math.max(1, Math.ceil(needed / width))
  return Array.from({ length: count }, (_, lane) => pushApart(sorted.filter((_, i) => i % count === lane), width).map((placed) => ({ ...placed, lane }))).flat()
}

function pushApart<D extends Dot & { labelWidth: number }>(dots: readonly D[], width: number): (D & { labelX: number })[] {
  const groups: { from: number; width: number; members: D[] }[] = []
  for (const dot of dots) {
    groups.push({ from: dot.x - dot.labelWidth / 2, width: dot.labelWidth, members: [dot] })
    while (groups.length > 0) {
      const last = groups.at(-1)!
      last.from = Math.max(0, Math.min(width - last.width, idealFrom(last.members)))
      const previous = groups.at(-2)
      if (previous === undefined || previous.from + previous.width + LABEL_GAP <= last.from) break
      previous.members.push(...last.members)
      previous.width += LABEL_GAP + last.width
      groups.pop()
    }
  }
  return groups.flatMap((group) => {
    let at = group.from
    return group.members.map((dot) => {
      const labelX = at + dot.labelWidth / 2
      at += dot.labelWidth + LABEL_GAP
      return { ...dot, labelX }
    })
  })
}

/** The start that leaves the labels of a group, set side by side, nearest to their dots on average. */
function idealFrom(members: readonly (Dot & { labelWidth: number })[]): number {
  let offset = 0
  let sum = 0
  for (const member of members) {
    sum += member.x - (offset + member.labelWidth / 2)
    offset += member.labelWidth + LABEL_GAP
  }
  return sum / members.length
}

function labelWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 12 : CHARACTER), 0)
}

function lanes(placed: readonly PlacedCheck[]): number {
  return placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0)
}
