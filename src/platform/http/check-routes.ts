import { z } from 'zod'
import { isPermission } from '#common/staff/domain'
import type { Route } from './route.ts'

/** Faults of a route table that must stop the start; a table without faults gives an empty list. */
export function faultsOf(routes: readonly Route[]): string[] {
  const faults = routes.flatMap((route) => faultsOfRoute(route).map((fault) => `${route.act} (${route.method} ${route.path}): ${fault}`))
  return [...faults, ...twice(routes.map(({ act }) => act)), ...twice(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`))]
}

function faultsOfRoute(route: Route): string[] {
  const faults: string[] = []
  if (!isDeclared(route.may)) faults.push(`declares no permission that exists (${String(route.may)})`)
  if (!/^[a-z][a-z-]*(\.[a-z][a-z-]*)+$/.test(route.act)) faults.push('an act is words joined by dots: stage.act')
  if (!/^\/api(\/(:[a-z]\w*|[a-z0-9][a-z0-9.-]*))+$/i.test(route.path)) faults.push('the path is not below /api/')
  if (route.method === 'GET' && (route.body !== undefined || route.upload !== undefined)) faults.push('a GET has no body')
  if (route.method !== 'GET' && route.answer === 'file') faults.push('the answer of a write is stored for repetitions, so it is JSON')
  if (route.prepare !== undefined && route.method === 'GET') faults.push('only a write prepares')
  const named = new Set([...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name))
  const read = new Set(route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : [])
  if (named.size !== read.size || [...named].some((name) => !read.has(name))) faults.push(`path names (${[...named].join()}), schema reads (${[...read].join()})`)
  return faults
}

/** Types do not hold for a table made with a cast, and this is the last wall. */
function isDeclared(may: unknown): boolean {
  if (Array.isArray(may)) return may.length > 0 && may.every((each) => typeof each === 'string' && isPermission(each))
  return typeof may === 'string' && (may === 'signed-in' || may === 'public' || isPermission(may))
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `declared twice: ${name}`)
}
