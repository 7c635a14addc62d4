import { useState } from 'react'
import { type Bureau, type CreditReportFile, type ReportRow, BUREAU_ROLES, CreditReportFile as FileSchema } from '#loan/investigation/domain'
import { type Day, read } from '#kernel'
import { Button, Icon, RefusalText, SkeletonRows, StateBadge, announce, api, refusalsIn, useRead, useWrite } from '#ui'
import { useOpenCase } from '../session-context.ts'
import { ReportForm } from './report-form.tsx'
import './bureau.css'

type Subject = Bureau['subjects'][number]

/** 征信报告 of everyone the case depends on: authorisation first, then the report, and the five questions it answers. */
export function BureauPanel() {
  const { caseId, session, version } = useOpenCase()
  const bureau = useRead<Bureau>(version === null ? api.ofCase(caseId, 'bureau') : null)
  if (version !== null) return null
  if (bureau.data === undefined) return bureau.error === null ? <div className="panel"><SkeletonRows rows={3} /></div> : <RefusalText refusals={refusalsIn(bureau.error)} />
  const missing = bureau.data.subjects.filter(({ reports }) => reports.length === 0)
  return (
    <section className="part" aria-label="各人征信报告">
      <header><h3>各人征信报告</h3><span className={missing.length === 0 ? 'muted small' : 'bureau-missing small'}>{missing.length === 0 ? '齐' : `还缺 ${missing.map(({ name }) => name).join('、')}`}</span></header>
      <ul>{bureau.data.subjects.map((subject) => <Person key={subject.subject} caseId={caseId} subject={subject} today={bureau.data.today} beforeEntering={() => session.save()} />)}</ul>
    </section>
  )
}

function Person({ caseId, subject, today, beforeEntering }: { caseId: string; subject: Subject; today: Day; beforeEntering: () => Promise<unknown> }) {
  const { reload } = useOpenCase()
  const [isEntering, setEntering] = useState(false)
  const [last, ...older] = subject.reports
  const done = (): void => {
    setEntering(false)
    announce(`已登记${subject.name}的征信报告`)
    if (subject.role === 'BORROWER') reload()
  }
  return (
    <li className="bureau-person">
      <div className="bureau-head">
        <b>{subject.name}</b><span className="muted">{BUREAU_ROLES[subject.role]}</span>
        {subject.authorisedOn === null ? <StateBadge tone="warning">未授权</StateBadge> : <span className="muted small">{subject.authorisedOn} 授权</span>}
        {last === undefined ? null : <span className="muted small">{last.queriedOn} 查询{last.entry === 'IMPORTED' ? '，文件导入' : ''}，{last.by.name}登记{older.length === 0 ? '' : `，此前 ${older.length} 份`}</span>}
        <span className="bureau-acts"><Import caseId={caseId} subject={subject} before={beforeEntering} onDone={done} /><Button disabledReason={subject.whyNot} onClick={() => setEntering(!isEntering)}>{last === undefined ? '登记报告' : '重新登记'}</Button></span>
      </div>
      {isEntering ? <ReportForm caseId={caseId} subject={subject} today={today} before={beforeEntering} onDone={done} onCancel={() => setEntering(false)} /> : null}
      {last === undefined || isEntering ? null : <Answers report={last} />}
    </li>
  )
}

function Answers({ report }: { report: ReportRow }) {
  return (
    <ol className="bureau-answers" aria-label="征信五问">
      {report.answers.map((one) => <li key={one.id} className={one.isConcern ? 'bureau-concern' : ''}><Icon name={one.isConcern ? 'warning' : 'check'} size={14} label={one.isConcern ? '须关注' : '正常'} /><span>{one.asks}</span><b>{one.says}</b></li>)}
    </ol>
  )
}

/** A report as a file; read here first, so that a spoilt one says where. */
function Import({ caseId, subject, before, onDone }: { caseId: string; subject: Subject; before: () => Promise<unknown>; onDone: () => void }) {
  const [spoilt, setSpoilt] = useState<unknown>(null)
  const write = useWrite({ changes: [api.ofCase(caseId, 'bureau')] })
  const take = async (file: File): Promise<void> => {
    setSpoilt(null)
    try {
      const report: CreditReportFile = read(FileSchema, JSON.parse(await file.text()) as unknown)
      await before()
      write.mutate({ path: api.bureauImport(caseId), body: { subject: subject.subject, file: report } }, { onSuccess: onDone })
    } catch (error) {
      setSpoilt(error)
    }
  }
  const why = subject.whyNot
  const refusals = spoilt instanceof SyntaxError ? [{ code: 'bureau.no-json', message: '文件不是 JSON', expected: 'docs/credit-report.md 所述的文件' }] : refusalsIn(spoilt ?? write.error)
  return (
    <>
      {why === null ? <label className="button button-plain"><input type="file" hidden accept="application/json,.json" onChange={(event) => { const file = event.target.files?.[0]; if (file !== undefined) void take(file); event.target.value = '' }} /><Icon name="upload" size={16} />导入文件</label> : <Button icon="upload" disabledReason={why}>导入文件</Button>}
      {refusals.length === 0 ? null : <div className="bureau-refusal"><RefusalText refusals={refusals} /></div>}
    </>
  )
}
