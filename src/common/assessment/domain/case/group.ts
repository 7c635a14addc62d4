import { z } from 'zod'
import { Amount, Count, EvidenceIds, Text, form } from './shapes.ts'

/** Another member of the joint-liability group 联保小组, as the bank sees him on the day the group was read into the case. */
const Member = form({
  label: Text,
  caseNumber: z.string().max(40).optional(),
  monthlyDisposableFen: Amount,
  /** What he owes beside the loans of this group. */
  debtsFen: Amount.default(0),
  /** What was lent to him in this group and is still owed or decided. */
  groupLoanFen: Amount.default(0),
  overdueDays: Count.default(0),
  evidence: EvidenceIds,
})

/** The group whose members answer for each other [S4-42]. */
export const JointGroup = form({
  name: Text,
  capFen: Amount,
  /** What the applicant himself still has of the group's money: it stands under the same cap, and the others answer for it already. */
  ownLoanFen: Amount.default(0),
  members: z.array(Member).min(1).max(20),
})
