import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '#platform/files'
import { STAGES, type Part } from '../../src/path.ts'
import { routesOf } from '../../src/app/server/routes.ts'

const built = STAGES.filter((stage: Part) => stage.built)
const written = routesOf({ files: await openFileStore(os.tmpdir()) }).filter((route) => route.method !== 'GET' && built.some((stage) => route.act.startsWith(`${stage.id}.`)))

describe('acts of the path', () => {
  it('are the acts of the routes, all of them and no others', () => {
    const listed = built.flatMap((stage: Part) => stage.acts.map((act) => `${stage.id}.${act.id}`))
    expect([...new Set(written.map((route) => route.act))].toSorted()).toEqual(listed.toSorted())
  })
})
