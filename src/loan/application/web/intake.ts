import { type Day, type Fen, fen } from '#kernel'
import type { ConsentKind, FileApplication, IdentifiedBy } from '#loan/application/domain'

type Asked = FileApplication['request']
type Person = FileApplication['applicant']
type Shop = FileApplication['business']

/** The intake as it stands on the paper form: every field may still be empty. `periods` counts the cycles of `method`. */
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
  readonly businessAddress: string
  readonly employerKind: NonNullable<FileApplication['job']>['employerKind'] | null
  readonly postKind: NonNullable<FileApplication['job']>['postKind'] | null
  readonly post: string
  readonly monthlyWageFen: Fen | null
  readonly mainCrop: string
  readonly landMu: number | null
  readonly harvestMonth: string | null
  readonly referredBy: string
  readonly deviceId: string
  readonly source: FileApplication['source']
  readonly loansRepaid: number | null
  readonly assistId: string
  /** Empty, `line:<id>` or `case:<id>`: a further product under a line or beside a running case. */
  readonly under: string
  readonly guarantorName: string
  readonly guarantorRelation: string
  readonly guarantorIdNumber: string
  readonly guarantorPhone: string
  readonly identifiedBy: IdentifiedBy | null
  readonly listsOutcome: 'CLEAR' | 'HIT' | null
  readonly listsSays: string
  readonly processTold: boolean
  readonly listGiven: boolean
  readonly conductTold: boolean
  readonly dataSignedOn: Day | null
  readonly bureauAuthorisedOn: Day | null
  readonly sheetsLie: string
}

/** What was typed: until someone picks them, product, repayment, guarantee and purpose follow the customer and what is on offer. */
export type TypedIntake = Omit<Intake, 'method' | 'guarantee' | 'purpose'> & { readonly [K in 'method' | 'guarantee' | 'purpose']: Intake[K] | null }

export const EMPTY_INTAKE: TypedIntake = {
  product: '', amountFen: null, periods: 12, method: null, guarantee: null, purpose: null, purposeLabel: '', purposeFen: null, ownContributionFen: fen(0),
  marriage: null, spouseName: '', children: null, property: null, residenceCity: '', residenceLocal: true, residenceYears: null, phoneCity: '', phoneYears: null, staffRelated: false,
  businessName: '', trade: null, businessCity: '', startedOn: null, licensed: true, premises: null, leaseEndsOn: null, businessAddress: '',
  employerKind: null, postKind: null, post: '', monthlyWageFen: null, mainCrop: '', landMu: null, harvestMonth: null, referredBy: '', deviceId: '',
  source: 'STREET_CANVASS', loansRepaid: 0, assistId: '', under: '', guarantorName: '', guarantorRelation: '', guarantorIdNumber: '', guarantorPhone: '',
  identifiedBy: null, listsOutcome: null, listsSays: '', processTold: false, listGiven: false, conductTold: false, dataSignedOn: null, bureauAuthorisedOn: null, sheetsLie: '',
}

const REQUIRED = ['product', 'amountFen', 'periods', 'purposeLabel', 'purposeFen', 'ownContributionFen', 'marriage', 'children', 'property', 'residenceCity', 'residenceYears', 'businessName', 'trade', 'businessCity', 'startedOn', 'premises', 'loansRepaid'] as const satisfies readonly (keyof Intake)[]
export type Required = (typeof REQUIRED)[number] | 'leaseEndsOn' | 'employerKind' | 'postKind' | 'post' | 'monthlyWageFen' | 'mainCrop' | 'landMu' | 'harvestMonth' | 'phoneYears' | 'guarantorRelation' | 'listsSays' | 'sheetsLie'

/** Whose form it is: a household on wages has no shop, a farm has land. */
export type IntakeKind = 'BUSINESS' | 'SALARIED' | 'FARMER'
const OF_KIND: Readonly<Record<IntakeKind, readonly Required[]>> = { BUSINESS: [], SALARIED: ['employerKind', 'postKind', 'post', 'monthlyWageFen'], FARMER: ['mainCrop', 'landMu', 'harvestMonth'] }
const NOT_OF_WAGES: readonly Required[] = ['trade', 'premises', 'leaseEndsOn']

/** The form a customer's intake takes. */
export function kindOf(customerType: string): IntakeKind {
  return customerType === 'SALARIED' || customerType === 'FARMER' ? customerType : 'BUSINESS'
}

/** Who is married, once or again, has a spouse to name. */
export function hasSpouse({ marriage }: Intake): boolean {
  return marriage === 'MARRIED' || marriage === 'REMARRIED'
}

/** On the borrower's word alone nobody stands for him, and in a joint-liability group its members do. */
export function hasGuarantor({ guarantee }: Pick<Intake, 'guarantee'>): boolean {
  return guarantee !== 'CREDIT' && guarantee !== 'JOINT_LIABILITY'
}

/** What still has to be filled in, in the order of the form. */
export function missingOf(intake: Intake, kind: IntakeKind = 'BUSINESS'): Required[] {
  const empty = (field: keyof Intake): boolean => intake[field] === null || (typeof intake[field] === 'string' && intake[field].trim() === '')
  return [
    ...[...REQUIRED, ...OF_KIND[kind]].filter((field) => empty(field) && !(kind === 'SALARIED' && NOT_OF_WAGES.includes(field))),
    ...(kind !== 'SALARIED' && intake.premises === 'LEASE' && intake.leaseEndsOn === null ? ['leaseEndsOn' as const] : []),
    ...(intake.phoneCity.trim() !== '' && intake.phoneYears === null ? ['phoneYears' as const] : []),
    ...(hasGuarantor(intake) && intake.guarantorName.trim() !== '' && intake.guarantorRelation.trim() === '' ? ['guarantorRelation' as const] : []),
    ...(intake.listsOutcome !== null && intake.listsSays.trim() === '' ? ['listsSays' as const] : []),
    ...((intake.dataSignedOn !== null || intake.bureauAuthorisedOn !== null) && intake.sheetsLie.trim() === '' ? ['sheetsLie' as const] : []),
  ]
}

/** Where a refused field of the request stands on the form. */
export const FIELD_AT: Readonly<Record<string, keyof Intake>> = {
  '/request/product': 'product', '/request/method': 'method', '/request/guarantee': 'guarantee', '/request/purpose': 'purpose', '/request/amountFen': 'amountFen', '/request/periods': 'periods', '/request/purposeLabel': 'purposeLabel', '/request/purposeFen': 'purposeFen', '/request/ownContributionFen': 'ownContributionFen',
  '/applicant/residence/city': 'residenceCity', '/applicant/residence/years': 'residenceYears', '/applicant/phone/city': 'phoneCity', '/applicant/phone/usedYears': 'phoneYears', '/spouseName': 'spouseName',
  '/business/name': 'businessName', '/business/trade': 'trade', '/business/city': 'businessCity', '/business/startedOn': 'startedOn', '/business/leaseEndsOn': 'leaseEndsOn', '/businessAddress': 'businessAddress', '/lineId': 'under', '/besideCaseId': 'under', '/signedOn': 'bureauAuthorisedOn', '/loansRepaid': 'loansRepaid', '/assistId': 'assistId',
}

/** The request a finished form turns into; null while something is missing. */
export function requestOf(typed: Intake, customerId: string, kind: IntakeKind = 'BUSINESS'): FileApplication | null {
  const intake: Intake = kind === 'SALARIED' ? { ...typed, trade: WITHOUT_TRADE, premises: 'NONE', licensed: false } : typed
  const { amountFen, periods, purposeFen, ownContributionFen, marriage, children, property, residenceYears, trade, startedOn, premises, loansRepaid } = intake
  if (missingOf(intake, kind).length > 0 || amountFen === null || periods === null || purposeFen === null || ownContributionFen === null || marriage === null || children === null || property === null || residenceYears === null || trade === null || startedOn === null || premises === null || loansRepaid === null) return null
  const { product, method, guarantee, purpose, purposeLabel, licensed, leaseEndsOn, source, staffRelated } = intake
  return {
    customerId, source, loansRepaid,
    request: { product, guarantee, amountFen, periods, method, purpose, ownContributionFen, purposeLabel, purposeFen },
    applicant: {
      phone: intake.phoneCity.trim() === '' || intake.phoneYears === null ? null : { city: intake.phoneCity, usedYears: intake.phoneYears },
      residence: { city: intake.residenceCity, local: intake.residenceLocal, years: residenceYears }, marriage, children, property, staffRelated,
    },
    spouseName: hasSpouse(intake) ? filled(intake.spouseName) : null,
    business: { name: intake.businessName, trade, city: intake.businessCity, startedOn, licensed, premises, leaseEndsOn: premises === 'LEASE' ? leaseEndsOn : null },
    job: kind === 'SALARIED' ? jobOf(intake) : null, farm: kind === 'FARMER' ? farmOf(intake) : null, referredBy: source === 'REFERRAL' ? filled(intake.referredBy) : null, deviceId: source === 'ONLINE' ? filled(intake.deviceId) : null,
    businessAddress: filled(intake.businessAddress), assistId: filled(intake.assistId),
    lineId: intake.under.startsWith('line:') ? intake.under.slice('line:'.length) : null, besideCaseId: intake.under.startsWith('case:') ? intake.under.slice('case:'.length) : null,
    ...counterOf(intake),
  }
}

/** Who lives on wages has no trade of his own. */
const WITHOUT_TRADE = 'general'

function jobOf({ employerKind, postKind, post, monthlyWageFen }: Intake): FileApplication['job'] {
  return employerKind === null || postKind === null || monthlyWageFen === null ? null : { employerKind, postKind, post, monthlyWageFen }
}

function farmOf({ mainCrop, landMu, harvestMonth }: Intake): FileApplication['farm'] {
  return landMu === null || harvestMonth === null ? null : { mainCrop, landMu, harvestMonth: Number(harvestMonth) }
}

/** What was done at the counter; documents come on the case, where each has its photo. */
function counterOf(intake: Intake): Pick<FileApplication, 'bureauAuthorisedOn' | 'parties' | 'identification' | 'lists' | 'told' | 'consents' | 'received' | 'documentsComplete'> {
  const { identifiedBy, listsOutcome, dataSignedOn, bureauAuthorisedOn } = intake
  const signed = (kind: ConsentKind, signedOn: Day | null) => (signedOn === null ? [] : [{ kind, signedOn, note: intake.sheetsLie, party: null }])
  return {
    bureauAuthorisedOn,
    parties: !hasGuarantor(intake) || filled(intake.guarantorName) === null ? [] : [{ role: 'GUARANTOR', name: intake.guarantorName, relation: intake.guarantorRelation, customerId: null, idNumber: filled(intake.guarantorIdNumber), phone: filled(intake.guarantorPhone) }],
    identification: identifiedBy === null ? null : { how: identifiedBy, note: '' }, lists: listsOutcome === null ? null : { outcome: listsOutcome, says: intake.listsSays },
    told: [...(intake.processTold ? ['PROCESS_EXPLAINED' as const] : []), ...(intake.listGiven ? ['DOCUMENT_LIST' as const] : []), ...(intake.conductTold ? ['CONDUCT_CODE' as const] : [])],
    consents: [...signed('PERSONAL_DATA', dataSignedOn), ...signed('BUREAU', bureauAuthorisedOn)], received: [], documentsComplete: false,
  }
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
