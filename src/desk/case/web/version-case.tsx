import type { CasePage as CaseFacts } from '#desk/case/domain'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { Assessment, JudgementPack } from '#common/assessment/domain'
import { CaseStore, DraftSession } from '#common/assessment/web'
import type { CasePack, Version } from '#loan/investigation/domain'
import { OpenCaseContext } from '#loan/investigation/web'
import { Banner, Go, RefusalText, api, clockTime, paths, refusalsIn, useRead } from '#ui'
import { Waiting } from './waiting.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseScreen } from './case-screen.tsx'

/** A submitted version as it will always be; nothing on it can be typed. */
export function VersionCase({ facts, sheet, version }: { facts: CaseFacts; sheet: string; version: string }) {
  const read = useRead<Version>(api.caseVersion(facts.caseId, version))
  const pack = useRead<z.output<typeof CasePack>>(api.versionPack(facts.caseId, version))
  const error = read.error ?? pack.error
  if (error !== null) return <div className="page"><RefusalText refusals={refusalsIn(error)} /></div>
  if (read.data === undefined || pack.data === undefined) return <Waiting />
  return <Shown facts={facts} version={read.data} pack={pack.data.pack as unknown as JudgementPack} sheet={sheet} />
}

function Shown({ facts, version, pack, sheet }: { facts: CaseFacts; version: Version; pack: JudgementPack; sheet: string }) {
  const { caseId } = facts
  const open = useMemo(() => {
    const store = new CaseStore(version.caseFile, pack, false)
    const session = new DraftSession(store, { rowVersion: 0, savedAt: version.submittedAt }, { keptAs: '', send: unchanging, read: unchanging })
    return { caseId, session, reload: () => undefined, version: version.version, preparedBy: { name: version.submittedBy.name, at: version.submittedAt } }
  }, [caseId, version, pack])
  const judged = version.assessment as unknown as Assessment
  const now = open.session.store.assessment()
  const isSame = judged.limit?.amountFen === now.limit?.amountFen && judged.decision === now.decision
  return (
    <OpenCaseContext value={open}>
      <CaseScreen facts={facts} sheet={sheet} head={<CaseHead facts={facts} />} act={null} notice={(
        <Banner tone="info">
          第 {version.version} 版，{version.submittedBy.name}于 {version.submittedOn} {clockTime(version.submittedAt)} 提交，不再改变。<Go to={paths.case(caseId, sheet === '' ? 'basics' : sheet)}>回到当前草稿</Go>
          {isSame ? null : '　提交后公式有改动，右侧为按当时政策、现行公式重算。'}
        </Banner>
      )} />
    </OpenCaseContext>
  )
}

function unchanging(): Promise<never> {
  return Promise.reject(new Error('a submitted version does not change'))
}
