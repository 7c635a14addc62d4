import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvidenceRow } from '#common/evidence/domain'
import { type Branch, openBranch, openCase } from './testing/branch.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const photo = { filename: '门店.png', mediaType: 'image/jpeg', bytes: PNG }
const fields = { class: 'SEEN', kind: 'PHOTO', title: '门店外景', takenAt: '2025-03-12T10:15:00+08:00', latitude: '28.9412', longitude: '118.8721', accuracyM: '12.4' }

let branch: Branch
beforeAll(async () => { branch = await openBranch() })
afterAll(() => branch.close())
const attach = (caseId: string, body: Record<string, string> = fields, file = photo) => branch.as(branch.officer, 'POST', `/api/cases/${caseId}/evidence`, { body, file })

describe('a photo on a case', () => {
  it('keeps hash, type by its bytes, time, place and who; it is shown safely [S4-17]', async () => {
    const caseId = await openCase(branch)
    const { evidence, known } = (await attach(caseId)).json<{ evidence: EvidenceRow; known: boolean }>()
    expect(known).toBe(false)
    expect(evidence).toMatchObject({ class: 'SEEN', kind: 'PHOTO', mediaType: 'image/png', bytes: PNG.length, takenAt: '2025-03-12T02:15:00.000Z', place: { latitude: 28.9412, longitude: 118.8721, accuracyM: 12 }, by: { name: '王磊' }, filename: '门店.png' })
    const file = await branch.as(branch.reviewer, 'GET', `/api/cases/${caseId}/evidence/${evidence.evidenceId}/file`)
    expect(file.rawPayload.equals(PNG)).toBe(true)
    expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox'), 'content-disposition': expect.stringMatching(/^inline;/) })
    const { caseFile } = (await branch.as(branch.officer, 'GET', `/api/cases/${caseId}/draft`)).json<{ caseFile: { evidence: unknown[] } }>()
    expect(caseFile.evidence).toEqual([{ id: evidence.evidenceId, class: 'SEEN', kind: 'PHOTO', title: '门店外景', sha256: evidence.sha256, takenAt: '2025-03-12T02:15:00.000Z', place: '28.941200,118.872100 ±12m', by: '王磊' }])
  })

  it('sent again it is the same evidence', async () => {
    const caseId = await openCase(branch)
    const first = (await attach(caseId)).json<{ evidence: EvidenceRow }>()
    const again = (await attach(caseId, { ...fields, title: '换个名字' })).json<{ evidence: EvidenceRow; known: boolean }>()
    expect(again).toMatchObject({ known: true, evidence: { evidenceId: first.evidence.evidenceId, title: '门店外景' } })
    expect(await branch.db.asOwner(`select count(*)::int as acts from audit_event where case_id = $1 and act = 'investigation.attach-evidence'`, [caseId])).toEqual([{ acts: 1 }])
  })

  it('without a place needs the reason', async () => {
    const caseId = await openCase(branch)
    const { latitude: _a, longitude: _b, accuracyM: _c, ...rest } = fields
    expect((await attach(caseId, rest)).json()).toMatchObject({ status: 400, errors: [{ at: '/placeMissing', message: expect.stringContaining('没有定位须说明原因') }] })
    expect((await attach(caseId, { ...rest, placeMissing: '地下室没有信号' })).statusCode).toBe(201)
    expect((await attach(caseId, { ...rest, latitude: '28.9' })).json()).toMatchObject({ errors: [{ at: '/longitude' }] })
  })

  it.each([
    ['a script that calls itself a photo', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'PHOTO'],
    ['a page of HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'FILE'],
    ['a program', Buffer.from('MZ\x90\x00\x03', 'latin1'), 'FILE'],
    ['a PDF as photo', Buffer.from('%PDF-1.7'), 'PHOTO'],
  ])('%s is refused', async (_, bytes, kind) => {
    const caseId = await openCase(branch)
    expect((await attach(caseId, { ...fields, kind }, { filename: 'x.jpg', mediaType: 'image/jpeg', bytes })).json()).toMatchObject({ code: 'evidence.media-type', status: 415 })
  })

  it('above eight megabytes is refused', async () => {
    const caseId = await openCase(branch)
    expect((await attach(caseId, fields, { ...photo, bytes: Buffer.concat([PNG, Buffer.alloc(8 * 1024 * 1024)]) })).json()).toMatchObject({ code: 'evidence.too-large', status: 413 })
  })
})
