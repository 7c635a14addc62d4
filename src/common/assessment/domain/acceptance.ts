import { HIGHER_IS_PRUDENT, NEVER_REPLACED } from './accepted-value.ts'
import { MAY_BE_EMPTY, MUST_HOLD } from './account-methods.ts'

/** What accepted values and the count of checks rest on beside the pack, for whoever lays them out elsewhere. */
export const ACCEPTANCE = { higherIsPrudent: HIGHER_IS_PRUDENT, neverReplaced: NEVER_REPLACED, mayBeEmpty: MAY_BE_EMPTY, mustHold: MUST_HOLD } as const
