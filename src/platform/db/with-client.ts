import pg from 'pg'
import { addressesOf } from './address.ts'
import { Standby } from './pool.ts'

/** One connection for `work`, closed afterwards, to the server that takes writes where the address names several. */
export async function withClient<T>(config: string | pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(typeof config === 'string' ? { connectionString: config } : config)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const addresses = config.connectionString === undefined ? [undefined] : addressesOf(config.connectionString)
  for (let at = 0; ; at++) {
    const address = addresses[at]
    const client = new pg.Client(address === undefined ? config : { ...config, connectionString: address })
    // Without a listener a cut connection would end the process instead of failing the query.
    client.on('error', () => undefined)
    try {
      await client.connect()
      if (addresses.length > 1 && (await isStandby(client))) throw new Standby('the server is a standby')
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (at + 1 >= addresses.length) throw error
    }
  }
}

async function isStandby(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
  return rows[0]?.standby === true
}
