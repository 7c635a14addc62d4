import type { z } from 'zod'
import { WouldChangeOfVersion } from './would-change.tsx'
import { DECISIONS } from '#loan/investigation/web'
import type { Fen } from '#kernel'
import type { Version } from '#loan/investigation/domain'
import { Facts, Go, Money, SkeletonRows, api, paths, useRead } from '#ui'

interface Judged {
  readonly flags: readonly string[]
  readonly vetoEnabled: boolean
  readonly reasons: readonly { readonly rule: string; readonly says: string; readonly effect: string }[]
}

/** What judgement said of the version under review, beside the questions. */
export function Judgement({ caseId, version }: { caseId: string; version: number }) {
  const read = useRead<z.output<typeof Version>>(api.caseVersion(caseId, String(version)))
  if (read.data === undefined) return <section className="panel"><SkeletonRows rows={6} /></section>
  const { decision, limitFen, score, grade, submittedBy } = read.data
  const { flags, vetoEnabled, reasons } = read.data.assessment as unknown as Judged
  return (
    <div className="stack">
      <section className="panel review-judgement">
        <div className="panel-head"><h2>测算结论</h2><Go to={`${paths.case(caseId, 'basics')}?version=${version}`}>打开第 {version} 版</Go></div>
        <div className="panel-body stack">
          <Facts facts={[['结论', DECISIONS[decision].says], ['测算额度', <Money key="limit" fen={limitFen as Fen | null} unit />], ['评分', score === null ? '—' : `${score} 分，${grade ?? ''} 级`], ['提交人', submittedBy.name], ['风险标志', flags.length === 0 ? '无' : flags.join('、')], ['否决权', vetoEnabled ? '已启用' : '未启用']]} />
          {reasons.length === 0 ? null : <ul>{reasons.map(({ rule, says }) => <li key={`${rule}${says}`}>{says}</li>)}</ul>}
        </div>
      </section>
      <WouldChangeOfVersion caseId={caseId} version={version} file={read.data.caseFile} />
    </div>
  )
}
