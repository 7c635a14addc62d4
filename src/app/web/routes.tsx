import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { paths } from '#ui'

const root = createRootRoute({ notFoundComponent: lazyRouteComponent(() => import('#desk/frame/web'), 'NotFoundPage') })
const start = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: paths.today() }) } })
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('#desk/sign-in/web'), 'SignInPage') })
const customerLink = createRoute({ getParentRoute: () => root, path: '/l/$token', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'CustomerLinkPage') })
const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: lazyRouteComponent(() => import('#desk/frame/web'), 'Frame') })
const today = createRoute({ getParentRoute: () => desk, path: '/today', component: lazyRouteComponent(() => import('#desk/today/web'), 'TodayPage') })
const tasks = createRoute({ getParentRoute: () => desk, path: '/tasks', component: lazyRouteComponent(() => import('#common/task/web'), 'TasksPage') })
const floor = createRoute({ getParentRoute: () => desk, path: '/floor', component: lazyRouteComponent(() => import('#common/task/web'), 'FloorPage') })
const standIns = createRoute({ getParentRoute: () => desk, path: '/stand-ins', component: lazyRouteComponent(() => import('#common/task/web'), 'StandInsPage') })
const accountability = createRoute({ getParentRoute: () => desk, path: '/accountability', component: lazyRouteComponent(() => import('#common/task/web'), 'AccountabilityPage') })
const notices = createRoute({ getParentRoute: () => desk, path: '/notices', component: lazyRouteComponent(() => import('#common/task/web'), 'NoticesPage') })
const outbox = createRoute({ getParentRoute: () => desk, path: '/outbox', component: lazyRouteComponent(() => import('#common/task/web'), 'OutboxPage') })
const exchange = createRoute({ getParentRoute: () => desk, path: '/exchange', component: lazyRouteComponent(() => import('#common/exchange/web'), 'ExchangePage') })
const fileMapping = createRoute({ getParentRoute: () => desk, path: '/exchange/mappings/$kind', component: lazyRouteComponent(() => import('#common/exchange/web'), 'MappingPage') })
const calendar = createRoute({ getParentRoute: () => desk, path: '/calendar', component: lazyRouteComponent(() => import('#common/task/web'), 'CalendarPage') })
const cases = createRoute({ getParentRoute: () => desk, path: '/cases', component: lazyRouteComponent(() => import('#desk/worklist/web'), 'CasesPage') })
const caseStart = createRoute({ getParentRoute: () => desk, path: '/cases/$caseId', component: lazyRouteComponent(() => import('#desk/case/web'), 'CasePage') })
const caseSheet = createRoute({ getParentRoute: () => desk, path: '/cases/$caseId/$sheet', component: lazyRouteComponent(() => import('#desk/case/web'), 'CasePage') })
const customers = createRoute({ getParentRoute: () => desk, path: '/customers', component: lazyRouteComponent(() => import('#desk/customer/web'), 'CustomersPage') })
const customer = createRoute({ getParentRoute: () => desk, path: '/customers/$customerId', component: lazyRouteComponent(() => import('#desk/customer/web'), 'CustomerPage') })
const duplicates = createRoute({ getParentRoute: () => desk, path: '/customers/$customerId/duplicates', component: lazyRouteComponent(() => import('#common/customer/web'), 'DuplicatesPage') })
const corrections = createRoute({ getParentRoute: () => desk, path: '/corrections', component: lazyRouteComponent(() => import('#loan/application/web'), 'CorrectionsPage') })
const application = createRoute({ getParentRoute: () => desk, path: '/customers/$customerId/application', component: lazyRouteComponent(() => import('#loan/application/web'), 'ApplicationPage') })
const notes = createRoute({ getParentRoute: () => desk, path: '/notes', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'NotesPage') })
const note = createRoute({ getParentRoute: () => desk, path: '/notes/$noteId', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'NoteDetailPage') })
const dayEnd = createRoute({ getParentRoute: () => desk, path: '/day-end', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'DayEndPage') })
const dayEndOf = createRoute({ getParentRoute: () => desk, path: '/day-end/$day', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'DayEndPage') })
const debits = createRoute({ getParentRoute: () => desk, path: '/debits', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'DebitsPage') })
const suspense = createRoute({ getParentRoute: () => desk, path: '/suspense', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'SuspensePage') })
const differences = createRoute({ getParentRoute: () => desk, path: '/core-differences', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'DifferencesPage') })
const ledger = createRoute({ getParentRoute: () => desk, path: '/ledger', component: lazyRouteComponent(() => import('#common/ledger/web'), 'LedgerPage') })
const classes = createRoute({ getParentRoute: () => desk, path: '/classes', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'ClassesPage') })
const quality = createRoute({ getParentRoute: () => desk, path: '/quality', component: lazyRouteComponent(() => import('#loan/servicing/web'), 'QualityPage') })
const registers = createRoute({ getParentRoute: () => desk, path: '/registers', component: lazyRouteComponent(() => import('#loan/contract/web'), 'RegistersPage') })
const me = createRoute({ getParentRoute: () => desk, path: '/me', component: lazyRouteComponent(() => import('#desk/me/web'), 'MePage') })
const staff = createRoute({ getParentRoute: () => desk, path: '/administration/staff', component: lazyRouteComponent(() => import('#desk/administration/web'), 'StaffPage') })
const units = createRoute({ getParentRoute: () => desk, path: '/administration/units', component: lazyRouteComponent(() => import('#desk/administration/web'), 'UnitsPage') })
const policy = createRoute({ getParentRoute: () => desk, path: '/policy', component: lazyRouteComponent(() => import('#common/policy/web'), 'PolicyPage') })
const policyChanges = createRoute({ getParentRoute: () => desk, path: '/policy/changes', component: lazyRouteComponent(() => import('#common/policy/web'), 'ChangesPage') })
const policyProposal = createRoute({ getParentRoute: () => desk, path: '/policy/changes/new', component: lazyRouteComponent(() => import('#common/policy/web'), 'ProposePage') })
const policyChange = createRoute({ getParentRoute: () => desk, path: '/policy/changes/$overlayId', component: lazyRouteComponent(() => import('#common/policy/web'), 'ChangePage') })

const audit = createRoute({ getParentRoute: () => desk, path: '/audit', component: lazyRouteComponent(() => import('#desk/audit/web'), 'AuditPage') })
const auditSample = createRoute({ getParentRoute: () => desk, path: '/audit/$sampleId', component: lazyRouteComponent(() => import('#desk/audit/web'), 'SamplePage') })
const auditWorksheet = createRoute({ getParentRoute: () => desk, path: '/audit/$sampleId/$caseId', component: lazyRouteComponent(() => import('#desk/audit/web'), 'WorksheetPage') })
const myFindings = createRoute({ getParentRoute: () => desk, path: '/my-findings', component: lazyRouteComponent(() => import('#desk/audit/web'), 'MyFindingsPage') })
const committee = createRoute({ getParentRoute: () => desk, path: '/committee', component: lazyRouteComponent(() => import('#loan/committee/web'), 'CommitteePage') })
const meeting = createRoute({ getParentRoute: () => desk, path: '/committee/$meetingId', component: lazyRouteComponent(() => import('#loan/committee/web'), 'MeetingPage') })
const reviews = createRoute({ getParentRoute: () => desk, path: '/reviews', component: lazyRouteComponent(() => import('#loan/review/web'), 'ReviewsPage') })
const sign = createRoute({ getParentRoute: () => desk, path: '/sign/$caseId', component: lazyRouteComponent(() => import('./sign-page.tsx'), 'SignCasePage') })
const paper = createRoute({ getParentRoute: () => desk, path: '/cases/$caseId/papers/$documentId', component: lazyRouteComponent(() => import('#common/document/web'), 'PaperPage') })
const checkDocument = createRoute({ getParentRoute: () => desk, path: '/papers/check', component: lazyRouteComponent(() => import('#common/document/web'), 'CheckDocumentPage') })
const templates = createRoute({ getParentRoute: () => desk, path: '/templates', component: lazyRouteComponent(() => import('#common/document/web'), 'TemplatesPage') })

/** Each page is its own piece of script, fetched when someone points at a link to it. */
export const router = createRouter({
  routeTree: root.addChildren([start, signIn, customerLink, desk.addChildren([today, tasks, floor, standIns, accountability, notices, outbox, exchange, fileMapping, calendar, cases, caseStart, caseSheet, customers, customer, duplicates, corrections, application, notes, note, ledger, classes, quality, dayEnd, dayEndOf, debits, suspense, differences, reviews, committee, meeting, sign, registers, me, staff, units, policy, policyChanges, audit, auditSample, auditWorksheet, myFindings, policyProposal, policyChange, paper, checkDocument, templates])]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (values) => {
    const text = new URLSearchParams(values as Record<string, string>).toString()
    return text === '' ? '' : `?${text}`
  },
  scrollRestoration: true,
})
