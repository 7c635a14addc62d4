const AROUND = /^[\s`'\uFEFF]+|[\s`\uFEFF]+$/g
const QUOTED = /^"(.*)"$/s
const MARKS = '`"\''
const PLAIN = /^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/

/** A cell as meant: without the backticks, tabs, quotes and marks that exports put around values. */
export function cleanCell(text: string): string {
  if (text === '' || (!MARKS.includes(text.charAt(0)) && PLAIN.test(text))) return text
  const bare = text.replace(AROUND, '')
  return QUOTED.exec(bare)?.[1]?.trim() ?? bare
}

/** A cell in one width: full-width digits, colons, brackets and signs become their plain forms. */
export function narrow(text: string): string {
  const clean = cleanCell(text)
  return PLAIN.test(clean) ? clean : clean.normalize('NFKC').replaceAll('\u2212', '-')
}

/** A column name for comparing: one width, no spaces, no unit. */
export function columnName(text: string): string {
  return narrow(text).replace(/\s+/g, '').replace(/\((?:元|人民币|rmb|cny)\)$/i, '')
}

/** Exports write `/`, `-` or `--` for "nothing here". */
export function blankMark(text: string): boolean {
  return text === '' || /^[-/\\—]+$/.test(text)
}
