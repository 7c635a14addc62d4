import { LiveFigure } from '#common/figures/web'
import { usePlace } from '#common/assessment/web'
import type { AccountShown } from '#loan/investigation/domain'
import { fen, formatYuan } from '#kernel'
import { Facts, Icon, Money, Rate, StateBadge } from '#ui'

const VERDICTS = { HOLDS: ['holds', '余额逐笔连续'], BROKEN: ['stop', '余额对不上'], UNKNOWN: ['quiet', '无余额，无法核对'] } as const

/** One account: whose, how it holds together, what its balances say, month by month. */
export function AccountPart({ account }: { account: AccountShown }) {
  const { integrity, balances, interest } = account
  const [tone, says] = VERDICTS[integrity.verdict]
  const last = interest.at(-1)
  return (
    <section className="part" aria-label={`账户 ${account.label}`}>
      <header><h3>{account.label}</h3><StateBadge tone={tone}>{integrity.count > 0 ? `${says} ${integrity.count} 处` : says}</StateBadge>{account.isStale ? <StateBadge tone="quiet">过旧，未计入</StateBadge> : null}<span className="small muted">{account.from ?? '—'} 至 {account.until ?? '—'}，{account.rows} 笔{account.repeated > 0 ? `，另有 ${account.repeated} 笔与其他文件重复，未再计` : ''}{integrity.reorderedDays > 0 ? `；${integrity.reorderedDays} 天的明细经当日重新排序后对上` : ''}</span></header>
      <div className="part-body stack">
        {integrity.breaks.map((each) => <BreakShown key={`${each.evidenceId} ${each.row} ${each.kind}`} broken={each} />)}
        <Facts facts={[
          ['月均入账', <Money key="credits" fen={fen(account.monthlyCreditsFen)} />], ['24 小时内转出', <Rate key="leaves" value={account.leavesWithinDayShare} />],
          ...(balances === null ? [] : [
            ['日均余额', <Money key="average" fen={fen(balances.averageDailyFen)} />] as const, ['最低余额', <span key="lowest"><Money fen={fen(balances.lowestFen)} /> <small className="muted">{balances.lowestOn}</small></span>] as const,
            ['余额波动', balances.volatility ?? '—'] as const, ['接近零的月份', balances.tightMonths.length === 0 ? '无' : balances.tightMonths.join('、')] as const,
          ]),
          ...(last === undefined ? [] : [['结息反推日均', <span key="interest"><Money fen={fen(last.impliedFen)} /> <small className="muted">{last.on} 结息 {formatYuan(last.interestFen)}（{last.days} 天），明细日均 {formatYuan(last.actualFen)}{last.deviation === null ? '' : `，相差 ${percent(last.deviation)}`}</small></span>] as const]),
        ]} />
        <ToInstalment label={account.label} />
        <Months months={account.months} />
      </div>
    </section>
  )
}

const percent = (share: string): string => `${(Number(share) * 100).toFixed(2)} %`

/** Balances against the instalment, as the figure graph has them for this account. */
function ToInstalment({ label }: { label: string }) {
  const flows = usePlace<readonly { readonly label: string }[]>('/bankFlows')
  const at = flows.findIndex((flow) => flow.label === label)
  if (at < 0) return null
  return <p className="flows-ratio">日均余额 ÷ 月供 <LiveFigure id="averageBalanceToInstalment" index={at} />　最低余额 ÷ 月供 <LiveFigure id="lowestBalanceToInstalment" index={at} /></p>
}

function BreakShown({ broken }: { broken: AccountShown['integrity']['breaks'][number] }) {
  return (
    <div className="flows-break">
      <p className="bill-warning"><Icon name="warning" size={14} />{broken.says}</p>
      <div className="flows-scroll">
        <table className="flows-rows"><thead><tr><th scope="col">行</th><th scope="col">时间</th><th scope="col">摘要与对方</th><th scope="col">金额</th><th scope="col">余额</th></tr></thead>
          <tbody>{broken.around.map((row) => <tr key={row.row} className={row.isHere ? 'flows-here' : ''}><td className="figure">{row.row}</td><td>{row.at.replace('T', ' ')}</td><td>{row.words}</td><td className="figure">{formatYuan(row.amountFen)}</td><td className="figure">{row.balanceFen === null ? '' : formatYuan(row.balanceFen)}</td></tr>)}</tbody>
        </table>
      </div>
    </div>
  )
}

const HIGHEST = 56

/** Money in and out by month, as bars from zero. */
function Months({ months }: { months: AccountShown['months'] }) {
  if (months.length === 0) return null
  const most = Math.max(1, ...months.flatMap(({ inFen, outFen }) => [inFen, outFen]))
  const bar = (amount: number): { height: string } => ({ height: `${Math.max(2, (amount / most) * HIGHEST)}px` })
  return (
    <figure className="flows-months" aria-label="逐月收支">
      <figcaption className="small muted"><i className="flows-in" />入账 <i className="flows-out" />支出（万元），下为当月最低余额</figcaption>
      <ol className="bill-months">{months.map(({ month, inFen, outFen, lowestFen }) => <li key={month} title={`${month} 入账 ${formatYuan(inFen)} 支出 ${formatYuan(outFen)}${lowestFen === null ? '' : ` 最低余额 ${formatYuan(lowestFen)}`}`}><span className="flows-pair"><i className="flows-in" style={bar(inFen)} /><i className="flows-out" style={bar(outFen)} /></span><span>{month.slice(2)}</span><small>{short(inFen)}／{short(outFen)}</small>{lowestFen === null ? null : <small className="muted">{short(lowestFen)}</small>}</li>)}</ol>
    </figure>
  )
}

const short = (amount: number): string => (amount / 1_000_000).toFixed(amount >= 10_000_000 ? 0 : 1)
