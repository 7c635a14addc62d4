import { CaseFile } from '#common/assessment/domain'
import { z } from 'zod'

/** The trade an empty workbook is for. */
export const WorkbookRef = z.strictObject({ trade: z.string().regex(/^[a-z-]{1,60}$/, { error: '须为行业包编号' }).meta({ title: '行业' }) })
/** Fields beside an uploaded workbook. */
export const WorkbookUpload = z.strictObject({ rowVersion: z.coerce.number().int().min(1).meta({ title: '行版本' }) })

const Change = z.object({ sheet: z.string(), cell: z.string(), place: z.string(), before: z.string(), after: z.string() })
/** What an import would change. Nothing is written: whoever accepts it saves `caseFile` as a draft, with the row version it was read at. */
export const WorkbookRead = z.object({ rowVersion: z.int(), changes: z.array(Change), notes: z.array(z.string()), caseFile: CaseFile })
export type WorkbookRead = z.output<typeof WorkbookRead>
