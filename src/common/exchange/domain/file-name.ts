import type { Day } from '#kernel'
import { dayIn, writeDay } from './cells.ts'
import type { FileHead } from './file.ts'
import { DAY_FORMATS, type DayFormat } from './mapping.ts'

const TOKEN = /\{(day|sequence|partner)(?::([^{}]+))?\}/g
const MOST_STARS = 2
const SPECIAL = /[.*+?^${}()|[\]\\]/g

/** The name of a file by its pattern: `{day}`, `{day:YYYY-MM-DD}`, `{sequence:4}`, `{partner}`. */
export function nameOf(pattern: string, head: FileHead): string {
  return pattern.replaceAll(TOKEN, (_, token: string, how: string | undefined) => {
    if (token === 'day') return writeDay(head.businessDay ?? '', format(how))
    if (token === 'sequence') return String(head.sequence ?? 0).padStart(Number(how ?? 0), '0')
    return String(head['partner'] ?? '')
  })
}

/** What a name says by its pattern; undefined when the file is not of this pattern. */
export function readName(pattern: string, name: string): FileHead | undefined {
  const tokens: { token: string; how: string | undefined }[] = []
  let [source, last] = ['', 0]
  for (const match of pattern.matchAll(TOKEN)) {
    source += literal(pattern.slice(last, match.index)) + shape(match[1] ?? '', match[2])
    tokens.push({ token: match[1] ?? '', how: match[2] })
    last = match.index + match[0].length
  }
  const found = new RegExp(`^${source}${literal(pattern.slice(last))}$`).exec(name)
  if (!found) return undefined
  const head: Record<string, string | number> = {}
  for (const [index, { token, how }] of tokens.entries()) {
    const text = found[index + 1] ?? ''
    const value = token === 'day' ? dayIn(text, format(how)) : token === 'sequence' ? Number(text) : text
    if (value === undefined) return undefined
    head[token === 'day' ? 'businessDay' : token] = value
  }
  return head as FileHead & { businessDay: Day }
}

/** Whether the pattern names day or sequence, and is well written. */
export function tokensOf(pattern: string): { readonly tokens: readonly string[]; readonly sound: boolean } {
  const tokens = [...pattern.matchAll(TOKEN)]
  const sound = !/[{}]/.test(pattern.replaceAll(TOKEN, '')) && !/[/\\\s]|^\.|\.\./.test(pattern.replaceAll(TOKEN, '')) && tokens.every(([, token, how]) => how === undefined || (token === 'day' ? isFormat(how) : token === 'sequence' && /^[1-9]$/.test(how)))
    && pattern.split('*').length <= MOST_STARS + 1 && new Set(tokens.map(([, token]) => token)).size === tokens.length
  return { tokens: tokens.map(([, token]) => token ?? ''), sound }
}

function literal(text: string): string {
  return text.split('*').map((part) => part.replaceAll(SPECIAL, '\\$&')).join('[^/\\\\]{0,60}')
}

function shape(token: string, how: string | undefined): string {
  if (token === 'partner') return '([A-Za-z0-9]{1,20})'
  if (token === 'sequence') return how === undefined ? '(\\d{1,9})' : `(\\d{${how},9})`
  return `(${format(how).replace('YYYY', '\\d{4}').replace('MM', '\\d{2}').replace('DD', '\\d{2}').replaceAll('.', '\\.')})`
}

function isFormat(text: string): text is DayFormat {
  return DAY_FORMATS.some((each) => each === text)
}

function format(how: string | undefined): DayFormat {
  return how !== undefined && isFormat(how) ? how : 'YYYYMMDD'
}
