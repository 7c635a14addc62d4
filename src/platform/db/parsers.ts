import pg from 'pg'
import { assert } from '#kernel'

const { builtins } = pg.types
const ARRAY_OF = { int8: 1016, date: 1182, timestamptz: 1185, numeric: 1231 } as const

const TEXT_ARRAY: number = 1009
const MILLIS = 3
const MICROS = 6
const plainArray = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (text: string) => (string | null)[]

function wholeNumber(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `a bigint column holds ${text}, which a number cannot carry`)
  return value
}

/** `2025-03-14 02:05:09.12+00` → `2025-03-14T02:05:09.120Z`; sessions run in UTC, so another offset is a bug. */
function instant(text: string): string {
  assert(text.endsWith('+00'), `an instant arrived outside UTC: ${text}`)
  return written(text.slice(0, -3).replace(' ', 'T'))
}

/** An instant that came inside JSON, written as the others: `2025-03-14T02:05:09.12+00:00` → `2025-03-14T02:05:09.120Z`. */
export function instantOf(json: string): string {
  assert(json.endsWith('+00:00'), `an instant arrived outside UTC: ${json}`)
  return written(json.slice(0, -'+00:00'.length))
}

/** The database drops the noughts at the end of a second; with them back, instants of the program compare as text: `09.120Z` before `09.127Z`. */
function written(withoutZone: string): string {
  const [seconds = '', parts = ''] = withoutZone.split('.')
  return `${seconds}.${parts.padEnd(parts.length <= MILLIS ? MILLIS : MICROS, '0')}Z`
}

const each = (parse: (text: string) => unknown) => (text: string) => plainArray(text).map((item) => (item === null ? null : parse(item)))
const asText = (text: string): string => text

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [builtins.INT8, wholeNumber],
  [builtins.DATE, asText],
  [builtins.TIMESTAMPTZ, instant],
  [builtins.NUMERIC, asText],
  [ARRAY_OF.int8, each(wholeNumber)],
  [ARRAY_OF.date, each(asText)],
  [ARRAY_OF.timestamptz, each(instant)],
  [ARRAY_OF.numeric, each(asText)],
])

/** How column values become TypeScript values: bigint → safe integer, date → text, instant → ISO text, numeric → exact text. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    return PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)
  },
}
