export * from './paper.ts'
export * from './kinds.ts'
export { type Field, type FieldData, type FieldType, type FieldValue, FIELD_TYPES, IN_CAPITALS } from './field.ts'
export { FIELDS_OF, HOUSE_FIELDS, fieldsOf } from './fields.ts'
