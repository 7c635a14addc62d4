import type { CaseFile } from '#common/assessment/domain'
import type { CaseFact } from '#common/task/domain'

interface Told<F extends string> extends CaseFact {
  readonly fact: F
}

/** What other stages may hear of an application; told inside the transaction of the act. */
export type ApplicationFact =
  | Told<'application.filed'>
  | Told<'application.documents-complete'>
  | (Told<'application.admitted'> & {
    /** The file the investigation begins with. */
    readonly caseFile: CaseFile
  })
  | Told<'application.declined'>
  | Told<'application.withdrawn'>
  | Told<'application.reopened'>
  | (Told<'application.assigned'> & { readonly leadId: string; readonly assistId: string | null })

/** The fact an admission tells. */
export type Admitted = Extract<ApplicationFact, { fact: 'application.admitted' }>

/** A fact before it is known of which case, by whom and when. */
export type Untold = ApplicationFact extends infer F ? (F extends ApplicationFact ? Omit<F, 'caseId' | 'by' | 'on' | 'at'> : never) : never
