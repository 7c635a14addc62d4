import type { CaseFile } from '#common/assessment/domain'
import type { CustomerType } from '#common/customer/domain'

/** How far a demonstration case has come. */
export type Course = 'FILED' | 'DECLINED' | 'WITHDRAWN' | 'OPENED' | 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'REVIEWED' | 'CONVENED' | 'REJECTED' | 'APPROVED' | 'SIGNED' | 'DISBURSED'
/** These were taken in a week earlier. */
export const EARLIER: readonly Course[] = ['REJECTED', 'APPROVED', 'SIGNED', 'DISBURSED']

/** A case of the demonstration: what is in it, who works on it, how far it has come. */
export interface DemonstrationCase {
  readonly caseFile: CaseFile
  readonly lead: string
  readonly assist: string | null
  readonly course: Course
  /** Who takes it in and who admits it, where that is not the lead. */
  readonly acceptor?: string
  readonly admits?: string
  /** Who names lead and assistant, where the acceptor may not. */
  readonly assigns?: string
  /** A customer who is on file already, by his name. */
  readonly isKnown?: true
  /** The joint-liability group its applicant forms with those of the other cases that name it. */
  readonly group?: string
  /** The draft takes over what it may from the customer's last loan. */
  readonly carriesOver?: true
  /** Why it was declined, withdrawn or returned. */
  readonly reason?: string
}

/** A customer on file without a case. */
export interface DemonstrationCustomer {
  readonly name: string
  readonly customerType: CustomerType
  readonly bornOn: string
  readonly manager: string
}
