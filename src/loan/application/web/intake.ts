import { type Day, type Fen, fen } from '#kernel'
import type { FileApplication } from '#loan/application/domain'

type Asked = FileApplication['request']
type Person = FileApplication['applicant']
type Shop = FileApplication['business']

/** The intake as it stands on the paper form: every field may still be empty. */
export interface Intake {
  readonly product: string
  readonly amountFen: Fen | null
  readonly periods: number | null
  readonly method: Asked['method']
  readonly guarantee: Asked['guarantee']
  readonly purpose: Asked['purpose']
  readonly purposeLabel: string
  readonly purposeFen: Fen | null
  readonly ownContributionFen: Fen | null
  readonly marriage: Person['marriage'] | null
  readonly spouseName: string
  readonly children: Person['children'] | null
  readonly property: Person['property'] | null
  readonly residenceCity: string
  readonly residenceLocal: boolean
  readonly residenceYears: number | null
  readonly phoneCity: string
  readonly phoneYears: number | null
  readonly staffRelated: boolean
  readonly businessName: string
  readonly trade: string | null
  readonly businessCity: string
  readonly startedOn: Day | null
  readonly licensed: boolean
  readonly premises: Shop['premises'] | null
  readonly leaseEndsOn: Day | null
  readonly source: FileApplication['source']
  readonly bureauAuthorisedOn: Day | null
  readonly loansRepaid: number | null
  readonly assistId: string
}

export const EMPTY_INTAKE: Intake = {
  product: '小微贷款', amountFen: null, periods: 12, method: 'ANNUITY', guarantee: 'PERSONAL_GUARANTEE', purpose: 'WORKING_CAPITAL', purposeLabel: '', purposeFen: null, ownContributionFen: fen(0),
  marriage: null, spouseName: '', children: null, property: null, residenceCity: '', residenceLocal: true, residenceYears: null, phoneCity: '', phoneYears: null, staffRelated: false,
  businessName: '', trade: null, businessCity: '', startedOn: null, licensed: true, premises: null, leaseEndsOn: null,
  source: 'STREET_CANVASS', bureauAuthorisedOn: null, loansRepaid: 0, assistId: '',
}

const REQUIRED = ['product', 'amountFen', 'periods', 'purposeLabel', 'purposeFen', 'ownContributionFen', 'marriage', 'children', 'property', 'residenceCity', 'residenceYears', 'businessName', 'trade', 'businessCity', 'startedOn', 'premises', 'loansRepaid'] as const satisfies readonly (keyof Intake)[]
export type Required = (typeof REQUIRED)[number] | 'leaseEndsOn' | 'phoneYears'

/** Who is married, once or again, has a spouse to name. */
export function hasSpouse({ marriage }: Intake): boolean {
  return marriage === 'MARRIED' || marriage === 'REMARRIED'
}

/** What still has to be filled in, in the order of the form. */
export function missingOf(intake: Intake): Required[] {
  const empty = (field: keyof Intake): boolean => intake[field] === null || (typeof intake[field] === 'string' && intake[field].trim() === '')
  return [
    ...REQUIRED.filter(empty),
    ...(intake.premises === 'LEASE' && intake.leaseEndsOn === null ? ['leaseEndsOn' as const] : []),
    ...(intake.phoneCity.trim() !== '' && intake.phoneYears === null ? ['phoneYears' as const] : []),
  ]
}

/** Where a refused field of the request stands on the form. */
export const FIELD_AT: Readonly<Record<string, keyof Intake>> = {
  '/request/product': 'product', '/request/amountFen': 'amountFen', '/request/periods': 'periods', '/request/purposeLabel': 'purposeLabel', '/request/purposeFen': 'purposeFen', '/request/ownContributionFen': 'ownContributionFen',
  '/applicant/residence/city': 'residenceCity', '/applicant/residence/years': 'residenceYears', '/applicant/phone/city': 'phoneCity', '/applicant/phone/usedYears': 'phoneYears', '/spouseName': 'spouseName',
  '/business/name': 'businessName', '/business/trade': 'trade', '/business/city': 'businessCity', '/business/startedOn': 'startedOn', '/business/leaseEndsOn': 'leaseEndsOn', '/bureauAuthorisedOn': 'bureauAuthorisedOn', '/loansRepaid': 'loansRepaid', '/assistId': 'assistId',
}

/** The request a finished form turns into; null while something is missing. */
export function requestOf(intake: Intake, customerId: string): FileApplication | null {
  const { amountFen, periods, purposeFen, ownContributionFen, marriage, children, property, residenceYears, trade, startedOn, premises, loansRepaid } = intake
  if (missingOf(intake).length > 0 || amountFen === null || periods === null || purposeFen === null || ownContributionFen === null || marriage === null || children === null || property === null || residenceYears === null || trade === null || startedOn === null || premises === null || loansRepaid === null) return null
  const { product, method, guarantee, purpose, purposeLabel, licensed, leaseEndsOn, source, bureauAuthorisedOn, staffRelated } = intake
  return {
    customerId, source, bureauAuthorisedOn, loansRepaid,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel, purposeFen },
    applicant: {
      phone: intake.phoneCity.trim() === '' || intake.phoneYears === null ? null : { city: intake.phoneCity, usedYears: intake.phoneYears },
      residence: { city: intake.residenceCity, local: intake.residenceLocal, years: residenceYears }, marriage, children, property, staffRelated,
    },
    spouseName: hasSpouse(intake) && intake.spouseName.trim() !== '' ? intake.spouseName : null,
    business: { name: intake.businessName, trade, city: intake.businessCity, startedOn, licensed, premises, leaseEndsOn: premises === 'LEASE' ? leaseEndsOn : null },
    assistId: intake.assistId === '' ? null : intake.assistId,
  }
}
