import { useParams } from '@tanstack/react-router'
import { SignPage } from '#loan/decision/web'

/** The signature page of the case in the address. */
export function SignCasePage() {
  const { caseId = '' } = useParams({ strict: false })
  return <SignPage caseId={caseId} />
}
