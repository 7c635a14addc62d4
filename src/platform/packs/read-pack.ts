import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { METHOD_INPUTS } from '#common/assessment/domain'
import { readIndustry, resolvePack, type IndustryPack, type PackSource, type PolicyPack } from '#common/policy/domain'
import { Refusal } from '#kernel'
import { kept } from './kept.ts'
import { readYaml, withLine, type WrittenYaml } from './read-yaml.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** What stands at the head of a pack file. */
export interface PackHead {
  readonly id: string
  readonly name: string
  readonly version: string
  /** The pack it lies over; absent in the base. */
  readonly inherits?: string
}

/** A pack file as written. */
export interface PackFile {
  readonly head: PackHead
  readonly source: PackSource
}

const packs = new Map<string, PolicyPack>()
const files = new Map<string, readonly PackFile[]>()
const industries = new Map<string, IndustryPack>()

/** Names of the packs that ship with the program, the base first. */
export function shippedPackNames(): string[] {
  const names = readdirSync(join(ROOT, 'policies')).filter((each) => each.endsWith('.yaml')).map((each) => each.slice(0, -5)).sort()
  return ['default', ...names.filter((each) => each !== 'default')]
}

/** A shipped pack, laid over what it inherits. Refuses (`policy.unknown-pack`) another name. Read once per process. */
export function loadShippedPack(name: string): PolicyPack {
  const known = packs.get(name)
  if (known) return known
  const pack = kept([name, ...shippedPackNames().map((each) => textOf('policies', each))], () => {
    const chain = shippedChain(name)
    const [base, ...overlays] = chain.map((each) => each.file.source)
    return withLines(chain.map((each) => each.yaml).at(-1), `policies/${name}.yaml`, () => resolvePack(base ?? {}, ...overlays))
  })
  packs.set(name, pack)
  return pack
}

/** The shipped files a name stands on, the base first. Read once per process. */
export function shippedFiles(name: string): readonly PackFile[] {
  const known = files.get(name) ?? shippedChain(name).map((each) => each.file)
  files.set(name, known)
  return known
}

/** An industry pack that ships with the program, by its code. Refuses (`industry.unknown`) another. Read once per process. */
export function loadIndustry(code: string): IndustryPack {
  const known = industries.get(code)
  if (known) return known
  if (!shippedIndustryCodes().includes(code)) throw new Refusal({ code: 'industry.unknown', message: `没有行业包「${code.slice(0, 40)}」`, value: code, expected: shippedTradesSaid() }, 404)
  const text = textOf('industries', code)
  const pack = kept([text], () => {
    const yaml = readYaml(text, `industries/${code}.yaml`)
    return withLines(yaml, `industries/${code}.yaml`, () => readIndustry(yaml.content, METHOD_INPUTS))
  })
  industries.set(code, pack)
  return pack
}

/** Codes of the industry packs that ship with the program. */
export function shippedIndustryCodes(): string[] {
  return readdirSync(join(ROOT, 'industries')).filter((each) => each.endsWith('.yaml')).map((each) => each.slice(0, -5)).sort()
}

/** The trades that ship, as a refusal names them: `快消品批发（fmcg-wholesale）、…`. */
export function shippedTradesSaid(): string {
  return shippedIndustryCodes().map((code) => `${loadIndustry(code).name}（${code}）`).join('、')
}

/** Reads pack text somebody handed in: heading checked, values not yet. */
export function readPackText(text: string, file: string): PackFile {
  return packFile(readYaml(text, file), file)
}

function shippedChain(name: string): { file: PackFile; yaml: WrittenYaml }[] {
  if (!shippedPackNames().includes(name)) throw new Refusal({ code: 'policy.unknown-pack', message: `没有政策包「${name.slice(0, 40)}」`, value: name, expected: shippedPackNames().join('、') }, 404)
  const path = `policies/${name}.yaml`
  const yaml = readYaml(textOf('policies', name), path)
  const file = packFile(yaml, path)
  return [...(file.head.inherits === undefined ? [] : shippedChain(file.head.inherits)), { file, yaml }]
}

function textOf(folder: string, name: string): string {
  return readFileSync(join(ROOT, folder, `${name}.yaml`), 'utf8')
}

function packFile(yaml: WrittenYaml, file: string): PackFile {
  const { content } = yaml
  const head = typeof content === 'object' && content !== null ? Reflect.get(content, 'pack') : undefined
  const text = (key: string): string | undefined => {
    const value: unknown = typeof head === 'object' && head !== null ? Reflect.get(head, key) : undefined
    return typeof value === 'string' ? value : undefined
  }
  const [id, name, version, inherits] = [text('id'), text('name'), text('version'), text('inherits')]
  if (id === undefined || name === undefined || version === undefined) {
    throw new Refusal({ code: 'policy.heading', message: `${file} 第 ${yaml.lineOf('/pack')} 行缺少政策包抬头`, at: '/pack', value: head, expected: 'pack: { id, name, version, inherits }，均为文字' })
  }
  return { head: { id, name, version, ...(inherits === undefined ? {} : { inherits }) }, source: content as PackSource }
}

/** A refusal about a value gets the file and line the value stands on. */
function withLines<T>(yaml: WrittenYaml | undefined, file: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof Refusal) || yaml === undefined) throw cause
    throw withLine(cause, yaml, file)
  }
}
