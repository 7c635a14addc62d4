/** How a field's value arrives and how it is printed. */
export const FIELD_TYPES = {
  text: '文字', money: '金额', rate: '年利率', day: '日期', count: '数目', flag: '是否', list: '明细',
} as const satisfies Record<string, string>
export type FieldType = keyof typeof FIELD_TYPES

/** A place in a template: its name is what stands between the braces, `{{借款人姓名}}`. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly says: string
  /** What the preview prints; also what documents look like. */
  readonly sample: FieldValue
  /** Fields of one entry of a list. */
  readonly fields?: readonly Field[]
}

/** money: whole fen; rate: decimal text; day: YYYY-MM-DD; flag: true or false; list: its entries. */
export type FieldValue = string | number | boolean | readonly FieldData[]
export interface FieldData { readonly [name: string]: FieldValue | null | undefined }

/** A template may also print a money field in capitals, under its name followed by this word. */
export const IN_CAPITALS = '大写'

export const text = (name: string, says: string, sample: string): Field => ({ name, type: 'text', says, sample })
export const money = (name: string, says: string, sample: number): Field => ({ name, type: 'money', says, sample })
export const rate = (name: string, says: string, sample: string): Field => ({ name, type: 'rate', says, sample })
export const onDay = (name: string, says: string, sample: string): Field => ({ name, type: 'day', says, sample })
export const count = (name: string, says: string, sample: number): Field => ({ name, type: 'count', says, sample })
export const flag = (name: string, says: string): Field => ({ name, type: 'flag', says, sample: true })
export const list = (name: string, says: string, fields: readonly Field[], entries: number): Field =>
  ({ name, type: 'list', says, fields, sample: Array.from({ length: entries }, () => Object.fromEntries(fields.map((field) => [field.name, field.sample]))) })
