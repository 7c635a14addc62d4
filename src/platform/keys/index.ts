export { createKeyRing, loadKeyRing, newKeys, readKeys, type KeyRing, type Keys, type Sealed } from './key-ring.ts'
