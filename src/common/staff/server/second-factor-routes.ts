import QRCode from 'qrcode'
import { z } from 'zod'
import { Refusal } from '#kernel'
import { BeginEnrolment, ConfirmEnrolment, EnrolmentBegun, EnrolmentConfirmed, Reason, SecondFactor, StaffRef, StepUp, SteppedUp } from '#common/staff/domain'
import { record } from '#platform/audit'
import { type Proof, beginEnrolment, confirmEnrolment, factorState, resetFactor, stepUp, verifyPassword } from '#platform/auth'
import type { Tx } from '#platform/db'
import { missing, route, type Route } from '#platform/http'

const Nothing = z.undefined()

/** Enrolling a device, proving it before a named act, and its reset by the administrator. A wrong code is answered and not refused, so that its count is kept. */
export const secondFactorRoutes: Route[] = [
  route({
    act: 'me.second-factor', method: 'GET', path: '/api/me/second-factor', says: '本人第二因子的状态', may: 'signed-in', answer: SecondFactor,
    handle: ({ inBank, staff, now }) => inBank((tx) => factorState(tx, staff.id, now)),
  }),
  route({
    act: 'me.begin-second-factor', method: 'POST', path: '/api/me/second-factor', says: '开始登记第二因子：得到二维码', may: 'signed-in', body: BeginEnrolment, answer: EnrolmentBegun, status: 201,
    // A stored answer would keep the secret.
    repeatable: true,
    handle: ({ inBank, staff, identity, body, now, businessDate }) => inBank(async (tx) => {
      await refuseWrongPassword(tx, staff.id, body.password)
      const begun = await beginEnrolment(tx, { staffId: staff.id, login: staff.login, bank: identity.bank.name }, now)
      await record(tx, { caseId: staff.id, act: 'me.begin-second-factor', who: staff.id, businessDate, body: {} })
      return { ...begun, qr: await QRCode.toString(begun.uri, { type: 'svg', margin: 1 }) }
    }),
  }),
  route({
    act: 'me.confirm-second-factor', method: 'POST', path: '/api/me/second-factor/confirmation', says: '用首个验证码完成登记；恢复码只显示这一次', may: 'signed-in', body: ConfirmEnrolment, answer: EnrolmentConfirmed,
    repeatable: true,
    handle: ({ inBank, staff, body, now, businessDate }) => inBank(async (tx) => {
      const { proof, recoveryCodes } = await confirmEnrolment(tx, staff.id, body.code, now)
      await record(tx, { caseId: staff.id, act: 'me.confirm-second-factor', who: staff.id, businessDate, body: outcome(proof) })
      return { refused: refused(proof), recoveryCodes }
    }),
  }),
  route({
    act: 'me.step-up', method: 'POST', path: '/api/me/step-up', says: '以第二因子为某一事项取得一次性凭证', may: 'signed-in', body: StepUp, answer: SteppedUp,
    repeatable: true,
    handle: ({ inBank, staff, body, now, businessDate }) => inBank(async (tx) => {
      const { proof, token, expiresAt } = await stepUp(tx, staff.id, body, now)
      await record(tx, { caseId: staff.id, act: 'me.step-up', who: staff.id, businessDate, body: { act: body.act, subject: body.subject, ...outcome(proof) } })
      return { refused: refused(proof), token, expiresAt }
    }),
  }),
  route({
    act: 'staff.reset-second-factor', method: 'POST', path: '/api/staff/:staffId/second-factor/reset', says: '重置第二因子，本人须重新登记', may: 'staff.administer', params: StaffRef, body: Reason, answer: Nothing,
    handle: ({ inBank, params, body, staff, businessDate }) => inBank(async (tx) => {
      if (staff.id === params.staffId) throw new Refusal({ code: 'staff.self', message: '不能对本人办理此项', at: '/path/staffId', expected: '由另一位系统管理员办理' }, 422)
      if (!(await resetFactor(tx, params.staffId))) throw missing('已登记的第二因子')
      await record(tx, { caseId: params.staffId, act: 'staff.reset-second-factor', who: staff.id, businessDate, body })
    }),
  }),
]

function refused(proof: Proof): { code: string; message: string; expected: string } | null {
  return proof.holds ? null : { code: proof.code, message: proof.message, expected: proof.expected }
}

function outcome(proof: Proof): { outcome: string } {
  return { outcome: proof.holds ? proof.factor : proof.code }
}

async function refuseWrongPassword(tx: Tx, staffId: string, password: string): Promise<void> {
  const row = await tx.selectFrom('credential').select('password_hash').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  if (!(await verifyPassword(password, row?.password_hash))) throw new Refusal({ code: 'password.wrong', message: '密码不正确', at: '/password', expected: '现在使用的密码' }, 422)
}
