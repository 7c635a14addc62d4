import { z } from 'zod'

export const LINE_STATES = { OPEN: '可用', FROZEN: '已冻结', CLOSED: '已关闭' } as const satisfies Record<string, string>
export type LineState = keyof typeof LINE_STATES

const Fen = z.int()
const Day = z.string()

const LineProduct = z.object({ productCode: z.string(), name: z.string(), capFen: Fen, drawnFen: Fen, takenFen: Fen, availableFen: Fen })

/** 授信 as screens and other rooms read it. */
export const LineShown = z.object({
  lineId: z.uuid(), number: z.string(), customerId: z.uuid(), unitId: z.uuid(), capFen: Fen, drawnFen: Fen, takenFen: Fen,
  /** What may be drawn today. */
  availableFen: Fen,
  revolving: z.boolean(), guarantee: z.string(), validFrom: Day, validUntil: Day, resolutionId: z.uuid().nullable(),
  state: z.enum(Object.keys(LINE_STATES) as [LineState, ...LineState[]]), isExpired: z.boolean(), products: z.array(LineProduct),
})
export type LineShown = z.output<typeof LineShown>

const Sum = z.object({ lines: z.int(), capFen: Fen, drawnFen: Fen, committedFen: Fen })
/** What the bank has at stake with a customer, with all of the household, with all of the group of connected customers. */
export const CustomerExposure = z.object({ customer: Sum, household: Sum, group: Sum })
export type CustomerExposure = z.output<typeof CustomerExposure>

export const Lines = z.object({ lines: z.array(LineShown), exposure: CustomerExposure })
