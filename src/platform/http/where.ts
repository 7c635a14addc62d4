import { pointerName } from '#common/assessment/domain'
import { pathOf, placeName } from '#kernel'
import type { Route } from './route.ts'

/** The parts of a request a refusal may speak of. */
export type Asks = Pick<Route, 'params' | 'query' | 'body'>

/** Places of which refusals speak though no request names them so: parts of a stored thing, of a file, of what an act rests on. */
const WORDS: Readonly<Record<string, string>> = {
  file: '文件', rows: '数据行', mapping: '版式', policy: '政策包', body: '内容',
}

/** Places that are no field of any screen: the sentence alone says what happened. */
const UNSEEN: ReadonlySet<string> = new Set(['header', 'rowVersion'])

/** A place of a request in the words of a person; empty where nobody can name it, for an internal name helps nobody. */
export function whereOf(asks: Asks | undefined, at: string): string {
  const [first, ...rest] = pathOf(at)
  if (first === undefined || UNSEEN.has(first)) return ''
  switch (first) {
    case 'path': return placeName(asks?.params, rest, wordOf)
    case 'query': return placeName(asks?.query, rest, wordOf)
    default: return placeName(asks?.body, [first, ...rest], wordOf)
  }
}

function wordOf(key: string): string | undefined {
  if (Object.hasOwn(WORDS, key)) return WORDS[key]
  const name = pointerName(`/${key}`)
  return /\p{Script=Han}/u.test(name) ? name : undefined
}
