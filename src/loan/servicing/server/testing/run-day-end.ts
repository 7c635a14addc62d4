/** Runs a day-end in a process of its own, so that it can be killed: `node run-day-end.ts <app url> <bank> <day>`. */
import { day } from '#kernel'
import { openDatabase } from '../../../../platform/db/database.ts'
import { testKeys } from '../../../../platform/db/testing.ts'
import { runDayEnd } from '../day-end/index.ts'

const [appUrl = '', bankId = '', closing = ''] = process.argv.slice(2)
const database = await openDatabase({ appUrl, keys: testKeys, connections: 4 })
const { state } = await runDayEnd(database, Number(bankId), day(closing), { tell: () => Promise.resolve(), on: ({ kind }) => { if (kind === 'BEGUN') process.stdout.write('begun\n') } })
await database.close()
process.exitCode = state === 'DONE' ? 0 : 1
