import { z } from 'zod'
import { Refusal } from '#kernel'
import { record } from '#platform/audit'
import { closeSession, identify, signIn, verifyPassword, type Identity } from '#platform/auth'
import type { Tx } from '#platform/db'
import { openRoute, route, type Route } from '#platform/http'
import { Bank, ChangePassword, Me, SignIn } from '#common/staff/domain'
import { listBanks } from './reads.ts'
import { setPassword } from './staff-store.ts'

const Nothing = z.undefined()

/** Signing in and out, who I am, my password. */
export const sessionRoutes: Route[] = [
  openRoute({
    act: 'bank.list', method: 'GET', path: '/api/banks', says: '可登录的银行', answer: z.array(Bank),
    handle: ({ database }) => database.shared(listBanks),
  }),
  openRoute({
    act: 'session.open', method: 'POST', path: '/api/session', says: '登录', body: SignIn, answer: Me, status: 201, perMinute: 60,
    handle: async ({ database, body, address, now, limits, setSession }) => {
      const cookie = await signIn(database, { bankCode: body.bank, login: body.login, password: body.password, address }, { now, limits })
      const identity = await identify(database, cookie, now, limits)
      if (identity === undefined) throw new Refusal({ code: 'session.ended', message: '登录已失效，请重新登录' }, 401)
      setSession(cookie)
      return describe(identity)
    },
  }),
  route({
    act: 'session.close', method: 'DELETE', path: '/api/session', says: '退出登录', may: 'signed-in', answer: Nothing, repeatable: true, beforePasswordChange: true,
    handle: async ({ inBank, identity, setSession }) => {
      await inBank((tx) => closeSession(tx, identity.tokenHash))
      setSession(null)
    },
  }),
  route({
    act: 'me.read', method: 'GET', path: '/api/me', says: '当前用户、岗位与权限', may: 'signed-in', answer: Me, beforePasswordChange: true,
    handle: ({ identity }) => describe(identity),
  }),
  route({
    act: 'me.change-password', method: 'PUT', path: '/api/me/password', says: '修改本人密码', may: 'signed-in', body: ChangePassword, answer: Nothing, repeatable: true, beforePasswordChange: true,
    handle: ({ inBank, body, staff, identity, now, businessDate }) => inBank(async (tx) => {
      await refuseWrong(tx, staff.id, body)
      await setPassword(tx, staff.id, { password: body.password, mustChange: false, now, except: identity.tokenHash })
      await record(tx, { caseId: staff.id, act: 'me.change-password', who: staff.id, businessDate, body: {} })
    }),
  }),
]

function describe(identity: Identity): z.input<typeof Me> {
  const { staff, bank, businessDate, mustChangePassword, csrfToken } = identity
  return {
    staffId: staff.id, login: staff.login, name: staff.name, bank, unitId: staff.unitId, posts: [...staff.posts], permissions: [...staff.permissions],
    businessDate, mustChangePassword, csrfToken,
  }
}

async function refuseWrong(tx: Tx, staffId: string, { current, password }: ChangePassword): Promise<void> {
  const row = await tx.selectFrom('credential').select('password_hash').where('bank_id', '=', tx.bankId).where('staff_id', '=', staffId).executeTakeFirst()
  if (!(await verifyPassword(current, row?.password_hash))) throw new Refusal({ code: 'password.wrong', message: '现密码不正确', at: '/current', expected: '现在使用的密码' }, 422)
  if (current === password) throw new Refusal({ code: 'password.same', message: '新密码与现密码相同', at: '/password', expected: '不同的密码' }, 422)
}
