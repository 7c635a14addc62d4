import { z } from 'zod'
import { CivilDay } from '#common/assessment/domain'

const Fen = z.int()
const Decimal = z.string()

/** What the file says of one account: how many independent methods, whether that is enough, and the largest deviation of what the customer states. */
export const AccountSeen = z.object({ account: z.string(), methods: z.int(), enough: z.boolean(), deviation: Decimal.nullable() })
export type AccountSeen = z.infer<typeof AccountSeen>

/** Own transfers in the account's takings: taken out, none there, sold as sales, or nothing is said of them. */
export const OWN_TRANSFERS = ['EXCLUDED', 'NONE', 'COUNTED', 'UNKNOWN'] as const
export type OwnTransfers = (typeof OWN_TRANSFERS)[number]

export const PersonSeen = z.object({ name: z.string(), idNumber: z.string().nullable(), phone: z.string().nullable() })
export type PersonSeen = z.infer<typeof PersonSeen>

/** One case as its file shows it. `null` means the file does not say, never no. */
export const XRayCase = z.object({
  key: z.string(),
  file: z.string(),
  /** Row of a table; null where the file is one case. */
  row: z.int().nullable(),
  number: z.string().nullable(),
  customer: PersonSeen,
  guarantors: z.array(PersonSeen),
  lentFen: Fen.nullable(),
  lentOn: CivilDay.nullable(),
  accounts: z.array(AccountSeen),
  equityDeviation: Decimal.nullable(),
  ownTransfers: z.enum(OWN_TRANSFERS),
  ownTransfersFen: Fen.nullable(),
  /** Takings of an account, or a cash-flow statement, stand in the file. */
  cashFlow: z.boolean().nullable(),
  visited: z.boolean().nullable(),
  /** What this bank's policy of today makes of it; tables hold too little for that. */
  judged: z.object({ decision: z.enum(['PROPOSE', 'REFER', 'REJECT', 'INCOMPLETE']), limitFen: Fen.nullable(), flags: z.array(z.string()) }).nullable(),
})
export type XRayCase = z.infer<typeof XRayCase>

/** The numbers of the bank's policy the report reads. */
export const XRayRules = z.object({ policy: z.string(), tolerance: Decimal, methodsPerAccount: z.int() })
export type XRayRules = z.infer<typeof XRayRules>

/** A table as it stands in its file. */
export const XRayTable = z.object({ source: z.string(), rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })) })
export type XRayTable = z.infer<typeof XRayTable>

/** What one dropped file is: one case, or a table whose columns are to be named. */
export const XRayFile = z.object({ rules: XRayRules, seen: z.discriminatedUnion('kind', [z.object({ kind: z.literal('CASE'), case: XRayCase }), z.object({ kind: z.literal('TABLE'), table: XRayTable })]) })
export type XRayFile = z.infer<typeof XRayFile>
