import type { Account, Assessment, CaseFile, CheckResult, JudgementPack } from '#common/assessment/domain'
import { formatYuan, fen } from '#kernel'
import { type Dossier, OUTCOMES, type Outcome } from '#loan/committee/domain'
import type { CasePack, Version } from '#loan/investigation/domain'
import type { z } from 'zod'
import { ACCOUNT_NAMES, DECISIONS, nameOfMethod, sheetsOf } from '#loan/investigation/web'
import { Contradictions } from './contradictions.tsx'
import { AccountStrip, EmptyState, Facts, Go, Money, Rate, RefusalText, SkeletonRows, StateBadge, type StripCheck, StripLegend, api, paths, percentText, refusalsIn, useRead } from '#ui'

/** What lies on the table: judgement, the strips of every account, the way into each sheet of the version, and the peers [S2-71]. */
export function CommitteeDossier({ caseId }: { caseId: string }) {
  const read = useRead<Dossier>(api.caseCommittee(caseId, 'dossier'))
  const version = useRead<Version>(read.data === undefined ? null : api.caseVersion(caseId, String(read.data.version)))
  const pack = useRead<z.output<typeof CasePack>>(read.data === undefined ? null : api.versionPack(caseId, String(read.data.version)))
  const error = read.error ?? version.error ?? pack.error
  if (read.data === undefined || version.data === undefined || pack.data === undefined) return error === null ? <div className="panel"><SkeletonRows rows={8} /></div> : <RefusalText refusals={refusalsIn(error)} />
  const { checks: { deviationTolerance } } = pack.data.pack as unknown as JudgementPack
  const assessment = version.data.assessment as unknown as Assessment
  const address = (sheet: string): string => `${paths.case(caseId, sheet)}?version=${version.data.version}`
  return (
    <>
      <section className="panel">
        <div className="panel-head"><h2>上会材料　第 {version.data.version} 版</h2><span className="small muted">{version.data.submittedBy.name} {version.data.submittedOn} 提交</span></div>
        <div className="panel-body stack">
          <Statements assessment={assessment} />
          <nav className="committee-sheets" aria-label="案卷各表">{sheetsOf(shownOf(version.data.caseFile as unknown as CaseFile)).filter(({ id }) => id !== 'versions').map(({ id, name }) => <Go key={id} to={address(id)}>{name}</Go>)}</nav>
          {assessment.reasons.length === 0 ? null : <ul>{assessment.reasons.map(({ rule, says }) => <li key={`${rule}${says}`}>{says}</li>)}</ul>}
        </div>
      </section>
      <Strips assessment={assessment} tolerance={deviationTolerance} />
      <Contradictions caseFile={version.data.caseFile as unknown as CaseFile} pack={pack.data.pack as unknown as JudgementPack} />
      <Peers dossier={read.data} />
    </>
  )
}

const shownOf = ({ applicant, farm, salary }: CaseFile) => ({ customerType: applicant.customerType, farm, salary })
const known = (amount: number | null) => (amount === null ? null : fen(amount))

function Statements({ assessment: { statements, limit, score, price, coverage, instalmentFen, decision, flags, equity } }: { assessment: Assessment }) {
  return (
    <Facts facts={[
      ['测评', <StateBadge key="decision" tone={DECISIONS[decision].tone}>{DECISIONS[decision].says}</StateBadge>], ['额度', <Money key="limit" fen={limit === null ? null : fen(limit.amountFen)} unit />], ['评分', score === null ? '—' : `${score.total}　${score.grade}${score.grade === score.cappedGrade ? '' : ` → ${score.cappedGrade}`}`], ['年利率', <Rate key="rate" value={price?.annualRate ?? null} />],
      ['月供', <Money key="instalment" fen={instalmentFen === null ? null : fen(instalmentFen)} />], ['覆盖倍数', coverage ?? '—'], ...(statements.incomeMonthlyFen === undefined ? [['年营业额', <Money key="sales" fen={known(statements.annualSalesFen)} />], ['月净利', <Money key="net" fen={known(statements.netProfitMonthlyFen)} />]] as const : [['家庭月收入', <Money key="income" fen={fen(statements.incomeMonthlyFen)} />]] as const),
      ['月可支配', <Money key="disposable" fen={fen(statements.disposableMonthlyFen)} />], ...(statements.weightedMargin === null ? [] : [['毛利率', <Rate key="margin" value={statements.weightedMargin} />]] as const), ['资产合计', <Money key="assets" fen={fen(statements.totalAssetsFen)} />], ['负债合计', <Money key="debts" fen={fen(statements.totalLiabilitiesFen)} />],
      ['权益', <Money key="equity" fen={fen(statements.actualEquityFen)} />], ['权益偏差', <Rate key="deviation" value={equity.deviation} />], ['风险标志', flags.join('、') || '无'],
    ]} />
  )
}

/** Every account with its checks, as on the workbook. */
function Strips({ assessment, tolerance }: { assessment: Assessment; tolerance: string }) {
  const accounts = [...new Set(assessment.checks.map(({ account }) => account))]
  if (accounts.length === 0) return null
  return (
    <section className="panel">
      <div className="panel-head"><h2>偏差</h2><StripLegend tolerance={`${percentText(tolerance)} %`} /></div>
      <div className="committee-strips">{accounts.map((account) => <Strip key={account} account={account} assessment={assessment} tolerance={Number(tolerance)} />)}</div>
    </section>
  )
}

/** Numbers here only place dots; what holds was judged on exact figures. */
function Strip({ account, assessment, tolerance }: { account: Account; assessment: Assessment; tolerance: number }) {
  const own = assessment.checks.filter((check) => check.account === account)
  // A sample says less than the account it was taken from.
  const [stated] = own.filter(({ unit, stated: value }) => (unit === 'FEN' || unit === 'RATE') && value !== null).sort((a, b) => Number(b.stated) - Number(a.stated))
  const cut = assessment.accepted.find((one) => one.account === account)
  const sizes = own.filter(({ kind, deviation }) => kind === 'STATEMENT' && deviation !== null).map(({ deviation }) => Math.abs(Number(deviation)))
  const worst = Math.max(0, ...sizes)
  const statedText = stated === undefined ? '—' : printed(stated.stated, stated.unit)
  return (
    <AccountStrip
      name={ACCOUNT_NAMES[account]} statedText={statedText} acceptedText={cut === undefined ? statedText : printed(cut.accepted, stated?.unit ?? 'FEN')} tolerance={tolerance} checks={own.map((check, at) => stripCheck(check, String(at), tolerance))}
      worstText={sizes.length === 0 ? null : `${percentText(worst.toFixed(4))} %`} holds={worst <= tolerance} {...(cut === undefined || stated === undefined ? {} : { accepted: Number(cut.accepted) / Number(stated.stated) - 1 })}
    />
  )
}

function stripCheck(check: CheckResult, id: string, tolerance: number): StripCheck {
  const deviation = check.deviation === null ? null : Number(check.deviation)
  return {
    id, method: check.method === 'ORAL' ? '口述' : check.method, says: check.method === 'ORAL' ? '口述' : nameOfMethod(check.method), deviation, deviationText: check.deviation === null ? '—' : `${percentText(check.deviation)} %`, valueText: printed(check.check, check.unit),
    kind: check.kind, strength: check.strength, holds: check.kind === 'ORAL' || deviation === null || Math.abs(deviation) <= tolerance,
  }
}

function printed(value: number | string | null, unit: CheckResult['unit']): string {
  if (value === null) return '材料不足'
  switch (unit) {
    case 'FEN': return formatYuan(Number(value))
    case 'RATE': case 'GRADE': return `${percentText(String(value))} %`
    case 'RATIO': return String(value)
    case 'VOICES': return `${value} 人`
  }
}

/** Recent cases of the same trade, this one among them: what stands out is asked about. */
function Peers({ dossier }: { dossier: Dossier }) {
  return (
    <section className="panel">
      <div className="panel-head"><h2>同业对照</h2></div>
      {dossier.peers.length < 2 ? <EmptyState says="近期没有同行业的其他案件可对照。" /> : (
        <div className="committee-table"><table>
          <thead><tr><th>业务</th><th>提交</th><th className="figure">申请</th><th className="figure">额度</th><th className="figure">评分</th><th className="figure">年营业额</th><th className="figure">月净利</th><th className="figure">毛利率</th><th className="figure">覆盖</th><th>结论</th></tr></thead>
          <tbody>{dossier.peers.map((peer) => (
            <tr key={peer.caseId} className={peer.isThis ? 'committee-this' : ''}>
              <td>{peer.isThis ? `${peer.number}（本案）` : <Go to={paths.case(peer.caseId, 'committee')}>{peer.number}</Go>}</td><td>{peer.submittedOn}</td><td className="figure"><Money fen={fen(peer.amountFen)} /></td><td className="figure"><Money fen={peer.limitFen === null ? null : fen(peer.limitFen)} /></td><td className="figure">{peer.score ?? '—'} {peer.grade ?? ''}</td>
              <td className="figure"><Money fen={known(peer.annualSalesFen)} /></td><td className="figure"><Money fen={known(peer.netProfitMonthlyFen)} /></td><td className="figure"><Rate value={peer.margin} /></td><td className="figure">{peer.coverage ?? '—'}</td><td>{peer.outcome === null ? '未决' : OUTCOMES[peer.outcome as Outcome]}</td>
            </tr>
          ))}</tbody>
        </table></div>
      )}
    </section>
  )
}
