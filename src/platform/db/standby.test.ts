import { expect, it } from 'vitest'
import { failOver } from '../../../proof/standby.ts'

it('the primary killed under load and the standby promoted, the program goes on by itself and every acknowledged repayment is there, once', async () => {
  const { acknowledged, lost, doubled } = await failOver({ clients: 3, loadMs: 500, afterMs: 300 })
  expect(acknowledged).toBeGreaterThan(0)
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 })
}, 180_000)
