export * from './words.ts'
export * from './product.ts'
export * from './versions.ts'
export * from './fits.ts'
