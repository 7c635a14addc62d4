import { loadIndustry, shippedIndustryCodes } from '#platform/packs'

/** The trades for which guideline values ship, by name. */
export function trades(): { code: string; name: string }[] {
  return shippedIndustryCodes().map((code) => ({ code, name: loadIndustry(code).name }))
}
