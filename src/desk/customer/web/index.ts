export { CustomersPage } from './customers-page.tsx'
export { CustomerPage } from './customer-page.tsx'
