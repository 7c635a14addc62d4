import { DECISION_NAMES, JOINED_BY_NAMES, type XRayReport, nameOf, percent, placeOf } from '#desk/x-ray/domain'
import { Drawer, Facts, Money } from '#ui'
import { fen } from '#kernel'

const TRANSFERS = { EXCLUDED: '已剔除', NONE: '没有', COUNTED: '算作销售', UNKNOWN: '看不出' } as const
const yesNo = (value: boolean | null, yes: string, no: string): string => (value === null ? '看不出' : value ? yes : no)

/** One case: what its file says, what the policy makes of it, what was found. */
export function CaseDrawer({ report, one: { case: seen, loan, joinedBy, lentFen, findings }, onClose }: { report: XRayReport; one: XRayReport['cases'][number]; onClose: () => void }) {
  const { judged } = seen
  const saidOf = (id: string) => report.findings.find((each) => each.id === id)
  return (
    <Drawer title={seen.customer.name} open onClose={onClose}>
      <div className="stack">
        <Facts facts={[['文件', placeOf(seen)], ['编号', seen.number], ['手机', seen.customer.phone], ['担保人', seen.guarantors.map(({ name, phone }) => (phone === null ? name : `${name} ${phone}`)).join('、') || '没有'], ['放款金额', <Money key="lent" fen={lentFen === null ? null : fen(lentFen)} />], ['贷款清单', loan === null ? '没有对上' : `第 ${loan.row} 行，按${JOINED_BY_NAMES[joinedBy!]}；逾期 ${loan.daysOverdue} 天`]]} />
        {findings.length === 0 ? <p>没有发现问题。</p> : <ul className="x-ray-told">{findings.map((id) => <li key={id}><b>{saidOf(id)?.name}</b> {saidOf(id)?.cases.find(({ key }) => key === seen.key)?.says}</li>)}</ul>}
        <Facts facts={[['权益偏差', seen.equityDeviation === null ? '看不出' : percent(seen.equityDeviation)], ['本人互转', TRANSFERS[seen.ownTransfers]], ['流水', yesNo(seen.cashFlow, '有', '没有')], ['实地调查', yesNo(seen.visited, '有日期与凭据', '没有')], ['政策结论', judged === null ? '台账所载不足以测算' : `${DECISION_NAMES[judged.decision]}${judged.flags.length === 0 ? '' : `，风险标志 ${judged.flags.join('、')}`}`], ['政策可放', judged?.limitFen === undefined || judged.limitFen === null ? '—' : <Money key="limit" fen={fen(judged.limitFen)} />]]} />
        {seen.accounts.length === 0 ? null : <table className="x-ray-table"><caption>各科目的检验</caption><thead><tr><th>科目</th><th>独立检验</th><th>最大偏差</th></tr></thead><tbody>{seen.accounts.map(({ account, methods, enough, deviation }) => <tr key={account}><td>{nameOf(account)}</td><td>{methods} 种{enough ? '' : '，不足'}</td><td>{deviation === null ? '—' : percent(deviation)}</td></tr>)}</tbody></table>}
      </div>
    </Drawer>
  )
}
