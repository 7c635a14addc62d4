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
  const worst = interest.reduce<(typeof interest)[number] | undefined>((most, each) => (most === undefined || Number(each.deviation) > Number(most.deviation) ? each : most), undefined)
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
          ...(worst === undefined ? [] : [['结息反推日均', <span key="interest"><Money fen={fen(worst.impliedFen)} /> <small className="muted">{worst.on} 结息 {formatYuan(worst.interestFen)}（{worst.days} 天），明细日均 {formatYuan(worst.actualFen)}{worst.deviation === null ? '' : `，相差 ${percent(worst.deviation)}`}{interest.length > 1 ? `，${interest.length} 期中相差最大` : ''}</small></span>] as const]),
        ]} />
        {account.traces.found.map(({ says: trace }) => <p key={trace} className="bill-warning"><Icon name="warning" size={14} />{trace}</p>)}
        <WhatItSees account={account} />
        <ToInstalment label={account.label} />
        <Months months={account.months} />
      </div>
    </section>
  )
}

const percent = (share: string): string => `${(Number(share) * 100).toFixed(2)} %`

const SERIALS = { NONE: '明细没有可用的流水号', LOOSE: '流水号不按时间递增，看不出增删', RISING: '流水号依次递增，插入的行会显出来', CONSECUTIVE: '序号逐一相接，删去的行会显出来' } as const

/** What was tried on this account and what no test of the file alone can find, so that nobody takes 连续 for genuine. */
function WhatItSees({ account: { integrity, interest, traces } }: { account: AccountShown }) {
  const tried = [integrity.verdict === 'UNKNOWN' ? '没有余额，不能逐笔核对' : '每一笔的金额、方向、余额与前后是否相接', interest.length === 0 ? '没有可反推的结息' : `${interest.length} 期结息反推日均余额`, SERIALS[traces.serials], '全部金额有无共同的倍数']
  return (
    <details className="flows-limits">
      <summary>核对了什么，看不出什么</summary>
      <p>已核对：{tried.join('；')}。只改金额、只改余额、删去或加进一笔而没有改其后的余额，都能查出并指到行。</p>
      <p>余额连续不等于流水真实。单凭文件看不出：{interest.length === 0 ? '加进收入并顺改其后全部余额；' : '两次结息之间以外的时段加进收入并顺改余额；'}{traces.serials === 'CONSECUTIVE' ? '' : '成对删去同额的一进一出；'}按非整数倍放大金额与余额；只改对方户名或摘要。存疑时请客户当面登录手机银行，或到柜面打印盖章流水，抽三笔大额核对。</p>
    </details>
  )
}

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
