export { openFileStore, type FileStore } from './open-file-store.ts'
export { readStoredFile, storeFile, type NewFile, type StoredFile } from './stored-file.ts'
