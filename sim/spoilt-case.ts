import { Refusal } from '#kernel'
import { judge } from '../src/app/cli/assess.ts'
import { exampleText } from './cases.ts'
import type { Chance } from './chance.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
/** What may come of a spoilt case file: REFUSED, or EITHER refused or judged. */
export type Fate = 'REFUSED' | 'EITHER'
export interface Spoilt {
  readonly how: string
  readonly text: string
  readonly fate: Fate
}

const EXAMPLES = ['gc-01', 'rc-01', 'rc-01-without-gambling'].map((name) => exampleText(name))
const MEGABYTES_10 = 10 * 1024 * 1024
const BAD_DAYS = ['2025-02-30', '2025-13-01', '2025-00-10', '2025-1-1', '20250312', '2025/03/12', '昨天', '', '9999-12-31', '0001-01-01', '2025-03-12T00:00:00Z', '2025-02-29', ' 2025-03-12', '２０２５-03-12']
const BAD_NUMBERS = ['NaN', 'Infinity', '-Infinity', '1e5', '0x10', '1,000', '１２', '', ' 1', '1.', '.5', '--1', '1/3', '0.1234567890123', '½', 'null', '一百']
const HUGE = [1e13, Number.MAX_SAFE_INTEGER, 2 ** 53 + 2, 1e100, 1.7976931348623157e308, -1e13]

/** Ways to spoil a case file; each gets the parsed file and the places a value stands at. */
const WAYS: Readonly<Record<string, (given: { file: Json; text: string; places: readonly Place[]; chance: Chance }) => { text: string; fate: Fate } | null>> = {
  'another type': ({ file, places, chance }) => at(file, chance.pick(places), ({ value }) => chance.pick<Json>([{}, [], true, 'x', 1, null, [[]], { a: 1 }].filter((other) => typeof other !== typeof value || other === null)), 'EITHER'),
  'a huge number': ({ file, places, chance }) => at(file, numberPlace(places, chance), () => chance.pick(HUGE), 'REFUSED'),
  'a number with a fraction': ({ file, places, chance }) => at(file, numberPlace(places, chance), () => chance.pick([0.5, 1.1, 1e-9, -0.1]), 'REFUSED'),
  'a negative amount': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ key, value }) => key.endsWith('Fen') && typeof value === 'number')), () => -chance.whole(1, 1_000_000), 'EITHER'),
  'the largest amount': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ key, value }) => key.endsWith('Fen') && typeof value === 'number')), () => 1e12, 'EITHER'),
  'every amount the largest': ({ file, places }) => ({ text: JSON.stringify(changedAt(file, places.filter(({ key, value }) => key.endsWith('Fen') && typeof value === 'number'), () => 1e12)), fate: 'EITHER' }),
  'a number as text': ({ file, places, chance }) => at(file, numberPlace(places, chance), ({ value }) => String(value as number), 'REFUSED'),
  'text that is no number': ({ file, places, chance }) => at(file, decimalPlace(places, chance), () => chance.pick(BAD_NUMBERS), 'REFUSED'),
  'the least and the largest rate': ({ file, places, chance }) => at(file, decimalPlace(places, chance), () => chance.pick(['0.000000000001', '0.999999999999', '0', '1', '10', '-1', '-99', '9999', '999999999.999']), 'EITHER'),
  'a rate as number': ({ file, places, chance }) => at(file, decimalPlace(places, chance), ({ value }) => Number(value), 'REFUSED'),
  'a day that is none': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ value }) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)).filter(({ key }) => key !== 'takenAt')), () => chance.pick(BAD_DAYS), 'REFUSED'),
  'a day far away': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ key, value }) => key !== 'takenAt' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))), () => chance.pick(['1900-01-01', '2199-12-31', '2024-02-29', '2025-03-11']), 'EITHER'),
  'a key missing': ({ file, places, chance }) => at(file, chance.pick(places), () => undefined, 'EITHER'),
  'a key too many': ({ file, places, chance }) => ({ text: JSON.stringify(changedAt(file, [chance.pick(places.filter(({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value)))], ({ value }) => ({ ...(value as object), [chance.pick(['amount', 'constructor', 'toString', 'hasOwnProperty', '', '金额', 'a/b', 'a~b'])]: 1 }))), fate: 'REFUSED' }),
  'a prototype': ({ text, chance }) => {
    const braces = [...text.matchAll(/\{(?=\s*")/g)].map(({ index }) => index)
    const brace = chance.pick(braces)
    return { text: `${text.slice(0, brace + 1)}"__proto__": ${chance.pick(['{"amountFen": 1}', 'null', '[]', '1'])},${text.slice(brace + 1)}`, fate: 'REFUSED' }
  },
  'deep nesting': ({ text, file, places, chance }) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const marked = JSON.stringify(changedAt(file, [chance.pick(places)], () => '@deep@'))
    return { text: marked.includes('"@deep@"') ? marked.replace('"@deep@"', deep) : text.replace(/^\{/, `{"deep": ${deep},`), fate: 'REFUSED' }
  },
  'an evidence id twice': ({ file, chance }) => {
    const copy = structuredClone(file) as { evidence: { id: string }[] }
    const twin = { ...chance.pick(copy.evidence) }
    copy.evidence.splice(chance.whole(0, copy.evidence.length), 0, twin)
    return { text: JSON.stringify(copy), fate: 'REFUSED' }
  },
  'a text of 10 MB': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ value }) => typeof value === 'string')), () => {
    const letter = chance.pick(['x', '9', '长', '"', '\u0000'])
    return letter.repeat(MEGABYTES_10 / (JSON.stringify(letter).length - 2))
  }, 'REFUSED'),
  'a list without end': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ value }) => Array.isArray(value))), ({ value }) => {
    const row = (value as Json[])[0] ?? 0
    return Array.from({ length: Math.ceil(MEGABYTES_10 / (JSON.stringify(row).length + 1)) }, () => row)
  }, 'REFUSED'),
  'every list full': ({ file }) => ({ text: JSON.stringify(repeated(file, 40)), fate: 'EITHER' }),
  'lists empty': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ value }) => Array.isArray(value))), () => [], 'EITHER'),
  'a word of another list': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ value }) => typeof value === 'string' && /^[A-Z][A-Z_0-9]{2,}$/.test(value))), () => chance.pick(['MARRIED', 'X99', 'X01', 'FR99', 'NONE', 'CREDIT', 'normal', '']), 'EITHER'),
  'a trade without a pack': ({ file, chance }) => ({ text: JSON.stringify(changedAt(file, [{ path: ['business', 'trade'], key: 'trade', value: '' }], () => chance.pick(['mining', '../default', 'fmcg-wholesale ', '__proto__', 'constructor']))), fate: 'REFUSED' }),
  'no object at all': ({ chance }) => ({ text: chance.pick(['null', '1', '"text"', 'true', '{}', '[[]]', '{"format":"weidai-case/2"}']), fate: 'REFUSED' }),
  'odd characters in a name': ({ file, places, chance }) => at(file, chance.pick(places.filter(({ key }) => ['label', 'name', 'who', 'says', 'title'].includes(key))), () => chance.pick(['\ud800', '\u202e反', '\u0000', '𠮷'.repeat(300), '<script>alert(1)</script>', "'; drop table", '{policy.limit.payRatio}', '%s%n']), 'EITHER'),
  'two changes at once': ({ file, places, chance }) => at((JSON.parse(at(file, chance.pick(places), () => chance.pick<Json>([null, 0, '', [], {}]), 'EITHER').text) as Json), chance.pick(places.filter(({ path }) => path.length === 1)), () => chance.pick<Json>([null, 0, '', [], {}]), 'EITHER'),
}

export const WAYS_TO_SPOIL: readonly string[] = Object.keys(WAYS)

interface Place {
  readonly path: readonly string[]
  readonly key: string
  readonly value: Json
}

/** The n-th spoilt case file: every way comes up, at a random place of a random example. */
export function spoiltCase(number: number, chance: Chance): Spoilt {
  for (let skip = 0; ; skip++) {
    const how = WAYS_TO_SPOIL[(number + skip) % WAYS_TO_SPOIL.length]!
    const text = chance.pick(EXAMPLES)
    const file = JSON.parse(text) as Json
    const spoilt = WAYS[how]!({ file, text, places: [...placesOf(file, [])], chance })
    if (spoilt !== null) return { how, ...spoilt }
  }
}

/** What is wrong with how a spoilt case file was answered; null when all is well. */
export function faultOfAnswer({ text, fate }: Spoilt): string | null {
  // Processor time: how long others on the machine made it wait says nothing about the answer.
  const before = process.cpuUsage()
  const answer = answerTo(text)
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  if (ms > 1000) return `took ${Math.round(ms)} ms of the processor`
  if (answer instanceof Refusal) return faultOfRefusal(answer)
  if (answer instanceof Error) return `no refusal: ${answer.stack ?? answer.message}`
  if (fate === 'REFUSED') return 'was judged'
  return faultOfJudgement(answer as Judged)
}

function answerTo(text: string): unknown {
  try {
    return judge(JSON.parse(text), 'default')
  } catch (error) {
    return error
  }
}

/** A refusal names the place, quotes the value and says in Chinese what is wrong and what would be right. */
function faultOfRefusal(refusal: Refusal): string | null {
  const told = refusal.toJSON()
  const says = JSON.stringify(told)
  if (says.length > 100_000) return `carries ${says.length} characters back`
  if (!/\p{Script=Han}/u.test(told.message)) return `is not said in Chinese: ${says}`
  if (told.at === undefined || (told.at !== '' && !told.at.startsWith('/'))) return `names no place: ${says}`
  return told.expected === undefined || told.expected === '' ? `says not what is expected: ${says}` : null
}

interface Judged { readonly decision: string; readonly limit: { readonly amountFen: number; readonly caps: Readonly<Record<string, number>> } | null; readonly statements: Readonly<Record<string, unknown>> }

function faultOfJudgement(judged: Judged): string | null {
  if (!['PROPOSE', 'REFER', 'REJECT', 'INCOMPLETE'].includes(judged.decision)) return `decides ${judged.decision}`
  const amounts = [judged.limit?.amountFen ?? 0, ...Object.values(judged.limit?.caps ?? {}), ...Object.values(judged.statements).filter((value): value is number => typeof value === 'number')]
  return amounts.every(Number.isSafeInteger) && (judged.limit?.amountFen ?? 0) >= 0 ? null : `holds ${amounts.join(' ')}`
}

function* placesOf(value: Json, path: readonly string[]): Generator<Place> {
  if (path.length > 0) yield { path, key: path.findLast((part) => !/^\d+$/.test(part)) ?? '', value }
  if (typeof value === 'object' && value !== null) for (const [key, child] of Object.entries(value)) yield* placesOf(child, [...path, key])
}

function numberPlace(places: readonly Place[], chance: Chance): Place {
  return chance.pick(places.filter(({ value }) => typeof value === 'number'))
}

function decimalPlace(places: readonly Place[], chance: Chance): Place {
  return chance.pick(places.filter(({ value }) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)))
}

function at(file: Json, place: Place, change: (place: Place) => Json | undefined, fate: Fate): { text: string; fate: Fate } {
  return { text: JSON.stringify(changedAt(file, [place], change)), fate }
}

function changedAt(file: Json, places: readonly Place[], change: (place: Place) => Json | undefined): Json {
  const copy = structuredClone(file)
  for (const place of places) {
    const above = place.path.slice(0, -1).reduce<Json | undefined>((at, key) => (at as { [key: string]: Json } | undefined)?.[key], copy) as { [key: string]: Json } | undefined
    const to = change(place)
    if (above === undefined) continue
    if (to === undefined) delete above[place.path.at(-1)!]
    else above[place.path.at(-1)!] = to
  }
  return copy
}

/** Every list `times` as long, as far as a case may hold it: many rows, all of them sound but for ids. */
function repeated(value: Json, times: number, key = ''): Json {
  if (Array.isArray(value)) return key === 'monthlyFen' || key === 'evidence' || key === 'samples' || key === 'voices' ? value : Array.from({ length: times }, () => value.map((each) => repeated(each, 1))).flat().slice(0, 50)
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([field, each]) => [field, repeated(each, times, field)])) : value
}
