import pg from 'pg'
import { assert } from '#kernel'

const { builtins } = pg.types
const ARRAY_OF = { int8: 1016, date: 1182, timestamptz: 1185, numeric: 1231 } as const

const TEXT_ARRAY: number = 1009
const plainArray = pg.types.getTypeParser(TEXT_ARRAY, 'text') as (text: string) => (string | null)[]

function wholeNumber(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `a bigint column holds ${text}, which a number cannot carry`)
  return value
}

/** `2025-03-14 02:05:09.123+00` → `2025-03-14T02:05:09.123Z`; sessions run in UTC, so another offset is a bug. */
function instant(text: string): string {
  assert(text.endsWith('+00'), `an instant arrived outside UTC: ${text}`)
  return `${text.slice(0, -3).replace(' ', 'T')}Z`
}

/** An instant that came inside JSON, written as the others: `2025-03-14T02:05:09.123+00:00` → `2025-03-14T02:05:09.123Z`. */
export function instantOf(json: string): string {
  assert(json.endsWith('+00:00'), `an instant arrived outside UTC: ${json}`)
  return `${json.slice(0, -'+00:00'.length)}Z`
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
