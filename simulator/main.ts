// npm run simulator -- --folder PATH [--seed TEXT] [--mirror CODE] [--every MS | --once] [--late] [--duplicate] [--truncate] [--reorder] [--partly] [--plant rate=NOTE]
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type CoreBank, answerOrders } from './core-bank.ts'
import { SWITCH_NAMES, type Switches } from './switches.ts'

const EVERY_MS = 2000

const { values } = parseArgs({
  options: {
    folder: { type: 'string', multiple: true }, seed: { type: 'string', default: '1' }, mirror: { type: 'string', multiple: true, default: [] }, every: { type: 'string', default: String(EVERY_MS) }, once: { type: 'boolean', default: false },
    late: { type: 'boolean', default: false }, duplicate: { type: 'boolean', default: false }, truncate: { type: 'boolean', default: false }, reorder: { type: 'boolean', default: false }, partly: { type: 'boolean', default: false },
    plant: { type: 'string', multiple: true, default: [] },
  },
})

function banks(): CoreBank[] {
  const folders = values.folder ?? []
  if (folders.length === 0) throw new Error('--folder is needed: the folder a bank exchanges its files through')
  return folders.map((folder) => ({ folder: path.resolve(folder), seed: values.seed, mirrored: values.mirror, switches: given() }))
}

function given(): Partial<Switches> {
  const planted = (kind: string): string[] => values.plant.filter((one) => one.startsWith(`${kind}=`)).map((one) => one.slice(kind.length + 1))
  return { ...Object.fromEntries(SWITCH_NAMES.map((name) => [name, values[name]])), plant: { rate: planted('rate'), dayCount: planted('day-count'), manual: planted('manual') } }
}

function look(all: readonly CoreBank[]): void {
  for (const bank of all) {
    for (const room of ['in', 'out', 'simulator']) mkdirSync(path.join(bank.folder, room), { recursive: true })
    for (const name of answerOrders(bank)) process.stdout.write(`${path.basename(bank.folder)} ${name}\n`)
  }
}

const all = banks()
look(all)
if (!values.once) {
  setInterval(() => look(all), Number(values.every))
  // A parent that goes takes the simulator with it.
  process.on('disconnect', () => process.exit(0))
}
