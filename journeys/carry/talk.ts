import type { CaseFile } from '#common/assessment/domain'
import { BLOCKS, type Visit, answersIn } from '#loan/investigation/domain'
import { loadIndustry } from '#platform/packs'

/** What is asked of this shop and what is said not to apply: answers given before stay, those its checks hold are given, the rest is talked over. */
export function answersOf({ questions, answers: { content } }: Pick<Visit, 'questions' | 'answers'>, { business, checks }: CaseFile, photo: string): { answers: Record<string, string>; excuses: Record<string, string> } {
  const answers: Record<string, string> = { ...answersIn(loadIndustry(business.trade).checklist, checks), ...content }
  const excuses: Record<string, string> = {}
  for (const { id, block, trade } of questions) {
    if ((answers[id] ?? '') !== '') continue
    if (trade === null) answers[id] = block === 'INDUSTRY' ? '见清单' : `${BLOCKS[block]}已问清`
    else if (trade.answer === 'TEXT') answers[id] = '已问清，见访谈记录'
    else if (trade.answer === 'YES_NO') answers[id] = '是'
    else if (trade.answer === 'PHOTO') answers[id] = photo
    else excuses[`answer.${id}`] = '本户无此项，或已由其他凭据核实'
  }
  return { answers, excuses }
}
