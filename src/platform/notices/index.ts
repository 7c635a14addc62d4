export { openPorts, type Message, type Port, type Ports } from './ports.ts'
