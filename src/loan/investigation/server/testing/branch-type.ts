import type { FastifyInstance } from 'fastify'
import type { TestDatabase } from '#platform/db'
import type { AskOptions, Method, Route, TestStaff, ask } from '#platform/http'

/** A branch for route tests: two banks, an officer, his assistant, a supervisor and a reviewer of the first, every route of the server. */
export interface Branch {
  readonly db: TestDatabase
  readonly app: FastifyInstance
  readonly routes: readonly Route[]
  readonly banks: readonly [number, number]
  readonly officer: TestStaff
  readonly assistant: TestStaff
  readonly reviewer: TestStaff
  /** Names officers and decides what officers may not. */
  readonly supervisor: TestStaff
  as(who: TestStaff, method: Method, url: string, options?: AskOptions): ReturnType<typeof ask>
  close(): Promise<void>
}
