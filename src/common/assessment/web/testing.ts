import { parseDocument, visit } from 'yaml'
import { CaseFile, type JudgementPack, METHOD_INPUTS } from '#common/assessment/domain'
import { type PackSource, readIndustry, resolvePack } from '#common/policy/domain'
import gc01Text from '../../../../examples/gc-01.json?raw'
import industryText from '../../../../industries/fmcg-wholesale.yaml?raw'
import policyText from '../../../../policies/default.yaml?raw'

/** The golden case and the policy it is judged by, as the shipped files have them. */
export const gc01: CaseFile = CaseFile.parse(JSON.parse(gc01Text))
export const defaultPack: JudgementPack = { ...resolvePack(written(policyText) as PackSource), industry: readIndustry(written(industryText), METHOD_INPUTS) }

/** Rates stay the text that was written. */
function written(text: string): unknown {
  const document = parseDocument(text)
  visit(document, { Scalar: (_, node) => { if (typeof node.value === 'number' && !Number.isInteger(node.value)) node.value = node.source } })
  return document.toJS() as unknown
}
