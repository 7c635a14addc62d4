import pg from 'pg'
import { Refusal } from '#kernel'
import { changeAddress } from './address.ts'
import { withClient } from './with-client.ts'

export const APP_ROLE = 'weidai_app'
const SUPPORTED = { from: 15, to: 18 } as const

export interface AppAccess {
  /** Connection of the owner role, which runs the migrations. */
  readonly ownerUrl: string
  /** Password for the app role when this start has to create it. */
  readonly appPassword: string
}

/** Makes sure the app role exists and may connect; returns its URL. Refuses with the SQL to run when the owner may not create it. */
export async function ensureAppRole(access: AppAccess): Promise<string> {
  return withClient(access.ownerUrl, async (client) => {
    await refuseOldServer(client)
    const { rows } = await client.query<{ exists: boolean; may_create: boolean; database: string }>(`
      select exists (select from pg_roles where rolname = $1) as exists, current_database() as database,
        (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_create`, [APP_ROLE])
    const { exists, may_create: mayCreate, database } = rows[0]!
    if (!exists) {
      if (!mayCreate) throw mustBeCreated(database)
      await createRole(client, access.appPassword)
    }
    return workingUrl(access, database)
  })
}

/** Two servers may start at the same instant: the second finds the role there. */
async function createRole(client: pg.Client, password: string): Promise<void> {
  await client.query(`create role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls password ${client.escapeLiteral(password)}`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || (error.code !== '42710' && error.code !== '23505')) throw error
  })
}

/** Refuses a server outside PostgreSQL 15–18. */
async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`)
  const major = Math.floor(Number(rows[0]!.number) / 10_000)
  if (major >= SUPPORTED.from && major <= SUPPORTED.to) return
  throw new Refusal({ code: 'database.version', message: `不支持 PostgreSQL ${major}`, value: major, expected: `PostgreSQL ${SUPPORTED.from}–${SUPPORTED.to}` })
}

async function workingUrl(access: AppAccess, database: string): Promise<string> {
  const url = changeAddress(access.ownerUrl, (own) => {
    own.username = APP_ROLE
    own.password = access.appPassword
  })
  try {
    await withClient(url, async () => undefined)
    return url
  } catch (error) {
    if (error instanceof pg.DatabaseError && (error.code === '28P01' || error.code === '28000')) throw passwordUnknown(database)
    throw error
  }
}

function mustBeCreated(database: string): Refusal {
  return new Refusal({
    code: 'database.role-needed', value: database, message: `DATABASE_URL 的用户不能创建角色，请由管理员执行一次（this user may not create roles; ask an administrator to run）：\n${roleLines(database)}`,
    expected: `然后以 DATABASE_APP_URL 给出该角色的连接 (then give its connection as DATABASE_APP_URL)`,
  })
}

function passwordUnknown(database: string): Refusal {
  return new Refusal({
    code: 'database.role-password', value: database, message: `角色 ${APP_ROLE} 已存在，但此处不知道它的密码 (role ${APP_ROLE} exists, its password is not known here)`,
    expected: `用 DATABASE_APP_URL 给出它的连接，或由管理员执行：alter role ${APP_ROLE} password '<密码 password>'`,
  })
}

function roleLines(database: string): string {
  const name = `"${database.replaceAll('"', '""')}"`
  return [
    `  create role ${APP_ROLE} login nosuperuser nocreatedb nocreaterole nobypassrls password '<密码 password>';`,
    `  grant connect on database ${name} to ${APP_ROLE};`,
  ].join('\n')
}
