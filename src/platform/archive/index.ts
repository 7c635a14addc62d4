export { LIMITS } from './limits.ts'
export { BRING_ORIGINAL, checkedLength, fileRefusal, inFile } from './refuse.ts'
export { type XmlEars, readXml } from './xml.ts'
export { Archive, openArchive } from './zip.ts'
