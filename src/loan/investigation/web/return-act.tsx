import { Button, paths, useGo } from '#ui'
import { useOpenCase } from './session-context.ts'

/** Passing and returning stand on the review screen: reasons, places to put right, the six questions. */
export function ReturnAct({ why }: { why: string | null }) {
  const { caseId } = useOpenCase()
  const go = useGo()
  return <Button kind="act" disabledReason={why} onClick={() => go(paths.case(caseId, 'review'))}>去审查</Button>
}
