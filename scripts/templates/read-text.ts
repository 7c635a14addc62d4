/** One line of a template's text, read. */
export type Line =
  | { readonly line: 'title' | 'clause'; readonly says: string }
  | { readonly line: 'text'; readonly says: string; readonly align: 'left' | 'right'; readonly indent: boolean }
  | { readonly line: 'table'; readonly rows: readonly (readonly string[])[]; readonly headed: boolean; readonly widths: readonly number[]; readonly align: readonly string[] }
  | { readonly line: 'signatures'; readonly rows: readonly (readonly string[])[] }

/**
 * Reads the text a template is made from: `= title`, `# clause`, `[right] …`, `- …` without the indent of a paragraph, `| a | b |` a row of a table
 * (`|---` ends its head, `|widths 2 4` and `|align c r` stand before it), `签字 a | b` a row of boxes to sign in, everything else a paragraph.
 */
export function readText(source: string): Line[] {
  const lines: Line[] = []
  let [widths, align]: [number[], string[]] = [[], []]
  for (const text of source.split('\n').filter((each) => each.trim() !== '')) {
    const last = lines.at(-1)
    if (text.startsWith('= ')) lines.push({ line: 'title', says: text.slice(2) })
    else if (text.startsWith('# ')) lines.push({ line: 'clause', says: text.slice(2) })
    else if (text.startsWith('[right] ')) lines.push({ line: 'text', says: text.slice(8), align: 'right', indent: false })
    else if (text.startsWith('- ')) lines.push({ line: 'text', says: text.slice(2), align: 'left', indent: false })
    else if (text.startsWith('|widths ')) widths = text.slice(8).split(' ').map(Number)
    else if (text.startsWith('|align ')) align = text.slice(7).split(' ')
    else if (text.startsWith('|---') && last?.line === 'table') lines[lines.length - 1] = { ...last, headed: true }
    else if (text.startsWith('|')) {
      const row = text.split('|').slice(1, -1).map((cell) => cell.trim())
      if (last?.line === 'table' && widths.length === 0 && align.length === 0) lines[lines.length - 1] = { ...last, rows: [...last.rows, row] }
      else lines.push({ line: 'table', rows: [row], headed: false, widths: widths.length > 0 ? widths : row.map(() => 1), align })
      ;[widths, align] = [[], []]
    } else if (text.startsWith('签字 ')) {
      const row = text.slice(3).split('|').map((cell) => cell.trim())
      if (last?.line === 'signatures') lines[lines.length - 1] = { ...last, rows: [...last.rows, row] }
      else lines.push({ line: 'signatures', rows: [row] })
    } else lines.push({ line: 'text', says: text, align: 'left', indent: !/^\{\{[#/][^}]*\}\}$/.test(text) })
  }
  return lines
}
