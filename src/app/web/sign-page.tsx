import { useParams } from '@tanstack/react-router'
import { VotesOfCase } from '#loan/committee/web'
import { SignPage } from '#loan/decision/web'

/** The signature page of the case in the address, with the votes the committee, a later stage, shows of it. */
export function SignCasePage() {
  const { caseId = '' } = useParams({ strict: false })
  return <SignPage caseId={caseId} votes={VotesOfCase} />
}
