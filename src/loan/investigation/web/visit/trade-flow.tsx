import type { FlowShown } from '#loan/investigation/domain'
import { Go, Icon, paths, percentText } from '#ui'
import { ACCOUNT_NAMES } from '../check-methods.ts'

/** Where the answer went: the row of the checks it makes up and how far that is from the statement, or what it still waits for. */
export function TradeFlow({ caseId, flow, isAnswered }: { caseId: string; flow: FlowShown; isAnswered: boolean }) {
  const account = (ACCOUNT_NAMES as Readonly<Record<string, string>>)[flow.account] ?? flow.account
  const target = `${flow.name}（${account}）`
  const isThere = isAnswered && flow.at !== null && flow.waits.length === 0 && flow.unfit === null
  if (isThere) {
    return (
      <p className="trade-goes trade-goes-there">
        <Icon name="check" size={12} /><Go to={`${paths.case(caseId, 'checks')}?account=${flow.account}`}>已填入检验「{target}」</Go>{flow.deviation === null ? null : <span className={flow.isBeyond ? 'trade-goes-beyond' : ''}>偏差 {percentText(flow.deviation)} %{flow.isBeyond ? '，超出容忍度' : ''}</span>}
      </p>
    )
  }
  if (flow.unfit !== null) return <p className="trade-goes trade-goes-beyond">填不进检验「{target}」：{flow.unfit}</p>
  return <p className="trade-goes"><Icon name="right" size={12} />用于检验「{target}」{isAnswered && flow.waits.length > 0 ? `，还差：${flow.waits.join('；')}` : ''}</p>
}
