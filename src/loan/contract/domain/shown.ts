import { z } from 'zod'
import { Terms } from '#loan/decision/domain'
import { MARK_ITEMS } from './marks.ts'
import { Fee } from './requests.ts'
import { CONTRACT_STATES, type ContractState, DRAWDOWN_STATES, type DrawdownState } from './states.ts'

const Id = z.uuid()
const Fen = z.int()
const Day = z.string()
const Person = z.object({ staffId: Id, name: z.string() })
const Done = z.object({ by: Person, on: Day })
const EvidenceIds = z.array(Id)

const Item = z.object({ code: z.string(), title: z.string(), done: z.boolean(), says: z.string(), who: z.string() })
export const ConditionShown = z.object({
  conditionId: Id, seq: z.int(), timing: z.enum(['BEFORE', 'AFTER']), kind: z.string(), says: z.string(), ownerPost: z.string(), dueOn: Day.nullable(), evidenceNeeded: z.boolean(),
  met: Done.extend({ note: z.string(), evidence: EvidenceIds }).nullable(),
})
export type ConditionShown = z.output<typeof ConditionShown>
export const PartyShown = z.object({
  partyId: Id, role: z.enum(['SPOUSE', 'COBORROWER', 'GUARANTOR', 'PLEDGOR']), name: z.string(), relation: z.string(), idNumberMasked: z.string(), phoneMasked: z.string(), address: z.string(),
  monthlyDisposableFen: Fen.nullable(), guaranteedFen: Fen.nullable(), signedOn: Day.nullable(),
})
export type PartyShown = z.output<typeof PartyShown>

const ValuationShown = z.object({ valueFen: Fen, priorClaimsFen: Fen, haircut: z.string(), lendingFen: Fen, source: z.string(), valuedOn: Day, endsOn: Day, expiry: z.enum(['NONE', 'SOON', 'GONE']) })
const InsuranceShown = z.object({ insurer: z.string(), policyNumber: z.string(), insuredFen: Fen, from: Day, until: Day, expiry: z.enum(['NONE', 'SOON', 'GONE']) })
const MovementShown = z.object({ movementId: Id, number: z.string(), paper: z.string(), direction: z.enum(['IN', 'OUT']), reason: z.string(), counterpart: z.string(), handed: Done, received: Person.nullable() })
export const CollateralShown = z.object({
  collateralId: Id, caseId: Id, contractNumber: z.string().nullable(), customerId: Id, customerName: z.string(), kind: z.string(), item: z.string(), ownerName: z.string(), place: z.string(), titleNumber: z.string(), pledgedFen: Fen,
  registration: z.object({ office: z.string(), number: z.string(), on: Day }).nullable(), state: z.enum(['PLEDGED', 'RELEASED', 'REMOVED']), ended: z.object({ on: Day, reason: z.string() }).nullable(),
  /** The one that counts now, then the earlier ones. */
  valuations: z.array(ValuationShown), insurances: z.array(InsuranceShown), movements: z.array(MovementShown),
  /** Papers of it that are in the bank's custody. */
  held: z.array(z.string()),
})
export type CollateralShown = z.output<typeof CollateralShown>
export const CollateralList = z.object({ collateral: z.array(CollateralShown) })
export const GuarantorShown = PartyShown.extend({ caseId: Id, contractNumber: z.string().nullable(), customerId: Id, customerName: z.string(), contractState: z.string(), otherGuaranteesFen: Fen })
export type GuarantorShown = z.output<typeof GuarantorShown>
export const GuarantorList = z.object({ guarantors: z.array(GuarantorShown) })
export const RegisterQuestion = z.strictObject({ customerId: Id.optional().meta({ title: '客户' }), expiring: z.enum(['true', 'false']).optional().meta({ title: '只看到期' }), q: z.string().trim().max(40).optional().meta({ title: '查找' }) })
export type RegisterQuestion = z.output<typeof RegisterQuestion>

export const PaperShown = z.object({ kind: z.string(), subject: z.string(), subjectName: z.string(), documentId: Id.nullable(), number: z.string().nullable(), signedOn: Day.nullable() })
const MarkShown = z.object({ item: z.enum(MARK_ITEMS), subject: z.string(), version: z.int(), says: z.string(), by: Person, on: Day, at: z.string() })
const SigningShown = z.object({ signingId: Id, version: z.int(), placeKind: z.enum(['BRANCH', 'ON_SITE']), place: z.string(), opened: Done, joined: Person.nullable(), outcome: z.enum(['SIGNED', 'REFUSED']).nullable(), endedOn: Day.nullable(), reason: z.string().nullable(), photos: EvidenceIds })
const ConfirmationShown = z.object({ version: z.int(), how: z.string(), spokeWith: z.string(), answers: z.array(z.object({ question: z.string(), answer: z.string() })), passed: z.boolean(), says: z.string(), confirmed: Done })
export const DrawdownShown = z.object({
  drawdownId: Id, seq: z.int(), noteId: Id, noteNumber: z.string(), amountFen: Fen, payment: z.enum(['SELF', 'ENTRUSTED']), valueOn: Day, firstDueOn: Day, state: z.enum(Object.keys(DRAWDOWN_STATES) as [DrawdownState, ...DrawdownState[]]),
  ordered: Person, checked: Person.nullable(), cancelReason: z.string().nullable(), arrived: z.object({ how: z.string(), with: z.string(), by: Person, on: Day }).nullable(),
  reversal: z.object({ asked: Person, reason: z.string(), reversed: Person.nullable() }).nullable(),
})
export type DrawdownShown = z.output<typeof DrawdownShown>

const PayeeShown = z.object({ name: z.string(), bank: z.string(), accountMasked: z.string(), amountFen: Fen, tradeContract: z.string(), goods: z.string(), evidenceId: Id })
const Drawn = z.object({
  terms: Terms, lessBecause: z.string().nullable(), startsOn: Day, firstDueOn: Day, residence: z.string(), premises: z.string(), deliveryAddress: z.string(), accountName: z.string(), accountBank: z.string(),
  /** Without its end: whoever checks the payment reads that from the paper. */
  accountMasked: z.string(),
  payment: z.enum(['SELF', 'ENTRUSTED']), paymentReason: z.string(), payees: z.array(PayeeShown), fees: z.array(Fee), useLineId: Id.nullable(), revolving: z.boolean(), by: Person, on: Day,
  differences: z.array(z.object({ name: z.string(), decided: z.string(), drawn: z.string(), allowed: z.boolean() })),
})
export type Drawn = z.output<typeof Drawn>

/** One step of the way from the decision to the money: where it stands and who is next. */
const StepShown = z.object({ id: z.string(), title: z.string(), state: z.enum(['DONE', 'NOW', 'LATER']), says: z.string(), who: z.string() })
export type StepShown = z.output<typeof StepShown>

export const ContractShown = z.object({
  contractId: Id, number: z.string().nullable(), state: z.enum(Object.keys(CONTRACT_STATES) as [ContractState, ...ContractState[]]), version: z.int(), reason: z.string().nullable(),
  customerName: z.string(), validUntil: Day, today: Day, terms: Terms, steps: z.array(StepShown), conditions: z.array(ConditionShown), parties: z.array(PartyShown), collateral: z.array(CollateralShown),
  drawn: Drawn.nullable(), papers: z.array(PaperShown), marks: z.array(MarkShown), signings: z.array(SigningShown), confirmations: z.array(ConfirmationShown), drawdowns: z.array(DrawdownShown),
  beforeSigning: z.array(Item), beforeDrawdown: z.array(Item), leftFen: Fen,
  lines: z.array(z.object({ lineId: Id, number: z.string(), availableFen: Fen, products: z.array(z.string()) })),
  /** What the forms ask and show, from the policy of the day. */
  ask: z.object({ interview: z.array(z.string()), confirm: z.array(z.string()), phone: z.string(), conduct: z.string(), cutOff: z.string(), accountDigits: z.int(), entrustedAboveFen: Fen, entrustedOptionalFen: Fen, spouseName: z.string().nullable(), membersMissing: z.array(z.string()), residence: z.string(), business: z.string(), lineId: Id.nullable() }),
})
export type ContractShown = z.output<typeof ContractShown>
/** The file of a case; none before a decision approves it. */
export const ContractAnswer = z.object({ file: ContractShown.nullable() })

export const Moved = z.object({ state: z.string() })
export const PartyAdded = z.object({ partyId: Id })
export const CollateralAdded = z.object({ collateralId: Id })
export const MovementAdded = z.object({ movementId: Id, number: z.string() })
export const DrawnUp = z.object({ version: z.int(), number: z.string(), papers: z.int() })
export const Ordered = z.object({ drawdownId: Id, noteNumber: z.string() })
export const Paid = z.object({ state: z.string(), noteId: Id, noteNumber: z.string() })
