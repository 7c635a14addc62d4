const [SPACE, DOUBLE_QUOTE, APOSTROPHE, BACKTICK, TILDE, HARD_SPACE, WIDE_SPACE, BYTE_ORDER_MARK] = [0x20, 0x22, 0x27, 0x60, 0x7e, 0xa0, 0x3000, 0xfeff]

/** A cell as meant: without the backticks, tabs, quotes and marks that exports put around values. Called for every cell, hence by character. */
export function cleanCell(text: string): string {
  let from = 0
  let until = text.length
  while (from < until && (isPadding(text.charCodeAt(from)) || text.charCodeAt(from) === APOSTROPHE)) from++
  while (until > from && isPadding(text.charCodeAt(until - 1))) until--
  if (until - from > 1 && text.charCodeAt(from) === DOUBLE_QUOTE && text.charCodeAt(until - 1) === DOUBLE_QUOTE) return text.slice(from + 1, until - 1).trim()
  return from === 0 && until === text.length ? text : text.slice(from, until)
}

function isPadding(code: number): boolean {
  return code <= SPACE || code === BACKTICK || code === HARD_SPACE || code === WIDE_SPACE || code === BYTE_ORDER_MARK
}

/** A cell in one width: full-width digits, colons, brackets and signs become their plain forms. */
export function narrow(text: string): string {
  const clean = cleanCell(text)
  for (let at = 0; at < clean.length; at++) if (clean.charCodeAt(at) > TILDE) return clean.normalize('NFKC').replaceAll('\u2212', '-')
  return clean
}

/** A column name for comparing: one width, no spaces, no unit, no translation behind it (`交易日期[ Transaction Date ]`). */
export function columnName(text: string): string {
  const name = narrow(text).replace(/\s+/g, '')
  return name.length < SHORTEST_WITH_UNIT ? name : name.replace(TRANSLATION, '').replace(UNIT, '').replace('/元(', '(')
}

const SHORTEST_WITH_UNIT = 3
const TRANSLATION = /(?<=\p{Script=Han})\[[\x20-\x7e]+\]$/u
const UNIT = /\((?:[-+]?元|单位:?元|人民币|rmb|cny)\)$|\/元$/i

/** Exports write `/`, `-` or `--` for "nothing here". */
export function blankMark(text: string): boolean {
  return text === '' || /^[-/\\—]+$/.test(text)
}

/** The last digits of an account's number, at most four: no more of it is kept. */
export function tailOf(account: string): string {
  return /(\d{1,4})$/.exec(narrow(account).replace(/[\s\])-]+$/g, ''))?.[1] ?? ''
}
