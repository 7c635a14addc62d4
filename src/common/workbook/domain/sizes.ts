/** Months the plan of a workbook has room for: five years and the month of the first instalment. */
export const PLAN_MONTHS = 61
