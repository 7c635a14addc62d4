export { loadIndustry, loadShippedPack, readPackText, shippedFiles, shippedIndustryCodes, shippedPackNames } from './read-pack.ts'
export { readKeys } from './read-keys.ts'
export { readProductText, refuseUnsoundPolicy, shippedProducts } from './read-products.ts'
export { readYaml, withLine, type WrittenYaml } from './read-yaml.ts'
