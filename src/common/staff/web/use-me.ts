import { useEffect } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Me, Permission } from '#common/staff/domain'
import { api, rememberCsrfToken, useRead } from '#ui'

/** Who is signed in; every screen shares one answer, and writes carry its token. */
export function useMe(): UseQueryResult<Me> {
  const me = useRead<Me>(api.me())
  const token = me.data?.csrfToken
  useEffect(() => { if (token !== undefined) rememberCsrfToken(token) }, [token])
  return me
}

/** True when the person signed in may do one of these. */
export function may(me: Me | undefined, ...permissions: readonly Permission[]): boolean {
  return me !== undefined && permissions.some((permission) => me.permissions.includes(permission))
}
