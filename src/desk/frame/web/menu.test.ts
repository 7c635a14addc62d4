import { describe, expect, it } from 'vitest'
import { PERMISSIONS_OF } from '#common/staff/domain'
import { PARTS } from '#path'
import { menuFor } from './menu.ts'

describe('menu', () => {
  it('shows the system administrator nothing of the business', () => {
    const menu = menuFor({ permissions: [...PERMISSIONS_OF.SYS_ADMIN] })
    expect([menu.desks, menu.stages, menu.rules]).toEqual([[], [], []])
    expect(menu.administration.map((entry) => entry.word)).toEqual(['staff', 'units', 'outbox'])
  })

  it('shows a client manager his desks and only stages that are built', () => {
    const menu = menuFor({ permissions: [...PERMISSIONS_OF.OFFICER] })
    expect(menu.desks.map((entry) => entry.word)).toEqual(['today', 'tasks', 'corrections', 'registers', 'reminders', 'customers', 'cases'])
    expect(menu.stages.map((stage) => stage.id)).toEqual(PARTS.filter((part) => part.built && part.folder.startsWith('loan/')).map((part) => part.id))
    expect(menu.administration.map(({ word }) => word)).toEqual(['billLayouts'])
    expect([menu.rules, menu.phone].map((entries) => entries.map(({ word }) => word))).toEqual([['policy', 'trades', 'guides', 'products'], ['today', 'tasks', 'customers', 'cases']])
  })

  it('leads who drafts or signs the policy there on the phone too, and who has no desk of his own at once', () => {
    expect(menuFor({ permissions: [...PERMISSIONS_OF.RISK_MANAGER] }).phone.map(({ word }) => word)).toEqual(['today', 'tasks', 'customers', 'cases', 'policy'])
    expect(menuFor({ permissions: [...PERMISSIONS_OF.TRAINER] }).phone.map(({ word }) => word)).toEqual(['policy'])
  })
})
