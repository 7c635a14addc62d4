import type { CasePage as CaseFacts } from '#desk/case/domain'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { JudgementPack } from '#common/assessment/domain'
import { CaseStore, DraftSession } from '#common/assessment/web'
import { useMe } from '#common/staff/web'
import { type CasePack, type Draft, isOpen } from '#loan/investigation/domain'
import { CustomerNotice, OpenCaseContext, ReturnAct, SubmitAct, saveDraft } from '#loan/investigation/web'
import { Banner, RefusalText, api, clockTime, get, refusalsIn } from '#ui'
import { Waiting } from './waiting.tsx'
import { CaseScreen } from './case-screen.tsx'
import { CaseHead } from './case-head.tsx'

interface Loaded { readonly draft: Draft; readonly pack: JudgementPack; readonly round: number }

/** The draft of a case with what its state allows; closed for everyone but its investigators. */
export function DraftCase({ facts, sheet }: { facts: CaseFacts; sheet: string }) {
  const client = useQueryClient()
  const { caseId } = facts
  const me = useMe().data?.staffId
  const [round, setRound] = useState(0)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<unknown>(null)
  // Read once an opening, not again by itself: what is typed here is newer than what the server would answer.
  useEffect(() => {
    const leaving = new AbortController()
    Promise.all([get<Draft>(api.ofCase(caseId, 'draft'), leaving.signal), get<z.output<typeof CasePack>>(api.ofCase(caseId, 'pack'), leaving.signal)])
      .then(([draft, { pack }]) => setLoaded({ draft, pack: pack as unknown as JudgementPack, round }), (reason: unknown) => { if (!leaving.signal.aborted) setError(reason) })
    return () => leaving.abort()
  }, [caseId, round])
  const reload = useCallback(() => {
    void client.invalidateQueries().then(() => setRound((at) => at + 1))
  }, [client])
  if (error !== null) return <div className="page"><RefusalText refusals={refusalsIn(error)} /></div>
  if (loaded === null || loaded.draft.caseId !== caseId || me === undefined) return <Waiting />
  return <Opened key={loaded.round} me={me} facts={facts} draft={loaded.draft} pack={loaded.pack} sheet={sheet} reload={reload} />
}

function Opened({ me, facts, draft, pack, sheet, reload }: { me: string; facts: CaseFacts; draft: Draft; pack: JudgementPack; sheet: string; reload: () => void }) {
  const { caseId } = facts
  const save = facts.acts.find(({ act }) => act === 'investigation.save')
  const mayType = isOpen(draft.state) && save?.allowed === true
  const open = useMemo(() => {
    const store = new CaseStore(draft.caseFile, pack, mayType)
    const session = new DraftSession(store, draft, { keptAs: `weidai.draft.${me}.${caseId}`, send: (rowVersion, caseFile) => saveDraft(caseId, rowVersion, caseFile), read: () => get<Draft>(api.ofCase(caseId, 'draft')) })
    return { caseId, session, reload, version: null, preparedBy: { name: draft.savedBy.name, at: draft.savedAt } }
  }, [me, caseId, draft, pack, mayType, reload])
  useEffect(() => open.session.start(), [open])
  const submit = facts.acts.find(({ act }) => act === 'investigation.submit')
  const back = facts.acts.find(({ act }) => act === 'investigation.return')
  const notice = facts.state === 'REJECTED_BY_RULE' ? <CustomerNotice caseId={caseId} /> : null
  const act = submit !== undefined ? <SubmitAct why={submit.allowed ? null : submit.why} /> : back !== undefined ? <>{notice}<ReturnAct why={back.allowed ? null : back.why} /></> : notice
  return (
    <OpenCaseContext value={open}>
      <CaseScreen facts={facts} sheet={sheet} head={<CaseHead facts={facts} />} act={act} notice={draft.returned === null ? null : (
        <Banner tone="warning">第 {draft.returned.version} 版由{draft.returned.by.name}退回（{draft.returned.on} {clockTime(draft.returned.at)}）：<span className="returned-says">{draft.returned.reason}</span></Banner>
      )} />
    </OpenCaseContext>
  )
}
