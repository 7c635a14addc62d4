export { DifferencesPage } from './differences-page.tsx'
export { CoreFigures } from './core-figures.tsx'
