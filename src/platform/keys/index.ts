export { createKeyRing, loadKeyRing, type KeyRing, type Keys, type Sealed } from './key-ring.ts'
