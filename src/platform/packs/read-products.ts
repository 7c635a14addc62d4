import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PolicyPack, resolvePack } from '#common/policy/domain'
import { type Product, readProduct } from '#common/product/domain'
import { Refusal } from '#kernel'
import { kept } from './kept.ts'
import { formTexts, layersOfProduct } from './read-forms.ts'
import { loadShippedPack, shippedFiles } from './read-pack.ts'
import { readYaml, withLine, type WrittenYaml } from './read-yaml.ts'

const FOLDER = fileURLToPath(new URL('../../../products', import.meta.url))

let products: readonly Product[] | undefined

/** Every product that ships with the program, by brand and series. Read and checked once per process. */
export function shippedProducts(): readonly Product[] {
  if (products !== undefined) return products
  const files = readdirSync(FOLDER).filter((each) => each.endsWith('.yaml')).sort()
  const texts = files.map((each) => readFileSync(join(FOLDER, each), 'utf8'))
  products = kept(['products', ...texts, ...formTexts(), ...shippedFiles('default').map((each) => JSON.stringify(each.source))], () => inOrder(texts.map((text, i) => readProductText(text, `products/${files[i]}`))))
  return products
}

const underProduct = new Map<string, PolicyPack>()

/** A shipped pack under the shipped product a request names, laid as a bank without changes of its own has it; another name lays nothing. */
export function shippedPackFor(name: string, named: string): PolicyPack {
  const key = `${name} ${named}`
  const known = underProduct.get(key)
  if (known !== undefined) return known
  const product = shippedProducts().find((each) => each.name === named || each.code === named)
  const [base, ...over] = shippedFiles(name).map(({ source }) => source)
  const pack = product === undefined ? loadShippedPack(name) : resolvePack(base ?? {}, ...over, ...layersOfProduct(product))
  underProduct.set(key, pack)
  return pack
}

/** Reads a product somebody wrote; its policy is tried on the shipped base. A refusal names file and line. */
export function readProductText(text: string, file: string): Product {
  const yaml = readYaml(text, file)
  const product = atLine(yaml, file, () => readProduct(yaml.content))
  atLine(yaml, file, () => refuseUnsoundPolicy(product))
  return product
}

/** Refuses a product whose policy the shipped base cannot carry: an unknown key, a value out of range, a locked value loosened. */
export function refuseUnsoundPolicy(product: Product): void {
  try {
    resolvePack(shippedFiles('default')[0]?.source ?? {}, ...layersOfProduct(product))
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    const { message, at, ...rest } = cause.toJSON()
    throw new Refusal({ ...rest, message: `产品「${product.name}」：${message}`, at: `/policy${at ?? ''}`, value: cause.value }, cause.status)
  }
}

function atLine<T>(yaml: WrittenYaml, file: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof Refusal ? withLine(cause, yaml, file) : cause
  }
}

/** One code and one name each, or the catalogue does not load. */
function inOrder(read: readonly Product[]): readonly Product[] {
  for (const part of [(each: Product) => each.code, (each: Product) => each.name]) {
    const twice = read.find((each, i) => read.findIndex((other) => part(other) === part(each)) !== i)
    if (twice !== undefined) throw new Refusal({ code: 'product.twice', message: `随附产品目录里有两个「${part(twice)}」`, value: part(twice), expected: '代码与名称各不相同' })
  }
  return read
}
