import { readFileSync } from 'node:fs'
import { CaseFile, type JudgementPack } from '#common/assessment/domain'
import { read } from '#kernel'
import { resolvePack } from '#common/policy/domain'
import { layersOfProduct, loadIndustry, loadShippedPack, shippedFiles, shippedProducts } from '#platform/packs'

/** New values by JSON pointer; `undefined` takes the place away, `-` as last part appends to a list. */
export type Changes = Readonly<Record<string, unknown>>
export type ExampleName = 'gc-01' | 'gc-02' | 'rc-01' | 'rc-01-without-gambling'

/** A case file under `examples/`, exactly as it lies there. */
export function exampleText(name: string): string {
  return readFileSync(new URL(`../examples/${name}.json`, import.meta.url), 'utf8')
}

/** An example with some places changed, read as every case file is. */
export function exampleCase(name: ExampleName, changes: Changes = {}): CaseFile {
  return read(CaseFile, withChanges(JSON.parse(exampleText(name)) as object, changes))
}

const packs = new Map<string, JudgementPack>()

/** A shipped pack with the guideline values of a trade; with changes it is a pack of its own. */
export function packFor(trade: string, changes: Changes = {}, name = 'default'): JudgementPack {
  const key = `${name} ${trade} ${JSON.stringify(changes)}`
  let pack = packs.get(key)
  if (pack === undefined) packs.set(key, pack = withChanges({ ...loadShippedPack(name), industry: loadIndustry(trade) }, changes))
  return pack
}

/** The shipped pack under a product, by the name a request has it. */
export function packForProduct(product: string, trade: string, changes: Changes = {}): JudgementPack {
  const found = shippedProducts().find(({ name }) => name === product)
  if (found === undefined) throw new Error(`no product ${product}`)
  return withChanges({ ...resolvePack(shippedFiles('default')[0]?.source ?? {}, ...layersOfProduct(found)), industry: loadIndustry(trade) }, changes)
}

/** A deep copy with the named places changed; what lies above a new place must be there. */
export function withChanges<T extends object>(of: T, changes: Changes): T {
  const copy = structuredClone(of)
  for (const [pointer, value] of Object.entries(changes)) {
    const keys = pointer.split('/').slice(1)
    const last = keys.pop() ?? ''
    const place = keys.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], copy)
    if (typeof place !== 'object' || place === null) throw new Error(`nothing lies above ${pointer}`)
    put(place as Record<string, unknown>, last, value)
  }
  return copy
}

function put(place: Record<string, unknown> | unknown[], key: string, value: unknown): void {
  if (Array.isArray(place)) {
    if (key === '-') place.push(value)
    else if (value === undefined) place.splice(Number(key), 1)
    else place[Number(key)] = value
  } else if (value === undefined) delete place[key]
  else place[key] = value
}
