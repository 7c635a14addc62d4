import { describe, expect, it } from 'vitest'
import { addressesOf, changeAddress, isAddress } from './address.ts'

const BOTH = 'postgres://own%40er:p%2Fw@primary:5432,standby:5433/weidai?target_session_attrs=read-write&sslmode=require'

describe('an address of several servers', () => {
  it('is one address for each, without what only chooses between them', () => {
    expect(addressesOf(BOTH)).toEqual(['postgres://own%40er:p%2Fw@primary:5432/weidai?sslmode=require', 'postgres://own%40er:p%2Fw@standby:5433/weidai?sslmode=require'])
    expect(addressesOf('postgres://a:b@primary,standby/weidai')).toEqual(['postgres://a:b@primary/weidai', 'postgres://a:b@standby/weidai'])
  })

  it('keeps its servers when user or database change', () => {
    expect(changeAddress(BOTH, (url) => { url.username = 'weidai_app'; url.pathname = '/other' })).toBe('postgres://weidai_app:p%2Fw@primary:5432,standby:5433/other?target_session_attrs=read-write&sslmode=require')
  })
})

it('an address of one server stays as it is', () => {
  const one = 'postgres://a:b@localhost:5432/weidai?host=%2Ftmp%2Fpg'
  expect([addressesOf(one), changeAddress(one, () => undefined), isAddress(one), isAddress('mysql://a/b'), isAddress('postgres://a:x,b:y:z/c'), isAddress('nonsense')]).toEqual([[one], one, true, false, false, false])
})
