/** Ratios the sheet asks a word about (3.9, F-01): each is a figure and a place under `/comments`. */
export const RATIOS_ASKED = [
  { id: 'receivablesToMonthlySales', name: '应收÷月均营业额' }, { id: 'inventoryToMonthlySales', name: '存货(可售)÷月均营业额' }, { id: 'equityToHouseholdExpense', name: '权益÷月家庭开支' },
] as const
export type Asked = (typeof RATIOS_ASKED)[number]
