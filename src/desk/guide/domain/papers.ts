import type { Paper, PaperKind } from '#common/document/domain'
import { analysisSheets } from './analysis-sheets.ts'
import { dueDiligenceGuide } from './due-diligence.ts'
import type { GuideOf } from './guide-of.ts'
import { maturityProcedure } from './maturity.ts'

/** The papers of a guide, each made from what is in force. */
export const GUIDES = { DUE_DILIGENCE_GUIDE: dueDiligenceGuide, ANALYSIS_SHEETS: analysisSheets, MATURITY_PROCEDURE: maturityProcedure } as const satisfies Partial<Record<PaperKind, (of: GuideOf) => Paper>>
export type GuideKind = keyof typeof GUIDES
export const GUIDE_KINDS = Object.keys(GUIDES) as [GuideKind, ...GuideKind[]]
