import { useState } from 'react'
import { type XRayReport, nameOf, percent, reportRows } from '#desk/x-ray/domain'
import { Banner, Button, Money, csv, saveFile } from '#ui'
import { fen } from '#kernel'
import { CaseDrawer } from './case-drawer.tsx'
import { CaseTable } from './case-table.tsx'
import { FindingRow } from './finding-row.tsx'

/** The report: headline figures, each finding as a bar with its cases, the checks of each account, and every case. */
export function ReportView({ report }: { report: XRayReport }) {
  const [opened, setOpened] = useState<string | null>(null)
  const { cases, loans, joined, overdue, rules } = report
  const withFindings = cases.filter(({ findings }) => findings.length > 0).length
  const one = cases.find((each) => each.case.key === opened)
  return (
    <section className="stack x-ray-report" aria-label="体检报告">
      <div className="x-ray-head"><div><h2>体检报告</h2><p className="small muted">按政策 {rules.policy}：偏差容忍度 {percent(rules.tolerance, 1)}，必检科目至少 {rules.methodsPerAccount} 种独立检验</p></div>
        <div className="row no-print"><Button icon="download" onClick={() => saveFile({ name: '上线体检.csv', type: 'text/csv;charset=utf-8', text: csv(reportRows(report)) })}>导出</Button><Button icon="print" onClick={() => window.print()}>打印或存为 PDF</Button></div>
      </div>
      <div className="x-ray-cards">
        <Card name="案件" value={String(cases.length)} note={`${cases.length - withFindings} 案没有发现问题`} />
        <Card name="有问题的案件" value={percent(String(withFindings / cases.length).slice(0, 8), 1)} note={`${withFindings} 案`} />
        <Card name="放款金额" value={<Money fen={fen(report.lentFen)} />} note={report.balanceFen === 0 ? '清单没有余额' : <>余额 <Money fen={fen(report.balanceFen)} /></>} />
        <Card name="逾期率" value={overdue.rate === null ? '—' : percent(overdue.rate, 1)} note={overdue.rate === null ? '放入贷款清单后可见' : `对上的 ${overdue.cases} 案中 ${overdue.overdue} 案逾期`} />
      </div>
      {loans === 0 ? null : <p className="small muted">贷款清单 {loans} 笔，对上 {joined.loans.size} 案；{joined.casesAlone} 案、{joined.loansAlone} 笔没有对上。</p>}
      {joined.ambiguous.length === 0 ? null : <Banner tone="warning"><ul>{joined.ambiguous.map((each) => <li key={each}>{each}：没有对上，请核对后改正文件</li>)}</ul></Banner>}
      <section className="panel" aria-label="发现">
        <div className="panel-head"><h2>发现</h2><span className="small muted">占比的分母是文件里看得出的案件</span></div>
        <ul className="x-ray-findings">{report.findings.map((finding) => <FindingRow key={finding.id} finding={finding} cases={cases} onOpen={setOpened} />)}</ul>
      </section>
      {report.accounts.length === 0 ? null : <Accounts accounts={report.accounts} />}
      <CaseTable report={report} onOpen={setOpened} />
      {one === undefined ? null : <CaseDrawer report={report} one={one} onClose={() => setOpened(null)} />}
    </section>
  )
}

function Card({ name, value, note }: { name: string; value: React.ReactNode; note: React.ReactNode }) {
  return <div className="panel x-ray-card"><span className="small muted">{name}</span><strong>{value}</strong><span className="small muted">{note}</span></div>
}

function Accounts({ accounts }: { accounts: XRayReport['accounts'] }) {
  return (
    <section className="panel" aria-label="各科目的检验">
      <div className="panel-head"><h2>各科目的检验</h2><span className="small muted"><i className="x-ray-key x-ray-none" /> 没有 <i className="x-ray-key x-ray-one" /> 一种 <i className="x-ray-key x-ray-more" /> 两种及以上</span></div>
      <ul className="x-ray-accounts">
        {accounts.map(({ account, cases, none, one, more }) => (
          <li key={account}><span>{nameOf(account)}</span><span className="x-ray-stack" role="img" aria-label={`没有 ${none}，一种 ${one}，两种及以上 ${more}`}><i className="x-ray-none" style={{ flexGrow: none }} /><i className="x-ray-one" style={{ flexGrow: one }} /><i className="x-ray-more" style={{ flexGrow: more }} /></span><span className="small muted">{none + one === 0 ? `${cases} 案都够` : `${none} / ${one} / ${more}`}</span></li>
        ))}
      </ul>
    </section>
  )
}
