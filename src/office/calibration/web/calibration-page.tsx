import './calibration.css'
import type { ReactNode } from 'react'
import { PolicyHead } from '#common/policy/web'
import type { CalibrationReport } from '#office/calibration/domain'
import { Banner, ChoiceField, type Column, DataTable, Facts, Icon, RefusalText, SkeletonRows, StateBadge, api, refusalsIn, useAddressState, useRead } from '#ui'
import { BinBars } from './bin-bars.tsx'

type Indicator = CalibrationReport['indicators'][number]
type Grade = CalibrationReport['grades'][number]
type Refit = NonNullable<CalibrationReport['refit']>

/** 指标校准: does the card still rank, is the portfolio still the one it was made for, which indicators carry nothing, what points the data would give. */
export function CalibrationPage() {
  const [address, change] = useAddressState()
  const read = useRead<CalibrationReport>(api.calibration(address['card']))
  return (
    <div className="page stack">
      <PolicyHead at="calibration" act={read.data === undefined ? undefined : <a className="button button-plain no-print" href={api.calibrationCsv(read.data.card)} download><Icon name="download" size={16} />导出决策快照</a>} />
      <RefusalText refusals={refusalsIn(read.error)} />
      {read.data === undefined ? read.isError ? null : <div className="panel"><SkeletonRows rows={10} /></div> : <Report report={read.data} onCard={(card) => change({ card })} />}
    </div>
  )
}

function Report({ report, onCard }: { report: CalibrationReport; onCard: (card: string) => void }) {
  const { sample, thresholds: t } = report
  return (
    <>
      <section className="panel panel-body stack" aria-label="样本">
        <div className="calibration-head"><ChoiceField label="评分卡" value={report.card} onChange={onCard} choices={report.cards.map((card) => ({ value: card, label: card }))} />
          <Facts facts={[['决策', `${sample.decisions} 案，批准 ${sample.lent} 案`], ['到观察期', `${sample.matured} 户，坏户 ${sample.bads} 户`], ['坏户口径', `放款后 ${t.badWithinMonths} 个月内逾期超过 ${t.badOverdueDays} 天`], ['近期', `${report.recentFrom} 起 ${sample.recent} 案，此前 ${sample.before} 案`]]} />
        </div>
        <Banner tone={sample.enough ? 'info' : 'warning'}>{sample.says}</Banner>
      </section>
      <div className="calibration-cards">
        <Figure name="AUC" value={report.discrimination === null ? null : report.discrimination.auc.toFixed(3)} note={report.discrimination === null ? null : `标准误 ${report.discrimination.error.toFixed(3)}；0.5 等于掷硬币`} />
        <Figure name="KS" value={report.discrimination === null ? null : report.discrimination.ks.toFixed(3)} note={report.discrimination === null ? null : `在 ${report.discrimination.ksAt} 分处`} />
        <Figure name="评分稳定性 PSI" value={report.scorePsi === null ? null : report.scorePsi.toFixed(3)} note={stabilityWord(report.scorePsi, t)} missing="近期或此前没有决策" />
        <Figure name="推翻率" value={report.overrides.rate === null ? null : percent(report.overrides.rate)} note={`否决建议 ${report.overrides.refused}，违背或超额批准 ${report.overrides.lent}；上限 ${percent(t.overridesAtMost)}${report.overrides.rate !== null && report.overrides.rate > t.overridesAtMost ? '，已超' : ''}`} missing="还没有决策" />
      </div>
      <Grades grades={report.grades} />
      <Indicators indicators={report.indicators} thresholds={t} />
      {report.refit === null ? null : <RefitTable refit={report.refit} thresholds={t} />}
    </>
  )
}

function Figure({ name, value, note, missing = '样本太小' }: { name: string; value: string | null; note: string | null; missing?: string }) {
  return <div className="panel calibration-figure"><span className="small muted">{name}</span><strong>{value ?? '—'}</strong><span className="small muted">{value === null ? missing : note}</span></div>
}

function stabilityWord(psi: number | null, { psiWatch, psiRebuild }: CalibrationReport['thresholds']): string | null {
  if (psi === null) return null
  return psi > psiRebuild ? `超过 ${psiRebuild}，应重建` : psi > psiWatch ? `超过 ${psiWatch}，须关注` : '稳定'
}

const GRADES: readonly Column<Grade>[] = [
  { id: 'grade', label: '等级', kind: 'text', of: (row) => row.grade }, { id: 'decisions', label: '决策', kind: 'count', of: (row) => row.decisions, sum: true }, { id: 'approved', label: '批准', kind: 'count', of: (row) => row.approved, sum: true },
  { id: 'approvalRate', label: '批准率', kind: 'rate', of: (row) => text(row.approvalRate) }, { id: 'matured', label: '到观察期', kind: 'count', of: (row) => row.matured, sum: true }, { id: 'bad', label: '坏户', kind: 'count', of: (row) => row.bad, sum: true },
  { id: 'badRate', label: '坏账率', kind: 'rate', of: (row) => text(row.badRate) }, { id: 'expectedPd', label: '定价用违约概率', kind: 'rate', of: (row) => String(row.expectedPd) },
]

function Grades({ grades }: { grades: readonly Grade[] }) {
  return <DataTable<Grade> title="各等级批准率与坏账率" rows={grades} rowKey={(row) => row.grade} columns={GRADES} empty={{ says: '还没有决策。' }} />
}

function Indicators({ indicators, thresholds: t }: { indicators: readonly Indicator[]; thresholds: CalibrationReport['thresholds'] }) {
  return (
    <section className="panel" aria-label="指标">
      <div className="panel-head"><h2>指标与分档</h2><span className="small muted">信息值低于 {percent(t.dropBelowIv)} 的停用；稳定性超过 {t.psiWatch} 关注、超过 {t.psiRebuild} 重建</span></div>
      {indicators.map((each) => (
        <details key={each.id} className="calibration-indicator">
          <summary>
            <span className="ledger-code">{each.id}</span><b>{each.name}</b>
            <span className="calibration-signs">{each.drops ? <StateBadge tone="warning">停用</StateBadge> : null}{each.psi !== null && each.psi > t.psiWatch ? <StateBadge tone={each.psi > t.psiRebuild ? 'stop' : 'warning'}>漂移</StateBadge> : null}</span>
            <span className="calibration-number"><small className="muted">信息值</small>{each.iv === null ? '—' : each.iv.toFixed(3)}</span>
            <span className="calibration-number"><small className="muted">PSI</small>{each.psi === null ? '—' : each.psi.toFixed(3)}</span>
          </summary>
          <div className="calibration-bins">
            <BinBars bins={each.bins} />
            <Table head={['档', '得分', '案数', '好', '坏', '证据权重', '信息值', '此前占比', '近期占比']} rows={each.bins.map((bin) => [binWord(bin.bin), bin.points, bin.cases, bin.good, bin.bad, number(bin.woe), number(bin.iv), bin.shareBefore === null ? '—' : percent(bin.shareBefore), bin.shareRecent === null ? '—' : percent(bin.shareRecent)])} />
          </div>
        </details>
      ))}
    </section>
  )
}

function RefitTable({ refit, thresholds: t }: { refit: Refit; thresholds: CalibrationReport['thresholds'] }) {
  return (
    <section className="panel" aria-label="重新拟合">
      <div className="panel-head"><h2>按数据重新拟合</h2><span className="small muted">{t.baseScore} 分为好坏比 {t.baseOdds}:1，每 {t.pdo} 分翻一倍</span></div>
      <p className="panel-body small">半数样本拟合、另半数检验：现行卡 AUC {refit.aucNow?.toFixed(3) ?? '—'}，重拟合 {refit.aucAnew?.toFixed(3) ?? '—'}。样本只有放过款的户，被拒绝的户后来如何无从得知，采用前须评估这一偏差。</p>
      <div className="calibration-bins"><Table head={['指标', '权重', '档', '现得分', '证据权重', '拟合分']} rows={refit.indicators.flatMap(({ id, name, weight, bins }) => bins.toSorted((a, b) => b.points - a.points).map((bin, i) => [i === 0 ? `${id} ${name}` : '', i === 0 ? weight.toFixed(3) : '', binWord(bin.bin), bin.points, bin.woe.toFixed(3), bin.anew.toFixed(1)]))} /></div>
    </section>
  )
}

function Table({ head, rows }: { head: readonly string[]; rows: readonly (readonly ReactNode[])[] }) {
  return <div className="calibration-scroll"><table className="calibration-table"><thead><tr>{head.map((each) => <th key={each} scope="col">{each}</th>)}</tr></thead><tbody>{rows.map((row, i) => <tr key={i}>{row.map((cell, at) => <td key={at}>{cell}</td>)}</tr>)}</tbody></table></div>
}

/** Which bin of the card, as the card's own table counts them. */
function binWord(bin: number | null): string {
  return bin === null ? '—' : bin === 0 ? '其余' : `第 ${bin} 档`
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)}%`
}
function text(value: number | null): string | null {
  return value === null ? null : value.toFixed(6)
}
function number(value: number | null): string {
  return value === null ? '—' : value.toFixed(3)
}
