export { published, publishedCalendar } from './published.ts'
