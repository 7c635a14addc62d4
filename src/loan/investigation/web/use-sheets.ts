import { usePlace } from '#common/assessment/web'
import { type SheetDefinition, sheetsOf } from './sheets.ts'

/** The sheets of the open case, the one that stands open among them. */
export function useSheets(open: string): readonly SheetDefinition[] {
  return sheetsOf({ customerType: usePlace<string>('/applicant/customerType'), farm: usePlace('/farm'), salary: usePlace('/salary') }, open)
}
