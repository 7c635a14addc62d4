import './x-ray.css'
import { useMemo, useState } from 'react'
import { type LoanRow, type WrongCell, type XRayCase, type XRayReport, mappingFaults, reportOf } from '#desk/x-ray/domain'
import { Banner } from '#ui'
import { DropZone } from './drop-zone.tsx'
import { FileList } from './file-list.tsx'
import { MappingPanel } from './mapping-panel.tsx'
import { ReportView } from './report-view.tsx'
import { tableRead } from './table-read.ts'
import { type Dropped, useDropped } from './use-dropped.ts'

/** 上线体检: a folder dropped in, what the last cases look like at once. The report is worked out in this browser; the server keeps nothing. */
export function XRayPage() {
  const { files, add, remove, change } = useDropped()
  const [mapped, setMapped] = useState<string | null>(null)
  const report = useMemo(() => reportOver(files), [files])
  const unread = files.filter(({ state }) => state === 'WAITING' || state === 'READING').length
  const open = files.find(({ name, mapping }) => name === mapped && mapping !== null)
  return (
    <div className="page stack x-ray">
      <div className="page-head"><div><h1>上线体检</h1><p>放入最近案件的工作簿或本行台账，再放一份贷款清单，当场看出检验不足、偏差、共用担保人与手机、互转当作销售。文件只在本页使用，不保存。</p></div></div>
      <DropZone onFiles={add} isFirst={files.length === 0} />
      {files.length === 0 ? null : <FileList files={files} opened={open?.name ?? null} onOpen={(name) => setMapped(name === mapped ? null : name)} onRemove={remove} />}
      {open === undefined ? null : <MappingPanel key={open.name} file={open} onChange={(mapping) => change(open.name, { mapping })} onClose={() => setMapped(null)} />}
      {unread === 0 ? null : <Banner tone="info">还有 {unread} 个文件在读，报告随读随新。</Banner>}
      {report === null || report.cases.length === 0 ? null : <ReportView report={report} />}
    </div>
  )
}

/** The report over everything that is read and whose columns are known; null while nothing is. */
function reportOver(files: readonly Dropped[]): XRayReport | null {
  const rules = files.find(({ answer }) => answer !== null)?.answer?.rules
  if (rules === undefined) return null
  const [cases, loans, wrong]: [XRayCase[], LoanRow[], WrongCell[]] = [[], [], []]
  for (const { name, answer, mapping } of files) {
    if (answer === null) continue
    if (answer.seen.kind === 'CASE') cases.push({ ...answer.seen.case, key: name, file: name })
    else if (mapping !== null && mappingFaults(mapping).length === 0) {
      const found = tableRead(name, { table: answer.seen.table, mapping, rules })
      loans.push(...found.loans)
      cases.push(...found.cases)
      wrong.push(...found.wrong)
    }
  }
  return reportOf({ cases, loans, wrong, rules })
}
