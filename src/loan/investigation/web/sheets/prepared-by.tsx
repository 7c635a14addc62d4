import { clockDay, clockTime } from '#ui'
import { useOpenCase } from '../session-context.ts'

/** Who drew the statements up: an officer, from what he saw; papers of the customer are evidence only [S4-19]. */
export function PreparedBy() {
  const { preparedBy } = useOpenCase()
  return <p className="small muted">本表由客户经理 {preparedBy.name} 自行编制，最后修改 {clockDay(preparedBy.at)} {clockTime(preparedBy.at)}；客户提供的报表只作凭据，不直接采用。按实地眼见、审慎保守取值：资产取低，负债与支出取高。</p>
}
