import { formatYuan } from '#kernel'
import type { BarsChart, Chart, LineChart, StripChart, StripRow } from './paper.ts'

/** Fonts that hold Chinese, for the places a chart is drawn: screen, PDF, rasteriser. */
const FONT = "'Noto Sans S Chinese','PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif"
const INK = '#1F2328'
const MUTED = '#5F6672'
const LINE = '#CBC6BC'
const BAND = '#E6F0ED'
const PINE = '#0F5C4D'
const CINNABAR = '#B3261E'
const WIDTH = 720

/** A chart as SVG text: the one drawing that screen, PDF and Word show. Its figures are for drawing only. */
export function chartSvg(chart: Chart): string {
  switch (chart.chart) {
    case 'strip': return strips(chart)
    case 'bars': return bars(chart)
    case 'line': return line(chart)
    default: return chart satisfies never
  }
}

/** Width over height of a drawing. */
export function shapeOf(svg: string): { width: number; height: number } {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

const PICTURE = { from: 210, width: 330 }
const LANE = 13

function strips({ rows, tolerance }: StripChart): string {
  const band = Number(tolerance)
  let top = 0
  const drawn = rows.map((row) => {
    const { svg, height } = strip(row, band, top)
    top += height
    return svg
  })
  const legend = `<g transform="translate(0 ${top + 14})">${rect(PICTURE.from, -8, 18, 10, BAND)}${text(PICTURE.from + 24, 1, `容忍带 ±${trimmed(band * 100)}%`, { size: 9, fill: MUTED })}${tick(PICTURE.from + 110, -3)}${text(PICTURE.from + 118, 1, '报表值', { size: 9, fill: MUTED })}${dot(PICTURE.from + 172, -3, true)}${text(PICTURE.from + 180, 1, '检验值', { size: 9, fill: MUTED })}${ring(PICTURE.from + 234, -3)}${text(PICTURE.from + 244, 1, '认定值', { size: 9, fill: MUTED })}</g>`
  return svg(WIDTH, top + 24, drawn.join('') + legend)
}

function strip(row: StripRow, band: number, top: number): { svg: string; height: number } {
  const accepted = Number(row.accepted ?? '0')
  const checks = row.checks.map((check) => ({ ...check, gap: -Number(check.deviation) }))
  const range = Math.min(0.5, Math.max(band * 1.6, Math.abs(accepted) * 1.15, ...checks.map(({ gap }) => Math.abs(gap) * 1.15)))
  const at = (fraction: number): number => PICTURE.from + PICTURE.width / 2 + Math.max(-1, Math.min(1, fraction / range)) * (PICTURE.width / 2 - 8)
  const placed = inLanes(checks.map((check) => ({ x: at(check.gap), label: Math.abs(check.gap) > band ? `${check.name}!` : check.name, holds: Math.abs(check.gap) <= band })))
  const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1))
  const height = 18 + lanes * LANE + 8
  const y = top + height - 14
  const marks = placed.map(({ x, labelX, label, lane, holds }) => `${path(`M${f(x)} ${f(y)}L${f(labelX)} ${f(y - 8 - lane * LANE)}`, LINE)}${text(labelX, y - 10 - lane * LANE, label, { size: 9, anchor: 'middle', fill: holds ? MUTED : CINNABAR })}${dot(x, y, holds)}`).join('')
  return {
    height,
    svg: `${text(0, y + 4, row.name, { size: 11 })}${text(PICTURE.from - 14, y + 4, row.stated, { size: 10, anchor: 'end' })}`
      + `${rect(at(-band), y - 7, at(band) - at(-band), 14, BAND)}${path(`M${PICTURE.from} ${f(y)}H${PICTURE.from + PICTURE.width}`, LINE)}${tick(at(0), y)}${ring(at(accepted), y)}${marks}`
      + `${text(WIDTH, y + 4, row.says, { size: 10, anchor: 'end' })}${path(`M0 ${f(top + height - 0.5)}H${WIDTH}`, '#EFECE6')}`,
  }
}

interface Label { readonly x: number; readonly label: string; readonly holds: boolean }

/** Labels above their dots; where two would touch, the next one rises a lane. */
function inLanes(dots: readonly Label[]): (Label & { lane: number; labelX: number })[] {
  const ends: number[] = []
  return dots.toSorted((a, b) => a.x - b.x).map((one) => {
    const half = widthOf(one.label, 9) / 2
    const labelX = Math.max(PICTURE.from + half, Math.min(PICTURE.from + PICTURE.width - half, one.x))
    const free = ends.findIndex((end) => end + 4 <= labelX - half)
    const lane = free < 0 ? ends.length : free
    ends[lane] = labelX + half
    return { ...one, lane, labelX }
  })
}

function bars({ bars: all }: BarsChart): string {
  const most = Math.max(1, ...all.map(({ amount }) => amount))
  const names = Math.max(60, ...all.map(({ name }) => widthOf(name, 11))) + 14
  const values = Math.max(60, ...all.map(({ says }) => widthOf(says, 11))) + 14
  const row = (one: BarsChart['bars'][number], index: number): string => {
    const y = index * 26
    const width = (Math.max(0, one.amount) / most) * (WIDTH - names - values)
    const colour = one.binding === true ? PINE : '#A9B8B3'
    return `${text(names - 12, y + 17, one.name, { size: 11, anchor: 'end', bold: one.binding === true })}${rect(names, y + 5, Math.max(1, width), 16, colour)}${text(names + Math.max(1, width) + 8, y + 17, one.says, { size: 11, bold: one.binding === true })}`
  }
  return svg(WIDTH, all.length * 26 + 4, `${all.map(row).join('')}${path(`M${f(names)} 0V${all.length * 26 + 2}`, MUTED)}`)
}

const AXIS = { left: 70, right: 86, top: 12, foot: 26, height: 210 }

function line({ labels, lines, threshold, unit }: LineChart): string {
  const values = [...lines.flatMap((one) => one.values), ...(threshold === undefined ? [] : [threshold.value])]
  const step = niceStep(Math.max(1, ...values) - Math.min(0, ...values))
  const top = Math.ceil(Math.max(1, ...values) / step) * step
  const bottom = Math.floor(Math.min(0, ...values) / step) * step
  const y = (value: number): number => AXIS.top + ((top - value) / (top - bottom)) * (AXIS.height - AXIS.top - AXIS.foot)
  const x = (index: number): number => AXIS.left + (labels.length < 2 ? 0.5 : index / (labels.length - 1)) * (WIDTH - AXIS.left - AXIS.right)
  const grid = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, i) => bottom + i * step)
    .map((value) => `${path(`M${AXIS.left - 4} ${f(y(value))}H${WIDTH - AXIS.right}`, value === 0 ? MUTED : '#EAE6DF')}${text(AXIS.left - 10, y(value) + 3.5, axisText(value, unit), { size: 9, anchor: 'end', fill: MUTED })}`).join('')
  const every = Math.ceil(labels.length / 13)
  const months = labels.map((label, index) => (index % every === 0 ? text(x(index), AXIS.height - 8, label, { size: 9, anchor: 'middle', fill: MUTED }) : '')).join('')
  const names = apart(lines.map((one) => y(one.values.at(-1) ?? 0) + 3.5))
  const curve = lines.map((one, nth) => {
    const colour = nth === 0 ? PINE : MUTED
    // What lies lowest is said of the first line only: the others are there to compare with.
    const low = nth === 0 ? one.values.reduce((least, value, index) => (value < one.values[least]! ? index : least), 0) : -1
    const points = one.values.map((value, index) => `${f(x(index))} ${f(y(value))}`).join('L')
    const lowest = low < 0 ? '' : text(x(low), y(one.values[low] ?? 0) + 15, `最低 ${unit === 'FEN' ? formatYuan(Math.round(one.values[low] ?? 0)) : trimmed(one.values[low] ?? 0)}`, { size: 9, anchor: low === 0 ? 'start' : low === one.values.length - 1 ? 'end' : 'middle', fill: CINNABAR })
    return `<path d="M${points}" fill="none" stroke="${colour}" stroke-width="1.6"/>${one.values.map((value, index) => `<circle cx="${f(x(index))}" cy="${f(y(value))}" r="${index === low ? 3.2 : 2}" fill="${index === low ? CINNABAR : colour}"/>`).join('')}`
      + `${text(WIDTH - AXIS.right + 8, names[nth]!, one.name, { size: 10, fill: colour })}${lowest}`
  }).join('')
  const limit = threshold === undefined ? '' : `<path d="M${AXIS.left} ${f(y(threshold.value))}H${WIDTH - AXIS.right}" stroke="${CINNABAR}" stroke-width="0.8" stroke-dasharray="4 3"/>${text(WIDTH - AXIS.right + 8, y(threshold.value) + 3.5, threshold.name, { size: 9, fill: CINNABAR })}`
  return svg(WIDTH, AXIS.height, grid + months + curve + limit)
}

const NAME_HEIGHT = 12

/** Heights of names that would stand on each other, moved down until they do not. */
function apart(heights: readonly number[]): number[] {
  let last = Number.NEGATIVE_INFINITY
  const placed = [...heights]
  for (const at of heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!)) {
    last = Math.max(heights[at]!, last + NAME_HEIGHT)
    placed[at] = last
  }
  return placed
}

function axisText(value: number, unit: LineChart['unit']): string {
  return unit === 'FEN' ? `${trimmed(value / 1_000_000)} 万` : trimmed(value)
}

/** A step of 1, 2 or 5 times a power of ten that cuts the span into four to eight. */
function niceStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 4))
  return [1, 2, 5, 10].map((times) => times * power).find((step) => span / step <= 6) ?? span
}

interface TextStyle { readonly size: number; readonly anchor?: 'middle' | 'end' | 'start'; readonly fill?: string; readonly bold?: boolean }

function text(x: number, y: number, says: string, { size, anchor, fill = INK, bold }: TextStyle): string {
  return `<text x="${f(x)}" y="${f(y)}" font-size="${size}"${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${bold === true ? ' font-weight="700"' : ''} fill="${fill}">${escaped(says)}</text>`
}
const rect = (x: number, y: number, width: number, height: number, fill: string): string => `<rect x="${f(x)}" y="${f(y)}" width="${f(width)}" height="${f(height)}" fill="${fill}"/>`
const path = (d: string, stroke: string): string => `<path d="${d}" stroke="${stroke}" stroke-width="0.8" fill="none"/>`
const tick = (x: number, y: number): string => `<path d="M${f(x)} ${f(y - 9)}V${f(y + 9)}" stroke="${INK}" stroke-width="1.6"/>`
const dot = (x: number, y: number, holds: boolean): string => `<circle cx="${f(x)}" cy="${f(y)}" r="3.4" fill="${holds ? PINE : CINNABAR}"/>`
const ring = (x: number, y: number): string => `<circle cx="${f(x)}" cy="${f(y)}" r="6" fill="none" stroke="${PINE}" stroke-width="1.4"/>`

function svg(width: number, height: number, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${f(width)} ${f(height)}" font-family="${FONT}">${inner}</svg>`
}

const f = (value: number): string => String(Math.round(value * 10) / 10)
const trimmed = (value: number): string => String(Math.round(value * 100) / 100)

function widthOf(says: string, size: number): number {
  return [...says].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? size : size * 0.58), 0)
}

function escaped(says: string): string {
  return says.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!)
}
