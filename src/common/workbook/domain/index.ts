export { type Book, buildBook } from './book.ts'
export { type Cell, type Format, type Look, type Rule, Grid, letters } from './cell.ts'
export { type Located, located } from './located.ts'
