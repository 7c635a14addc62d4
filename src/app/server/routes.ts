import type { Route } from '#platform/http'

/** Every route of the server, in the order of the path of a loan. */
export const routes: readonly Route[] = []
