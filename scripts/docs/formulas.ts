import { formulaSections, judgementGraph, namerFor } from '#common/assessment/domain'
import { type Figure, type Unit, formulaInWords } from '#common/figures/domain'
import { loadShippedPack } from '#platform/packs'

const UNITS: Readonly<Record<Unit, string>> = { FEN: 'fen 分', RATE: 'share %', RATIO: 'ratio', DAYS: 'days 天', MONTHS: 'months 月', COUNT: 'count', POINTS: 'points 分值', TRUTH: 'yes/no', WORD: 'word' }
const HEAD = `# Formulas

Every figure of a judgement: balance sheet, income, checks, limit, score, price. This page is written from the formulas themselves (\`node scripts/docs/main.ts\`, with the shipped pack \`default\`); screen, server, command line and "where from" read the same ones. A figure in fen is rounded half-up to the fen at its own node, everything else stays exact.

Reading a formula: bare names are figures, \`in.…\` is the case file ([case-file.md](case-file.md)), \`policy.…\` the pack ([policy.md](policy.md)), \`.…\` a field of the row the figure stands in, \`k\` the month or row. \`when(c, a)\` is unknown unless c holds, \`given(a, b)\` the first that is known, \`least\`/\`greatest\` pass over what is unknown, \`previous\` is the instance before. What is unknown stays unknown through + − × ÷ and comparisons; sums and extremes over rows pass over it. Score, matrix and hard rules are tables of the pack, so their formulas differ from pack to pack.
`

/** docs/formulas.md as the formulas have it. */
export function formulasPage(): string {
  const pack = loadShippedPack('default')
  const graph = judgementGraph(pack)
  const namer = namerFor(graph)
  const sections = formulaSections(pack).map(({ title, figures }) => {
    const rows = figures.map(({ id }) => row(graph.figures.get(id)!, namer))
    return [`## ${title}`, '', '| Figure | 名称 | Unit | 公式 | Formula | Source |', '| --- | --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
  })
  return [HEAD, ...sections].join('\n')
}

function row(figure: Figure, namer: Parameters<typeof formulaInWords>[1]): string {
  const unit = `${UNITS[figure.unit]}${figure.exact === true ? ', exact' : ''}${figure.over === undefined ? '' : `, by ${namer.list(figure.over)}`}`
  return `| ${[`\`${figure.id}\``, figure.name, unit, formulaInWords(figure.expr, namer), `\`${figure.formula}\``, figure.source].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
