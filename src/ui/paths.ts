/** Every address of the web app, written once; a snapshot test shows a reviewer when one changes. */
export const paths = {
  signIn: (back?: string): string => withQuery('/sign-in', { back }),
  today: (): string => '/today',
  customers: (search?: string): string => withQuery('/customers', { search }),
  customer: (customerId: string): string => `/customers/${encodeURIComponent(customerId)}`,
  cases: (view?: string, mine?: boolean): string => withQuery('/cases', { view, mine: mine ? '1' : undefined }),
  newCase: (customerId: string): string => `/customers/${encodeURIComponent(customerId)}/application`,
  case: (caseId: string, sheet?: string): string => sheet === undefined ? `/cases/${encodeURIComponent(caseId)}` : `/cases/${encodeURIComponent(caseId)}/${encodeURIComponent(sheet)}`,
  me: (): string => '/me',
  staff: (): string => '/administration/staff',
  units: (): string => '/administration/units',
  policy: (on?: string, search?: string): string => withQuery('/policy', { on, search }),
  policyChanges: (): string => '/policy/changes',
  policyChange: (overlayId: string): string => `/policy/changes/${encodeURIComponent(overlayId)}`,
  audit: (): string => '/audit',
  auditSample: (sampleId: string): string => `/audit/${encodeURIComponent(sampleId)}`,
  auditWorksheet: (sampleId: string, caseId: string): string => `/audit/${encodeURIComponent(sampleId)}/${encodeURIComponent(caseId)}`,
  myFindings: (): string => '/my-findings',
  newPolicyChange: (key?: string): string => withQuery('/policy/changes/new', { key }),
} as const

export type CasePart = 'draft' | 'pack' | 'submit' | 'return' | 'versions' | 'evidence' | 'notes' | 'bills' | 'invoices' | 'history' | 'notice' | 'admit' | 'decline' | 'withdraw' | 'reopen'

/** The addresses of the API, likewise. */
export const api = {
  session: (): string => '/api/session',
  banks: (): string => '/api/banks',
  me: (): string => '/api/me',
  password: (): string => '/api/me/password',
  customers: (q?: string): string => withQuery('/api/customers', { q }),
  customer: (customerId: string): string => `/api/customers/${encodeURIComponent(customerId)}`,
  unmask: (customerId: string): string => `/api/customers/${encodeURIComponent(customerId)}/unmask`,
  watchList: (customerId: string): string => `/api/customers/${encodeURIComponent(customerId)}/watch-list`,
  watchRelease: (customerId: string, watchEntryId: string): string => `/api/customers/${encodeURIComponent(customerId)}/watch-list/${encodeURIComponent(watchEntryId)}/release`,
  today: (): string => '/api/today',
  inbox: (): string => '/api/inbox',
  cases: (filter: Readonly<Record<string, string | undefined>> = {}): string => withQuery('/api/cases', filter),
  case: (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}`,
  /** A part of a case or an act on it: `draft`, `pack`, `versions`, `evidence`, `submit`, `return` … */
  ofCase: (caseId: string, part: CasePart): string => `/api/cases/${encodeURIComponent(caseId)}/${part}`,
  caseVersion: (caseId: string, version: string): string => `/api/cases/${encodeURIComponent(caseId)}/versions/${encodeURIComponent(version)}`,
  evidenceFile: (caseId: string, evidenceId: string): string => `/api/cases/${encodeURIComponent(caseId)}/evidence/${encodeURIComponent(evidenceId)}/file`,
  evidenceDetach: (caseId: string, evidenceId: string): string => `/api/cases/${encodeURIComponent(caseId)}/evidence/${encodeURIComponent(evidenceId)}/detach`,
  dossier: (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}/dossier`,
  dossierExports: (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}/dossier/exports`,
  dossierFile: (caseId: string, exportId: string): string => `/api/cases/${encodeURIComponent(caseId)}/dossier/exports/${encodeURIComponent(exportId)}/file`,
  auditSamples: (): string => '/api/audit/samples',
  auditSample: (sampleId: string): string => `/api/audit/samples/${encodeURIComponent(sampleId)}`,
  auditWorksheet: (sampleId: string, caseId: string): string => `/api/audit/samples/${encodeURIComponent(sampleId)}/cases/${encodeURIComponent(caseId)}`,
  auditFinding: (findingId: string, act: 'close' | 'reopen'): string => `/api/audit/findings/${encodeURIComponent(findingId)}/${act}`,
  auditVerification: (): string => '/api/audit/verification',
  myFindings: (): string => '/api/my/findings',
  answerFinding: (findingId: string): string => `/api/my/findings/${encodeURIComponent(findingId)}/answer`,
  trades: (): string => '/api/trades',
  phone: (): string => '/api/phone',
  colleagues: (): string => '/api/colleagues',
  staff: (search?: string): string => withQuery('/api/staff', { search }),
  staffMember: (staffId: string): string => `/api/staff/${encodeURIComponent(staffId)}`,
  staffSuspension: (staffId: string): string => `/api/staff/${encodeURIComponent(staffId)}/suspension`,
  staffPassword: (staffId: string): string => `/api/staff/${encodeURIComponent(staffId)}/password`,
  staffPosts: (staffId: string): string => `/api/staff/${encodeURIComponent(staffId)}/posts`,
  staffPost: (staffId: string, staffPostId: string): string => `/api/staff/${encodeURIComponent(staffId)}/posts/${encodeURIComponent(staffPostId)}`,
  units: (): string => '/api/units',
  unit: (unitId: string): string => `/api/units/${encodeURIComponent(unitId)}`,
  policy: (on?: string, unit?: string, product?: string): string => withQuery('/api/policy', { on, unit, product }),
  policyOverlays: (): string => '/api/policy/overlays',
  policySignatures: (overlayId: string): string => `/api/policy/overlays/${encodeURIComponent(overlayId)}/signatures`,
  policyWithdrawal: (overlayId: string): string => `/api/policy/overlays/${encodeURIComponent(overlayId)}/withdrawal`,
  policyYaml: (overlayId: string): string => `/api/policy/overlays/${encodeURIComponent(overlayId)}/yaml`,
} as const

function withQuery(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(Object.entries(values).flatMap(([key, value]) => value === undefined || value === '' ? [] : [[key, value]]))
  return query.toString() === '' ? path : `${path}?${query}`
}
