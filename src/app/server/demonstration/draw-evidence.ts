import type { CaseFile, Evidence } from '#common/assessment/domain'
import { formatYuan } from '#kernel'

/** A row of a drawn sheet: what it names, and the amount where there is one. */
interface Row {
  readonly label: string
  readonly amount: string
}

const WIDTH = 720
const ROW = 30
const TOP = 132
const MOST_ROWS = 24

/** Everything in a case file that rests on this piece of evidence, as the rows of a sheet. */
export function rowsOf(caseFile: CaseFile, evidenceId: string): Row[] {
  const { evidence: _list, ...file } = caseFile
  const rows: Row[] = []
  collect(file, evidenceId, rows)
  return rows.slice(0, MOST_ROWS)
}

function collect(value: unknown, evidenceId: string, rows: Row[]): void {
  if (typeof value !== 'object' || value === null) return
  const { evidence, label, name, who, says } = value as Record<string, unknown>
  if (Array.isArray(evidence) && evidence.includes(evidenceId)) {
    const title = [label, name, who].find((text) => typeof text === 'string')
    const amounts = Object.entries(value).flatMap(([key, amount]) => (key.endsWith('Fen') ? amountsOf(amount) : []))
    if (typeof title === 'string') rows.push({ label: typeof says === 'string' ? `${title}：${says}` : title, amount: amounts.length === 0 ? '' : amounts.map((one) => formatYuan(one)).slice(0, 3).join(' / ') })
    const months = Object.values(value).find((one) => Array.isArray(one) && one.length > 3 && one.every((each) => typeof each === 'number'))
    if (Array.isArray(months)) for (const [at, amount] of months.entries()) rows.push({ label: `第 ${at + 1} 个月`, amount: formatYuan(Number(amount)) })
  }
  for (const inner of Object.values(value)) collect(inner, evidenceId, rows)
}

function amountsOf(amount: unknown): number[] {
  return typeof amount === 'number' ? [amount] : []
}

/** A sheet as a picture that says of itself that it is demonstration material; the same input draws the same bytes. */
export function drawEvidence(evidence: Evidence, rows: readonly Row[]): string {
  const height = TOP + Math.max(rows.length, 3) * ROW + 84
  const lines = rows.map(({ label, amount }, at) => {
    const y = TOP + at * ROW
    return `<line x1="48" y1="${y + 10}" x2="${WIDTH - 48}" y2="${y + 10}" stroke="#d9d4c7"/>` +
      `<text x="56" y="${y}" font-size="15">${escape(shorten(label))}</text><text x="${WIDTH - 56}" y="${y}" font-size="15" text-anchor="end">${escape(amount)}</text>`
  })
  const taken = [evidence.takenAt?.slice(0, 10), evidence.place, evidence.by].filter((part) => part !== undefined).join(' · ')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif" fill="#1f2328">` +
    `<rect width="${WIDTH}" height="${height}" fill="#8b857a"/><rect x="20" y="18" width="${WIDTH - 40}" height="${height - 36}" fill="#fdfbf5" stroke="#c9c2b3"/>` +
    `<text x="48" y="68" font-size="22" font-weight="600">${escape(evidence.title)}</text><text x="48" y="94" font-size="13" fill="#6b7280">${escape(taken)}</text>${lines.join('')}` +
    `<text x="${WIDTH / 2}" y="${height / 2}" font-size="44" fill="#b3261e" fill-opacity="0.13" text-anchor="middle" transform="rotate(-16 ${WIDTH / 2} ${height / 2})">演示材料 并非真实单据</text>` +
    `<text x="48" y="${height - 36}" font-size="12" fill="#6b7280">演示材料，由程序绘制；金额取自演示案卷中以此为据的各项</text></svg>\n`
}

function shorten(text: string): string {
  return [...text].length > 34 ? `${[...text].slice(0, 33).join('')}…` : text
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
