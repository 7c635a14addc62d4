import type { RefusalDetail } from '#kernel'
import { InvalidInput, assert } from '#kernel'
import { CONSENT_KINDS, type ConsentKind, type DocumentState, INTAKE_STEPS, type IntakeStep } from './intake.ts'

/** How far an intake has come. */
export interface IntakeStanding {
  readonly steps: ReadonlySet<IntakeStep>
  /** Consents in force that the applicant signed. */
  readonly consents: ReadonlySet<ConsentKind>
  readonly documents: readonly { readonly name: string; readonly isRequired: boolean; readonly state: DocumentState }[]
  readonly documentsComplete: boolean
}

const EXPECTED: Readonly<Record<IntakeStep, string>> = {
  IDENTIFIED: '核对身份证原件与本人后登记', PROCESS_EXPLAINED: '向客户介绍贷款全流程', DOCUMENT_LIST: '把资料清单交给客户', CONDUCT_CODE: '告知客户行为准则与反馈电话', LIST_CHECK: '查过本行与外部名单并登记结果',
}

function undone({ steps }: IntakeStanding, wanted: readonly IntakeStep[]): RefusalDetail[] {
  return wanted.filter((step) => !steps.has(step)).map((step) => ({ code: 'application.step-missing', message: `尚未${INTAKE_STEPS[step]}`, at: `/steps/${step}`, expected: EXPECTED[step] }))
}

const documentsMissing = ({ documents }: IntakeStanding) => documents.filter(({ isRequired, state }) => isRequired && state === 'PENDING')

/** What still stands between an intake and "documents complete", from which the admission clock runs. */
export function lackingForCompleteness(standing: IntakeStanding): RefusalDetail[] {
  return [
    ...undone(standing, ['DOCUMENT_LIST']),
    ...documentsMissing(standing).map(({ name }) => ({ code: 'application.document-missing', message: `资料未收齐：${name}`, at: '/documents', expected: '已收，或说明理由免交' })),
  ]
}

/** What an intake lacks before it may be admitted. A customer may be declined at any time. */
export function lackingForAdmission(standing: IntakeStanding): RefusalDetail[] {
  return [
    ...undone(standing, ['IDENTIFIED', 'PROCESS_EXPLAINED', 'CONDUCT_CODE', 'LIST_CHECK']),
    ...(standing.consents.has('PERSONAL_DATA') ? [] : [{ code: 'application.consent-missing', message: `客户尚未签署${CONSENT_KINDS.PERSONAL_DATA}`, at: '/consents', expected: '签署日与签署件' }]),
    ...(standing.documentsComplete ? [] : [{ code: 'application.documents-open', message: documentsMissing(standing).length > 0 ? '资料尚未收齐' : '资料已收齐，尚未登记「资料齐备」', at: '/documents', expected: '收齐后登记「资料齐备」，准入答复时限由此起算' }]),
  ]
}

/** Everything an intake lacks, at once. */
export class IntakeIncomplete extends InvalidInput {
  override readonly code = 'application.intake-incomplete'
  override readonly status = 422

  constructor(lacking: readonly RefusalDetail[]) {
    const [first, ...rest] = lacking
    assert(first !== undefined, 'what is incomplete lacks something')
    super([first, ...rest], lacking.length)
  }
}
