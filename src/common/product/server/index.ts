export { productRoutes } from './routes.ts'
export { refuseUnoffered } from './choice.ts'
export { proposeProduct, signProduct } from './acts.ts'
