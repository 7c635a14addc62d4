import { CasePapers } from '#common/document/web'
import { CreditReportAct } from '#loan/investigation/web'

/** The papers of a case with what may be issued of it now. */
export function PapersPanel({ caseId }: { caseId: string }) {
  return <CasePapers caseId={caseId} acts={<CreditReportAct caseId={caseId} />} />
}
