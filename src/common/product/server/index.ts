export { productRoutes } from './routes.ts'
export { reasonsNotOffered, refuseUnoffered } from './choice.ts'
export { proposeProduct, signProduct } from './acts.ts'
