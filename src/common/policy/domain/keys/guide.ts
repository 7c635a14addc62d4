import { Post } from '#common/staff/domain'
import { key } from '../key.ts'
import { count, listOf, oneOf, row, setOf, words } from '../values.ts'

const guarantees = setOf(oneOf('CREDIT', 'PERSONAL_GUARANTEE', 'GUARANTEE_COMPANY', 'MORTGAGE', 'JOINT_LIABILITY'))
const posts = setOf(oneOf(...(Post.options as [Post, ...Post[]])))

/** What the guide of a visit asks of whoever or whatever stands behind a loan. */
export const guaranteeQuestions = key(listOf(row({ id: words, guarantees, asks: words, evidence: words })), '按担保方式须问须看的（担保方式空着表示都要）', 'S4-36 S0-46 P')

/** What is done how many days after a due day, by whom, and what shows it. */
export const overdueSteps = key(listOf(row({ fromDay: count(1, 720), guarantees, acts: words, posts, evidence: words })), '逾期处置台阶（担保方式空着表示都要）', 'S4-36 P')
