import { useRef } from 'react'
import type { z } from 'zod'
import { CaseFile, type JudgementPack } from '#common/assessment/domain'
import { WhatWouldChange } from '#common/assessment/web'
import type { CasePack, Version } from '#loan/investigation/domain'
import { api, useRead } from '#ui'

/** What would change the judgement of the submitted version, by the policy it was judged by. */
export function WouldChangeOfVersion({ caseId, version, file }: { caseId: string; version: number; file: z.output<typeof Version>['caseFile'] }) {
  const pack = useRead<z.output<typeof CasePack>>(api.versionPack(caseId, String(version)))
  const read = useRef<CaseFile | null>(null)
  if (pack.data === undefined) return null
  const caseFile = (): CaseFile => read.current ??= CaseFile.parse(file)
  return <div className="panel panel-body"><WhatWouldChange caseFile={caseFile} pack={pack.data.pack as unknown as JudgementPack} /></div>
}
