import { CaseFile, type CaseFileInput, type SystemFacts } from '#common/assessment/domain'
import { cyclesOf, lengthOf } from '#common/schedule/domain'
import { type Day, addMonths } from '#kernel'
import type { FileApplication } from './requests.ts'

/** What the bank knows of an intake beside the form. */
export interface KnownAtIntake {
  readonly number: string
  readonly on: Day
  readonly appliedOn: string
  readonly customer: { readonly name: string; readonly customerType: CaseFile['applicant']['customerType']; readonly bornOn: string }
  /** When the applicant authorised the bureau query; none yet. */
  readonly bureauAuthorisedOn: string | null
  /** What lists and the bank's own records raise. */
  readonly system: SystemFacts
}

/** The case file an investigation starts from: what the intake knows, and for everything nobody asked yet the value that counts least in favour. */
export function firstCaseFile(filed: FileApplication, known: KnownAtIntake): CaseFile {
  const { purposeLabel, purposeFen, ...request } = filed.request
  return CaseFile.parse({
    format: 'weidai-case/1',
    id: known.number,
    cutOffOn: known.on,
    application: { appliedOn: known.appliedOn, source: filed.source, ...(filed.referredBy === null ? {} : { referredBy: filed.referredBy }), bureauAuthorisedOn: known.bureauAuthorisedOn, loansRepaid: filed.loansRepaid },
    request: { ...request, disbursedOn: known.on, firstDueOn: addMonths(known.on, request.method === 'BULLET' ? request.periods : lengthOf(cyclesOf(request.method)[0]).months), purposeItems: [{ label: purposeLabel, amountFen: purposeFen }] },
    applicant: { ...filed.applicant, name: known.customer.name, customerType: known.customer.customerType, bornOn: known.customer.bornOn, habits: 'DOUBTFUL' },
    spouse: filed.spouseName === null ? null : { name: filed.spouseName, informed: false, coSigns: false, work: 'NONE' },
    business: { ...filed.business, largestCustomerShare: '1', mainSupplierYears: 0 },
    salary: filed.job === null ? null : salaryOf(filed.job, filed.business.startedOn), farm: filed.farm === null ? null : farmOf(filed.farm),
    visit: { visitedOn: null },
    balance: {}, income: {}, plan: { useFen: purposeFen }, soft: { creditRecord: 'BAD' }, system: known.system,
  })
}

/** What was said of the wage stands as said: papers come with the investigation. */
function salaryOf({ monthlyWageFen, ...job }: NonNullable<FileApplication['job']>, since: string): CaseFileInput['salary'] {
  return { ...job, since, wages: [{ label: '工资(实发)', monthlyFen: monthlyWageFen }] }
}

function farmOf({ mainCrop, landMu, harvestMonth }: NonNullable<FileApplication['farm']>): CaseFileInput['farm'] {
  return { land: [{ label: '承包地', areaMu: String(landMu), tenure: 'CONTRACTED' }], crops: [{ label: mainCrop, areaMu: String(landMu), yieldPerMu: '0', unitPriceFen: 0, harvestMonths: [harvestMonth] }] }
}
