export { LayoutTeacher } from './layout-teacher.tsx'
export { LayoutsPage } from './layouts-page.tsx'
