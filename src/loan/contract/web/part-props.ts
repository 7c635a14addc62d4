import type { ContractShown } from '#loan/contract/domain'

/** What every part of the stage is given: the case and its contract file. */
export interface PartProps { readonly caseId: string; readonly file: ContractShown }
