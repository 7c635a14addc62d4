export { type AgingFigure, type PortfolioCell, agingFigures, agingOf, portfolioOf } from './portfolio.ts'
