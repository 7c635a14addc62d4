export { type Archive, openArchive } from '#platform/archive'
