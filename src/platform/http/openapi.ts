import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { permissionNames, type Route } from './route.ts'

type Json = { [key: string]: unknown }

/** The OpenAPI 3.1 document of a route table; the schemas are the ones the routes check with. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Weidai 微贷', version, description: '金额为整数分，利率为十进制文本，日期为 YYYY-MM-DD。拒绝一律为 application/problem+json。' },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'weidai_session' }, csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' } },
      schemas: { Problem: schemaOf(ProblemSchema, 'output') },
      responses: { Problem: { description: '拒绝：代码、位置、值与应有的内容', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  }
}

const Place = z.object({ code: z.string(), message: z.string(), at: z.string().optional(), value: z.unknown().optional(), expected: z.string().optional(), where: z.string().optional(), allowed: z.array(z.string()).optional() })
const ProblemSchema = z.object({
  type: z.string(), title: z.string(), status: z.int(), code: z.string(), detail: z.string(), instance: z.string(),
  at: z.string().optional(), value: z.unknown().optional(), expected: z.string().optional(), where: z.string().optional(), allowed: z.array(z.string()).optional(), errors: z.array(Place).optional(),
})

function operation(route: Route): Json {
  const write = route.method !== 'GET'
  return {
    operationId: route.act,
    tags: [tagOf(route)],
    ...(route.says === undefined ? {} : { summary: route.says }),
    description: mayText(route),
    ...(route.may === 'public' ? { security: [] } : { security: [write ? { session: [], csrf: [] } : { session: [] }] }),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(write && !route.repeatable ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 255 } }] : []),
    ],
    ...requestBody(route),
    responses: { [String(isEmpty(route) ? 204 : route.status)]: success(route), default: { $ref: '#/components/responses/Problem' } },
    'x-permission': route.may,
  }
}

function mayText(route: Route): string {
  if (route.may === 'public') return '无需登录'
  return route.may === 'signed-in' ? '需登录' : `需权限${permissionNames(route.may)}`
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties, required } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties ?? {}).map(([name, property]) => ({ name, in: where, required: where === 'path' || (required ?? []).includes(name), schema: property }))
}

function requestBody(route: Route): Json {
  const fields = route.body && schemaOf(route.body, 'input')
  if (route.upload === undefined) return fields === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: fields } } } }
  const properties = { ...(fields?.['properties'] as Json | undefined), file: { type: 'string', format: 'binary' } }
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties, required: ['file'] } } } } }
}

const isEmpty = (route: Route): boolean => route.answer instanceof z.ZodUndefined

function success(route: Route): Json {
  if (isEmpty(route)) return { description: STATUS_CODES[204] ?? '' }
  const description = STATUS_CODES[route.status] ?? 'OK'
  if (route.answer === 'file') return { description, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
  return { description, content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}

const tagOf = (route: Route): string => route.act.slice(0, route.act.indexOf('.'))
