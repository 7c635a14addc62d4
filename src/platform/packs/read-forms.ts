import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PackSource } from '#common/policy/domain'
import { type Product, policyOf } from '#common/product/domain'
import { readYaml } from './read-yaml.ts'

const forms = new Map<string, PackSource>()

/** What a product lays over the pack: what its form of investigation asks of every product, then what is its own. */
export function layersOfProduct(product: Product): readonly PackSource[] {
  return product.kind === 'LOAN' ? [formLayer(product.form), policyOf(product)] : []
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
