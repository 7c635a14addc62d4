import { READS_CASES } from '#common/staff/domain'
import { CloseDifference, CoreFigures, DifferenceClosed, DifferenceList, DifferenceQuestion, DifferenceRef, KeepProduct, NoteOfCore, ProductRef, ProductsKept } from '#loan/servicing/domain'
import { type Route, route } from '#platform/http'
import { readNote } from '../note-at-hand.ts'
import { changeProduct, listProducts } from './products.ts'
import { readCoreFigures } from './read-core-figures.ts'
import { closeDifference, listDifferences } from './read-differences.ts'

/** Differences between our figures and those of the core bank. */
export function mirrorRoutes(): Route[] {
  return [
    route({
      act: 'servicing.differences', says: '核心对账差异清单', method: 'GET', path: '/api/core-differences', may: 'debit.read', query: DifferenceQuestion, answer: DifferenceList,
      handle: ({ query, staff, businessDate, inBank }) => inBank((tx) => listDifferences(tx, staff, query, businessDate)),
    }),
    route({
      act: 'servicing.close-difference', says: '说明一项核心对账差异为何可以保留', method: 'POST', path: '/api/core-differences/:differenceId/closing', may: 'mirror.handle', params: DifferenceRef, body: CloseDifference, answer: DifferenceClosed,
      handle: ({ params, body, staff, businessDate: on, now, inBank }) => inBank((tx) => closeDifference(tx, { staff, on, now }, params.differenceId, body)),
    }),
    route({ act: 'servicing.products', says: '产品由谁记账、与核心如何往来', method: 'GET', path: '/api/products/keeping', may: 'debit.read', answer: ProductsKept, handle: ({ inBank }) => inBank(async (tx) => ({ products: await listProducts(tx) })) }),
    route({
      act: 'servicing.keep-product', says: '设定产品由谁记账、与核心如何往来', method: 'PUT', path: '/api/products/:productCode/keeping', may: 'product.keep', params: ProductRef, body: KeepProduct, answer: ProductsKept,
      handle: ({ params, body, staff, businessDate: on, inBank }) => inBank((tx) => changeProduct(tx, { staff, on }, params.productCode, body)),
    }),
    route({
      act: 'servicing.core-figures', says: '借据的预期数与核心数', method: 'GET', path: '/api/notes/:noteId/core-figures', may: READS_CASES, params: NoteOfCore, answer: CoreFigures,
      handle: ({ params, staff, businessDate, inBank }) => inBank(async (tx) => {
        await readNote(tx, staff, params.noteId, businessDate)
        return readCoreFigures(tx, params.noteId, businessDate)
      }),
    }),
  ]
}
