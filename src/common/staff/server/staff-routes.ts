import { z } from 'zod'
import { Refusal } from '#kernel'
import type { Staff } from '#platform/auth'
import { record } from '#platform/audit'
import { route, type Route } from '#platform/http'
import {
  Colleague, NewStaff, NewUnit, PostWanted, Reason, ResetPassword, StaffChange, StaffPage, StaffPostRef, StaffQuery, StaffRef, Unit, UnitChange, UnitRef,
} from '#common/staff/domain'
import { listColleagues, listStaff, listUnits } from './reads.ts'
import { assignPost, changeStaff, createStaff, setPassword, setStatus, withdrawPost } from './staff-store.ts'
import { changeUnit, createUnit } from './unit-store.ts'

const Nothing = z.undefined()
const may = 'staff.administer'

const reading: Route[] = [
  route({
    act: 'unit.list', method: 'GET', path: '/api/units', says: '机构树', may: 'staff.read', answer: z.array(Unit),
    handle: ({ inBank }) => inBank(listUnits),
  }),
  route({
    act: 'staff.colleagues', method: 'GET', path: '/api/colleagues', says: '在用的同事及其岗位', may: 'staff.read', answer: z.array(Colleague),
    handle: ({ inBank, businessDate }) => inBank((tx) => listColleagues(tx, businessDate)),
  }),
  route({
    act: 'staff.list', method: 'GET', path: '/api/staff', says: '用户清单', may, query: StaffQuery, answer: StaffPage,
    handle: ({ inBank, query }) => inBank((tx) => listStaff(tx, query)),
  }),
]

const people: Route[] = [
  route({
    act: 'staff.create', method: 'POST', path: '/api/staff', says: '建立用户；随后设置初始密码方可登录', may, body: NewStaff, answer: StaffRef, status: 201,
    handle: ({ inBank, body, staff, businessDate }) => inBank(async (tx) => {
      const staffId = await createStaff(tx, body, businessDate)
      await record(tx, { caseId: staffId, act: 'staff.create', who: staff.id, businessDate, body })
      return { staffId }
    }),
  }),
  route({
    act: 'staff.change', method: 'PATCH', path: '/api/staff/:staffId', says: '修改姓名或所属机构', may, params: StaffRef, body: StaffChange, answer: Nothing,
    handle: ({ inBank, params, body, staff, businessDate }) => inBank(async (tx) => {
      const before = await changeStaff(tx, params.staffId, body)
      await record(tx, { caseId: params.staffId, act: 'staff.change', who: staff.id, businessDate, body: { before, after: body } })
    }),
  }),
  route({
    act: 'staff.suspend', method: 'POST', path: '/api/staff/:staffId/suspension', says: '停用用户，立即退出其全部登录', may, params: StaffRef, body: Reason, answer: Nothing,
    handle: ({ inBank, params, body, staff, businessDate }) => inBank(async (tx) => {
      refuseSelf(staff, params.staffId)
      await setStatus(tx, params.staffId, 'SUSPENDED')
      await record(tx, { caseId: params.staffId, act: 'staff.suspend', who: staff.id, businessDate, body })
    }),
  }),
  route({
    act: 'staff.restore', method: 'DELETE', path: '/api/staff/:staffId/suspension', says: '恢复停用的用户', may, params: StaffRef, answer: Nothing,
    handle: ({ inBank, params, staff, businessDate }) => inBank(async (tx) => {
      await setStatus(tx, params.staffId, 'ACTIVE')
      await record(tx, { caseId: params.staffId, act: 'staff.restore', who: staff.id, businessDate, body: {} })
    }),
  }),
  route({
    act: 'staff.set-password', method: 'PUT', path: '/api/staff/:staffId/password', says: '设置初始密码或重置密码，本人下次登录须修改', may, params: StaffRef, body: ResetPassword, answer: Nothing,
    // Repeating it sets the same password again; a stored hash of the request would be a fast hash of a password.
    repeatable: true,
    handle: ({ inBank, params, body, staff, businessDate, now }) => inBank(async (tx) => {
      refuseSelf(staff, params.staffId)
      await setPassword(tx, params.staffId, { password: body.password, mustChange: true, now })
      await record(tx, { caseId: params.staffId, act: 'staff.set-password', who: staff.id, businessDate, body: {} })
    }),
  }),
]

const posts: Route[] = [
  route({
    act: 'staff.assign-post', method: 'POST', path: '/api/staff/:staffId/posts', says: '授予岗位', may, params: StaffRef, body: PostWanted, answer: StaffPostRef, status: 201,
    handle: ({ inBank, params, body, staff, businessDate }) => inBank(async (tx) => {
      refuseSelf(staff, params.staffId)
      const staffPostId = await assignPost(tx, params.staffId, body, businessDate)
      await record(tx, { caseId: params.staffId, act: 'staff.assign-post', who: staff.id, businessDate, body: { ...body, staffPostId } })
      return { staffId: params.staffId, staffPostId }
    }),
  }),
  route({
    act: 'staff.withdraw-post', method: 'DELETE', path: '/api/staff/:staffId/posts/:staffPostId', says: '收回岗位，即时生效', may, params: StaffPostRef, answer: Nothing,
    handle: ({ inBank, params, staff, businessDate }) => inBank(async (tx) => {
      refuseSelf(staff, params.staffId)
      const post = await withdrawPost(tx, params.staffId, params.staffPostId, businessDate)
      await record(tx, { caseId: params.staffId, act: 'staff.withdraw-post', who: staff.id, businessDate, body: { ...post, staffPostId: params.staffPostId } })
    }),
  }),
]

const units: Route[] = [
  route({
    act: 'unit.create', method: 'POST', path: '/api/units', says: '设立机构', may, body: NewUnit, answer: UnitRef, status: 201,
    handle: ({ inBank, body, staff, businessDate }) => inBank(async (tx) => {
      const unitId = await createUnit(tx, body)
      await record(tx, { caseId: unitId, act: 'unit.create', who: staff.id, businessDate, body })
      return { unitId }
    }),
  }),
  route({
    act: 'unit.change', method: 'PATCH', path: '/api/units/:unitId', says: '机构更名或改隶', may, params: UnitRef, body: UnitChange, answer: Nothing,
    handle: ({ inBank, params, body, staff, businessDate }) => inBank(async (tx) => {
      const before = await changeUnit(tx, params.unitId, body)
      await record(tx, { caseId: params.unitId, act: 'unit.change', who: staff.id, businessDate, body: { before, after: body } })
    }),
  }),
]

/** Users, posts and units; all of it is the system administrator's, who can do nothing else. */
export const staffRoutes: Route[] = [...reading, ...people, ...posts, ...units]

/** An administrator neither promotes nor locks out himself, so a bank never loses its last one. */
function refuseSelf(staff: Staff, staffId: string): void {
  if (staff.id !== staffId) return
  throw new Refusal({ code: 'staff.self', message: '不能对本人办理此项', at: '/path/staffId', expected: '由另一位系统管理员办理' }, 422)
}
