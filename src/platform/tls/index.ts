export { lanAddresses } from './address.ts'
export { tlsIdentity, type TlsFiles, type TlsIdentity } from './identity.ts'
