export { ensureChart } from './chart.ts'
export { postVoucher, postVouchers, reverseVoucher } from './post.ts'
