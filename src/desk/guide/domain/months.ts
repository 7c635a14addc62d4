/** The months of a year as packs write them. */
export const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

/** The n-th month after disbursement, from 0. */
export const nextMonth = (at: number): string => `第 ${at + 1} 月`
