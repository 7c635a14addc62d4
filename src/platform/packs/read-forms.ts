import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type PackSource, idsOf, part } from '#common/policy/domain'
import { type Product, policyOf } from '#common/product/domain'
import { shippedFiles } from './read-pack.ts'
import { readYaml } from './read-yaml.ts'

const forms = new Map<string, PackSource>()

/** What a product lays over the pack: what its form of investigation asks of every product, then what is its own. */
export function layersOfProduct(product: Product): readonly PackSource[] {
  if (product.kind !== 'LOAN') return []
  const form = formLayer(product.form)
  return [form, accepted(product), wholeCard(policyOf(product), cardIds(shippedFiles('default')[0]?.source ?? {}, form))]
}

/** The guarantees a product is lent on; one that names none leaves those of the pack. */
function accepted({ guarantees }: Extract<Product, { kind: 'LOAN' }>): PackSource {
  return guarantees.length === 0 ? {} : { admission: { guarantees: [...guarantees] } }
}

/** A card that a product brings is a whole one: indicators below it that it does not name are none of its own. */
function wholeCard(layer: PackSource, below: readonly string[]): PackSource {
  const card = layer['scorecard']
  const indicators = part(card, 'indicators')
  if (typeof card !== 'object' || typeof indicators !== 'object' || indicators === null) return layer
  return { ...layer, scorecard: { ...card, indicators: { ...Object.fromEntries(below.map((id) => [id, null])), ...indicators } } }
}

function cardIds(...layers: readonly PackSource[]): readonly string[] {
  return layers.flatMap((layer) => idsOf(part(layer['scorecard'], 'indicators')))
}

const FOLDER = fileURLToPath(new URL('../../../policies/forms/', import.meta.url))

/** The layers of all forms as written: what was read of them holds as long as these do. */
export function formTexts(): readonly string[] {
  return readdirSync(FOLDER).toSorted().map((each) => readFileSync(`${FOLDER}${each}`, 'utf8'))
}

/** The layer of a form; one without a file asks nothing beside the pack. Read once per process. */
function formLayer(form: string): PackSource {
  const known = forms.get(form)
  if (known !== undefined) return known
  const file = `policies/forms/${form}.yaml`
  const path = `${FOLDER}${form}.yaml`
  const source = existsSync(path) ? (readYaml(readFileSync(path, 'utf8'), file).content as PackSource) : {}
  forms.set(form, source)
  return source
}
