import { CaseFile } from '#common/assessment/domain'
import type { DemonstrationCase } from './shown-case.ts'

/** What the cases of the kinds are made from: the worked cases, and a shop of the shape of GC-01 under other names. */
export interface Shapes {
  readonly read: (example: string) => CaseFile
  readonly shop: (owner: string, bornOn: string, name: string, factor: number) => CaseFile
}

const LAND_AND_STOCK = { source: 'REFERRAL', referredBy: '欧阳春' } as const

/** One of each kind of customer that is no shop with a guarantor: wages, a farm, a group that answers for each other, a pledged home, who borrows again, who takes a second product. */
export function casesOfKinds({ read, shop }: Shapes): readonly DemonstrationCase[] {
  return [
    { caseFile: civilServant(read('gc-02')), lead: 'wang.lei', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: farmer(read('planting-breeding')), lead: 'zhao.min', assist: 'li.na', course: 'SUBMITTED' },
    ...group(shop),
    { caseFile: pledged(shop('段永福', '1980-08-21', '永福酒水商行', 0.8)), lead: 'wang.lei', assist: 'li.na', course: 'SUBMITTED' },
    { caseFile: again(shop('文秀兰', '1982-06-03', '秀兰日化批发', 0.5)), lead: 'li.na', assist: 'zhao.min', course: 'SUBMITTED', isKnown: true },
    { caseFile: secondProduct(shop('罗明辉', '1982-02-09', '明辉粮油配送', 0.8)), lead: 'wang.lei', assist: 'li.na', course: 'OPENED', isKnown: true, carriesOver: true },
  ]
}

/** The civil servant of the worked example under another name. */
function civilServant(example: CaseFile): CaseFile {
  return { ...example, applicant: { ...example.applicant, name: '程远志' } }
}

/** The farm of the worked example as the farmers' product has it: interest and principal by the quarter, sent by a neighbour. */
function farmer(example: CaseFile): CaseFile {
  const { application, applicant, business, request } = example
  return CaseFile.parse({
    ...example, application: { ...application, ...LAND_AND_STOCK }, applicant: { ...applicant, name: '田守望', customerType: 'FARMER' }, business: { ...business, name: '守望养殖场' },
    request: { ...request, product: '农户贷款', method: 'ANNUITY_Q', periods: 4, firstDueOn: '2025-06-14' },
  })
}

const GROUP = '城东早市联保组'
/** The others are looked into before the first of them is submitted: he rests on what they can answer for. */
const NEIGHBOURS = [['李守田', '1987-06-25', '守田杂粮', 0.3, 4_000_000, 'DRAFT'], ['钱德旺', '1984-10-08', '德旺调料', 0.6, 5_000_000, 'DRAFT'], ['孙大成', '1983-03-17', '大成干果', 0.35, 6_000_000, 'SUBMITTED']] as const

function group(shop: Shapes['shop']): readonly DemonstrationCase[] {
  return NEIGHBOURS.map(([owner, bornOn, name, factor, amountFen, course]) => {
    const file = shop(owner, bornOn, name, factor)
    return { caseFile: { ...file, guarantor: null, request: { ...file.request, product: '联保贷款', guarantee: 'JOINT_LIABILITY', amountFen } }, lead: 'zhao.min', assist: 'wang.lei', course, group: GROUP }
  })
}

/** The home is pledged: two values, the lower of them counts, less what the home loan still has. */
function pledged(file: CaseFile): CaseFile {
  const evidence = file.evidence.filter(({ kind }) => kind === 'FILE').slice(0, 1).map(({ id }) => id)
  return CaseFile.parse({
    ...file, guarantor: null, request: { ...file.request, product: '抵押微贷', guarantee: 'MORTGAGE' },
    collateral: [{ label: '新城花园 3 幢 502 室', kind: 'HOUSE', valueFen: 52_000_000, conservativeFen: 45_000_000, valuedOn: '2025-03-11', valuer: '衡川中正房地产评估', priorClaimsFen: 9_000_000, evidence }],
  })
}

/** Paid back eleven times on time and wants half as much again. */
function again(file: CaseFile): CaseFile {
  return CaseFile.parse({
    ...file, application: { ...file.application, loansRepaid: 1 }, request: { ...file.request, amountFen: 6_000_000, ownContributionFen: Math.max(0, file.request.purposeItems.reduce((sum, each) => sum + each.amountFen, 0) - 6_000_000) },
    previousCase: { cutOffOn: '2024-03-05', caseNumber: 'HQ2024000011', actualEquityFen: 24_000_000, amountFen: 4_000_000, paidInstalments: 11 },
  })
}

/** A cold store beside the goods he borrowed for last week: another product under the same cap of the customer. */
function secondProduct(file: CaseFile): CaseFile {
  return CaseFile.parse({
    ...file, request: { ...file.request, product: '设备贷款', purpose: 'EQUIPMENT', amountFen: 5_000_000, ownContributionFen: 2_000_000, purposeItems: [{ label: '冷藏车', amountFen: 7_000_000, evidence: [] }] },
  })
}
