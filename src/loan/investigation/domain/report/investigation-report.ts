import { type Assessment, type CaseFile, Judgement, type JudgementPack } from '#common/assessment/domain'
import type { Paper } from '#common/document/domain'
import { conclusionBlocks, riskBlocks } from './conclusion.ts'
import { checkBlocks, flagBlocks, softBlocks } from './findings.ts'
import { limitBlocks, planBlocks, scheduleBlocks } from './judgement-blocks.ts'
import { headBlocks, historyBlocks, requestBlocks } from './opening.ts'
import { type ReportOf, Reporter } from './reporter.ts'
import { balanceBlocks, equityBlocks, incomeBlocks, pastCashBlocks } from './statements.ts'

/** The case as it was judged: the submitted file, the policy it was judged by, and what judgement said. */
export interface JudgedCase {
  readonly caseFile: CaseFile
  readonly pack: JudgementPack
  readonly assessment: Assessment
  readonly about: ReportOf
}

/** 调查报告: the submitted version from request to proposal, each figure with the mark of the evidence or formula it comes from. */
export function investigationReport({ caseFile, pack, assessment, about }: JudgedCase): Paper {
  const reporter = new Reporter(new Judgement(caseFile, pack), caseFile, about)
  const blocks = [
    ...headBlocks(reporter), ...requestBlocks(reporter), ...historyBlocks(reporter),
    ...balanceBlocks(reporter), ...incomeBlocks(reporter), ...equityBlocks(reporter), ...pastCashBlocks(reporter),
    ...checkBlocks(reporter, assessment), ...softBlocks(reporter), ...flagBlocks(reporter, assessment),
    ...limitBlocks(reporter, assessment), ...scheduleBlocks(reporter, assessment), ...planBlocks(reporter, assessment),
    ...riskBlocks(reporter, assessment), ...conclusionBlocks(reporter, assessment),
  ]
  return { title: '贷款调查报告', subtitle: `${caseFile.applicant.name}　${caseFile.business.name}　${about.number}`, blocks, references: reporter.references }
}
