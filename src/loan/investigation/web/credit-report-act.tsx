import { Button, RefusalText, api, paths, refusalsIn, useGo, useWrite } from '#ui'

/** Makes the comprehensive credit report of the submitted version and opens it. */
export function CreditReportAct({ caseId }: { caseId: string }) {
  const go = useGo()
  const write = useWrite<{ documentId: string }>({ changes: [api.documents(caseId)] })
  return (
    <>
      <Button kind="act" busy={write.isPending} onClick={() => write.mutate({ path: api.ofCase(caseId, 'credit-report') }, { onSuccess: ({ documentId }) => go(paths.paper(caseId, documentId)) })}>出具综合信用报告</Button>
      <RefusalText refusals={refusalsIn(write.error)} />
    </>
  )
}
