export { ClassesPage } from './classes-page.tsx'
export { ClassPanel } from './class-panel.tsx'
export { QualityPage } from './quality-page.tsx'
export { FiguresPage } from './figures-page.tsx'
