import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLine } from '#common/line/server'
import { day, fen } from '#kernel'
import { type Branch, draftOf, intake, newCustomer, openBranch } from '../../investigation/server/testing/branch.ts'
import { roomUnderOwnLine } from './line-room.ts'

const ASKED = 15_000_000
let branch: Branch
let customerId = ''
let lineId = ''
let caseId = ''

beforeAll(async () => {
  branch = await openBranch()
  const { as, officer, assistant } = branch
  customerId = (await as(officer, 'POST', '/api/customers', { body: newCustomer() })).json<{ customerId: string }>().customerId
  lineId = await line(customerId, 20_000_000)
  const asked = intake(customerId, assistant.staffId)
  const filed = await as(officer, 'POST', '/api/cases', { body: { ...asked, lineId, request: { ...asked.request, amountFen: ASKED } } })
  expect([filed.statusCode, filed.body.slice(0, 300)]).toEqual([201, expect.any(String)])
  caseId = filed.json<{ caseId: string }>().caseId
  expect((await as(officer, 'POST', `/api/cases/${caseId}/admit`, { body: {} })).statusCode).toBe(200)
})
afterAll(() => branch.close())

async function line(holder: string, capFen: number): Promise<string> {
  const opened = await branch.db.database.inBank(branch.banks[0], (tx) => openLine(tx, { customerId: holder, unitId: branch.officer.unitId, capFen: fen(capFen), products: [{ productCode: 'MICRO_LOAN', capFen: fen(capFen) }], revolving: false, guarantee: 'PERSONAL_GUARANTEE', validFrom: day('2025-03-12'), validUntil: day('2026-03-12'), resolutionId: null }))
  return opened.lineId
}

const stands = (capFen: number, drawnFen = 0, takenFen = drawnFen, more = '') => branch.db.asOwner(`update line set cap_fen = $1, drawn_fen = $2, taken_fen = $3${more} where line_id = $4`, [capFen, drawnFen, takenFen, lineId])

/** What the draft says of the customer's other lines, and of those of his house. */
async function exposure(): Promise<readonly [number, number]> {
  const { system } = (await draftOf(branch, caseId)).caseFile
  return [system.customerExposureFen, system.groupExposureFen]
}

describe('the line a case applies under', () => {
  it('is further exposure only beyond what this case will take of it [S1-27]', async () => {
    expect(await exposure()).toEqual([5_000_000, 0])
    await stands(10_000_000)
    expect(await exposure()).toEqual([0, 0])
    await stands(10_000_000, 4_000_000)
    expect(await exposure()).toEqual([4_000_000, 0])
    // Repaid, but it does not revolve: six are promised, none of the four comes back.
    await stands(10_000_000, 0, 4_000_000)
    expect(await exposure()).toEqual([0, 0])
    await stands(10_000_000, 4_000_000, 9_000_000, ', revolving = true')
    expect(await exposure()).toEqual([4_000_000, 0])
  })

  it('past its end promises nothing: what is drawn of it stays exposure whole [S1-27]', async () => {
    await stands(10_000_000, 4_000_000, 4_000_000, ", revolving = false, valid_from = '2024-03-12', valid_until = '2025-03-12'")
    expect(await exposure()).toEqual([4_000_000, 0])
    await stands(10_000_000, 4_000_000, 4_000_000, ", valid_until = '2026-03-12', state = 'FROZEN'")
    expect(await exposure()).toEqual([4_000_000, 0])
  })

  it('is told apart from his further lines and those of his house, and answers only for its own guarantee [S1-27]', async () => {
    await stands(20_000_000, 0, 0, ", state = 'OPEN'")
    await line(customerId, 3_000_000)
    const wife = (await branch.as(branch.officer, 'POST', '/api/customers', { body: newCustomer('李梅') })).json<{ customerId: string }>().customerId
    await line(wife, 7_000_000)
    expect(await exposure()).toEqual([8_000_000, 0])
    await branch.db.asOwner('update customer set household_id = (select household_id from customer where customer_id = $1) where customer_id = $2', [customerId, wife])
    expect(await exposure()).toEqual([8_000_000, 7_000_000])
    const room = (guarantee?: string) => branch.db.database.inBank(branch.banks[0], (tx) => roomUnderOwnLine(tx, caseId, guarantee))
    expect([await room(), await room('PERSONAL_GUARANTEE'), await room('JOINT_LIABILITY')]).toEqual([ASKED, ASKED, 0])
  })
})
