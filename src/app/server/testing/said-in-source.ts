import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** A text of a refusal as it stands in the source; what is filled in when it is said is `…`. */
export interface Said { readonly place: string; readonly what: 'message' | 'expected' | 'at'; readonly text: string }

const TEXT = /\b(message|expected|at): (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g
/** What an administrator reads when the house starts, what a program reads that speaks to us, and names of formats of other houses. */
const NOT_ON_SCREEN = /^platform\/(tls|db|files|http|packs)\/|^app\/|exchange\/domain\/(xml|shipped)\/|exchange\/server\/http-port/
const TITLED = /(\w+): [^\n]*?\.meta\(\{ title: '/g

/** The lines of every room that answers people: no tests, no screens, no command line. */
function lines(): { readonly place: string; readonly line: string }[] {
  return globSync('**/*.ts', { cwd: ROOT }).filter((file) => !/\.test\.ts$|\/testing\/|\/web\/|\/cli\/|\/demonstration\//.test(file))
    .flatMap((file) => readFileSync(`${ROOT}/${file}`, 'utf8').split('\n').map((line, index) => ({ place: `${file}:${index + 1}`, line })))
}

/** Every literal message, expectation and place of a refusal, and the fields to which schemas give a name. */
export function saidInSource(): { said: Said[]; titled: ReadonlySet<string> } {
  const all = lines()
  const said = all.filter(({ place }) => !NOT_ON_SCREEN.test(place)).flatMap(({ place, line }) => (/Refusal\(|code: '/.test(line) ? [...line.matchAll(TEXT)].map(([, what, plain, template]) => ({ place, what: what as Said['what'], text: plain ?? (template ?? '').replaceAll(/\$\{[^}]*\}/g, '…') })).filter(({ text }) => !/\$\{|[=}]/.test(text)) : []))
  return { said, titled: new Set(all.flatMap(({ line }) => [...line.matchAll(TITLED)].map(([, key = '']) => key))) }
}
