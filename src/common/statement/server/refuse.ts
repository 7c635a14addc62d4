export { BRING_ORIGINAL, checkedLength, fileRefusal, inFile } from '#platform/archive'
