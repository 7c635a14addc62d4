import { type FigureText, Sheet, buildGraph } from '#common/figures/domain'
import { type CaseFile, type JudgementPack, NO_OFFER, type Working, formulaSections, judgementGraph } from '#common/assessment/domain'

/** A case on the graph of its pack with some formulas written otherwise: to see a check fail that sound formulas never fail, or a bin at its very edge. */
export function alteredSheet(caseFile: CaseFile, pack: JudgementPack, formulas: Readonly<Record<string, string>>): Sheet<Working> {
  const { axes, algorithms, settled, figures } = judgementGraph(pack)
  for (const id of Object.keys(formulas)) if (!figures.has(id)) throw new Error(`there is no figure ${id} to alter`)
  const texts = formulaSections(pack).flatMap((section) => section.figures).map((text): FigureText => (formulas[text.id] === undefined ? text : { ...text, formula: formulas[text.id]! }))
  const working: Working = { ...caseFile, adopted: {}, offer: NO_OFFER }
  return new Sheet(buildGraph(texts, { ...axes }, { ...algorithms }, settled), working, pack)
}
