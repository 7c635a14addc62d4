import { z } from 'zod'
import { isDay } from '#kernel'
import { IdNumberText } from './id-number.ts'

export const CUSTOMER_TYPES = { SELF_EMPLOYED: '个体工商户', MICRO_OWNER: '小微企业主', FARMER: '农户', SALARIED: '工薪客户' } as const satisfies Record<string, string>
export type CustomerType = keyof typeof CUSTOMER_TYPES
export const CustomerType = z.enum(Object.keys(CUSTOMER_TYPES) as [CustomerType, ...CustomerType[]]).meta({ title: '客户类型' })

const Day = z.string().refine((text): boolean => isDay(text), { error: '须为存在的日期 YYYY-MM-DD' })
const Id = z.uuid()
const Name = z.string().trim().min(1).max(40).meta({ title: '姓名' })
/** Mainland mobile number, spaces and country prefix removed. */
export const Phone = z.string().transform((text) => text.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')).pipe(z.string().regex(/^1[3-9]\d{9}$/, { error: '须为 11 位手机号码' })).meta({ title: '手机号', secret: true })

export const CustomerRef = z.strictObject({ customerId: Id.meta({ title: '客户' }) })
export const NewCustomer = z.strictObject({ name: Name, customerType: CustomerType, idNumber: IdNumberText, phone: Phone })
export type NewCustomer = z.output<typeof NewCustomer>
/** What may be corrected; the ID number is the person and stays. */
export const CustomerChange = z.strictObject({ rowVersion: z.int().min(1).meta({ title: '行版本' }), name: Name.optional(), customerType: CustomerType.optional(), phone: Phone.optional() })
export type CustomerChange = z.output<typeof CustomerChange>

/** Name, pinyin initials, last four of ID number or phone, whole ID number or phone, or customer number. */
export const CustomerSearch = z.strictObject({
  q: z.string().trim().max(40).default('').meta({ title: '查询词' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '条数' }),
})
export type CustomerSearch = z.output<typeof CustomerSearch>

export const Unmask = z.strictObject({ field: z.enum(['ID_NUMBER', 'PHONE']).meta({ title: '字段' }), reason: z.string().trim().min(4).max(200).meta({ title: '查看理由' }) })
export type Unmask = z.output<typeof Unmask>
export const Unmasked = z.object({ value: z.string() })

export const CustomerRow = z.object({
  customerId: Id, number: z.string(), name: z.string(), customerType: CustomerType,
  idNumberMasked: z.string(), phoneMasked: z.string(), bornOn: Day,
  /** Numbers of the files that stand behind this one. */
  mergedNumbers: z.array(z.string()),
})
export type CustomerRow = z.output<typeof CustomerRow>
export const Customers = z.object({ customers: z.array(CustomerRow), more: z.boolean() })

const Fen = z.int()
export const CustomerInstalment = z.object({ seq: z.int(), dueOn: Day, principalFen: Fen, interestFen: Fen, balanceFen: Fen })
export const CustomerNote = z.object({ noteId: Id, number: z.string(), amountFen: Fen, balanceFen: Fen, annualRate: z.string(), disbursedOn: Day, maturesOn: Day, state: z.string(), instalments: z.array(CustomerInstalment) })
export const CustomerContract = z.object({ contractId: Id, number: z.string(), productCode: z.string(), amountFen: Fen, annualRate: z.string(), signedOn: Day, maturesOn: Day, state: z.string(), notes: z.array(CustomerNote) })
/** 授信 with what stands below it: contract, note, instalment. */
export const CustomerLine = z.object({ lineId: Id, number: z.string(), capFen: Fen, drawnFen: Fen, guarantee: z.string(), validFrom: Day, validUntil: Day, state: z.string(), contracts: z.array(CustomerContract) })
export type CustomerLine = z.output<typeof CustomerLine>

const File = z.object({ customerId: Id, number: z.string(), name: z.string() })
export const CustomerPage = CustomerRow.extend({
  /** The file that goes on, when this one stands behind it; and the files that stand behind this one. */
  mergedInto: File.nullable(), mergedFrom: z.array(File),
  sex: z.enum(['FEMALE', 'MALE']), rowVersion: z.int(), createdOn: Day,
  manager: z.object({ staffId: Id, name: z.string() }), unitName: z.string(),
  lines: z.array(CustomerLine),
})
export type CustomerPage = z.output<typeof CustomerPage>
