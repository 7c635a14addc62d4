import { test as plain } from '@playwright/test'
import { LONGEST_START_MS, type Product, startProduct } from './product.ts'

export { type CoreBank, type Product, startProduct } from './product.ts'

/** A test with a product that the tests of one worker share; `alone` with its name gives a journey that moves the business day one of its own: a worker is kept for the next file with the same options, so two of one name would share their day. What a journey changes, it changes on customers of its own. Whoever writes one lets it run against the product that stands at `WEIDAI_JOURNEY_PRODUCT`. */
export const test = plain.extend<{ baseURL: string }, { alone: string | null; product: Product }>({
  alone: [null, { option: true, scope: 'worker' }],
  product: [async ({ alone }, provide) => {
    const standing = process.env['WEIDAI_JOURNEY_PRODUCT']
    const product = standing === undefined || alone !== null ? await startProduct() : standingAt(standing)
    await provide(product)
    await product.stop()
  }, { scope: 'worker', timeout: LONGEST_START_MS * 2 }],
  baseURL: async ({ product }, provide) => provide(product.address),
})
export { expect } from '@playwright/test'

/** A product someone else started: its database is not known here. */
function standingAt(address: string): Product {
  return { address, printed: '', weidai: () => ({ code: null, said: 'the commands of a standing product are run beside it' }), coreBank: () => ({ folder: '', answer: () => ({ code: null, said: 'a standing product has a core bank of its own' }) }), stop: async () => undefined }
}
