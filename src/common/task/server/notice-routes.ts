import { Calendar, CalendarDay, CalendarDayRef, CalendarQuery, Contacts, Notices, Outbox, OutboxRef } from '#common/task/domain'
import { type Route, route } from '#platform/http'
import { readContacts, writeContacts } from './contacts.ts'
import { readNotices } from './inbox.ts'
import { readOutbox, resend } from './outbox.ts'
import { noteDay, readCalendar } from './own-calendar.ts'
import type { TaskSurroundings } from './surroundings.ts'

/** Notices, where they go, what left the house, and the bank's calendar. */
export function noticeRoutes({ ports }: Pick<TaskSurroundings, 'ports'>): Route[] {
  return [
    route({
      act: 'notice.list', says: '通知', method: 'GET', path: '/api/notices', may: 'task.work', answer: Notices,
      handle: ({ staff, inBank }) => inBank((tx) => readNotices(tx, staff.id)),
    }),
    route({
      act: 'me.contacts', says: '本人的通知地址', method: 'GET', path: '/api/me/contacts', may: 'task.work', answer: Contacts,
      handle: ({ staff, inBank }) => inBank((tx) => readContacts(tx, staff.id)),
    }),
    route({
      act: 'me.change-contacts', says: '更改通知地址', method: 'PUT', path: '/api/me/contacts', may: 'task.work', body: Contacts, answer: Contacts, repeatable: true,
      handle: ({ body, staff, now, inBank }) => inBank((tx) => writeContacts(tx, staff.id, body, now)),
    }),
    route({
      act: 'outbox.list', says: '发件箱：最近的消息与错误，不含内容', method: 'GET', path: '/api/outbox', may: 'outbox.manage', answer: Outbox,
      handle: ({ inBank }) => inBank((tx) => readOutbox(tx, ports)),
    }),
    route({
      act: 'outbox.resend', says: '重发一条未发出的消息', method: 'POST', path: '/api/outbox/:messageId/resend', may: 'outbox.manage', params: OutboxRef, answer: Outbox,
      handle: ({ params, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await resend(tx, staff, params.messageId, businessDate, now)
        return readOutbox(tx, ports)
      }),
    }),
    route({
      act: 'calendar.read', says: '银行日历：节假日与调休', method: 'GET', path: '/api/calendar', may: 'task.work', query: CalendarQuery, answer: Calendar,
      handle: ({ query, inBank }) => inBank((tx) => readCalendar(tx, query.year)),
    }),
    route({
      act: 'calendar.note', says: '记本行的休息日或工作日', method: 'PUT', path: '/api/calendar/:day', may: 'calendar.write', params: CalendarDayRef, body: CalendarDay, answer: Calendar, repeatable: true,
      handle: ({ params, body, staff, businessDate, now, inBank }) => inBank(async (tx) => {
        await noteDay(tx, params.day, body, { staff, today: businessDate, now })
        return readCalendar(tx, Number(params.day.slice(0, 4)))
      }),
    }),
  ]
}
