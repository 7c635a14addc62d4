export { createKeyRing, loadKeyRing, type Attestation, type KeyRing, type Keys, type Sealed } from './key-ring.ts'
