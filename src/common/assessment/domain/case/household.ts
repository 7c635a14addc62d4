import { z } from 'zod'
import { Amount, CivilDay, Count, EvidenceIds, Text, form, lines, monthlyLines } from './shapes.ts'

/** Who pays the wage; what a product lends to is a set of these in the pack. */
export const EmployerKind = z.enum(['GOVERNMENT', 'PUBLIC_INSTITUTION', 'STATE_ENTERPRISE', 'LARGE_COMPANY', 'OTHER'])
export const PostKind = z.enum(['ESTABLISHED', 'CONTRACT', 'DISPATCHED'])

/** Housing provident fund 公积金: deposits of employer and employee together. */
const Fund = form({ monthlyDepositFen: Amount, months: Count, balanceFen: Amount.default(0), evidence: EvidenceIds })

/** The income of a household that lives on wages [S3-04]; the employer's name and town stand where a business has its own. */
export const Salary = form({
  employerKind: EmployerKind,
  postKind: PostKind,
  post: Text,
  since: CivilDay,
  /** What arrives on the account, month by month. */
  wages: monthlyLines,
  /** What is paid once a year: year-end and performance pay. */
  bonuses: lines,
  spouseWages: monthlyLines,
  fund: Fund.nullable().default(null),
  evidence: EvidenceIds,
})
