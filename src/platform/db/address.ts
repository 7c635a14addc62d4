/** `postgres://user:password@one:5432,two:5432/weidai?target_session_attrs=read-write`, as libpq writes it; Node's URL knows one host only. */
const SEVERAL = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*,[^/?#]*)(.*)$/

/** One address for each server the address names, in its order. Of several the one that is not in recovery is worked with. */
export function addressesOf(address: string): readonly string[] {
  const [, before = '', hosts, after = ''] = SEVERAL.exec(address) ?? []
  if (hosts === undefined) return [address]
  return hosts.split(',').map((host) => {
    const one = new URL(`${before}${host}${after}`)
    one.searchParams.delete('target_session_attrs')
    return one.href
  })
}

/** Whether every server of the address can be read as a PostgreSQL address. */
export function isAddress(address: string): boolean {
  try {
    return addressesOf(address).every((one) => /^postgres(ql)?:$/.test(new URL(one).protocol))
  } catch {
    return false
  }
}

/** The same servers with something else changed, such as the user or the database. */
export function changeAddress(address: string, change: (url: URL) => void): string {
  const [, before = '', hosts, after = ''] = SEVERAL.exec(address) ?? []
  const url = new URL(hosts === undefined ? address : `${before}${STAND_IN}${after}`)
  change(url)
  return hosts === undefined ? url.href : url.href.replace(STAND_IN, hosts)
}

const STAND_IN = 'hosts.invalid'
