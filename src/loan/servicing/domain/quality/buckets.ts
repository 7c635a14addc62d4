/** Days overdue as the supervisor's form S71 sorts them; `from` is the first day of each. */
export const BUCKETS = [
  { id: 'NONE', name: '未逾期', from: 0 },
  { id: 'D1_30', name: '1–30 天', from: 1 },
  { id: 'D31_60', name: '31–60 天', from: 31 },
  { id: 'D61_90', name: '61–90 天', from: 61 },
  { id: 'D91_180', name: '91–180 天', from: 91 },
  { id: 'D181_270', name: '181–270 天', from: 181 },
  { id: 'D271_360', name: '271–360 天', from: 271 },
  { id: 'D361', name: '361 天以上', from: 361 },
] as const
export type Bucket = (typeof BUCKETS)[number]['id']

/** The bucket of a note overdue so many days. */
export function bucketOf(overdueDays: number): Bucket {
  return BUCKETS.findLast(({ from }) => overdueDays >= from)?.id ?? 'NONE'
}

/** Portfolio at risk: all of the balance of notes overdue at least so many days, whatever of it is overdue. */
export const PARS = [
  { id: 'PAR1', name: 'PAR1', from: 1 },
  { id: 'PAR30', name: 'PAR30', from: 31 },
  { id: 'PAR60', name: 'PAR60', from: 61 },
  { id: 'PAR90', name: 'PAR90', from: 91 },
] as const
export type Par = (typeof PARS)[number]['id']

/** Whether the notes of a bucket are at risk by a measure: PAR30 is more than thirty days. */
export function isAtRisk(bucket: Bucket, par: Par): boolean {
  return BUCKETS.find(({ id }) => id === bucket)!.from >= PARS.find(({ id }) => id === par)!.from
}

/** Terms by which the bank's own money is priced; `from` is the fewest days of each. */
export const TERMS = [
  { id: 'M3', name: '3 个月以内', from: 0 },
  { id: 'M6', name: '3–6 个月', from: 93 },
  { id: 'M12', name: '6–12 个月', from: 185 },
  { id: 'M24', name: '1–2 年', from: 367 },
  { id: 'M36', name: '2–3 年', from: 732 },
  { id: 'LONG', name: '3 年以上', from: 1097 },
] as const
export type Term = (typeof TERMS)[number]['id']
