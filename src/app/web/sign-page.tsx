import { lazy } from 'react'
import { useParams } from '@tanstack/react-router'
import { SignPage } from '#loan/decision/web'

const VotesOfCase = lazy(() => import('#loan/committee/web').then((room) => ({ default: room.VotesOfCase })))

/** The signature page of the case in the address. */
export function SignCasePage() {
  const { caseId = '' } = useParams({ strict: false })
  return <SignPage caseId={caseId} votes={VotesOfCase} />
}
